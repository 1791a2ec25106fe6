import { field, inputShape } from '../../platform/command/input.ts';
import type { Tx } from '../../platform/command/types.ts';
import { refuse } from '../../platform/errors.ts';
import { type Sql, sql } from '../../platform/sql/sql.ts';
import { mustBeSold, type Product, ProductEntity } from '../catalog/index.ts';
import { CustomerEntity, customer } from '../customers/index.ts';
import { PartnerEntity, searchKey } from '../partners/index.ts';
import { AuthorizationVersionEntity } from './authorization-version.entity.ts';
import type { CspAuthorization } from './csp/csp-authorization.entity.ts';
import { HOLDING_STATES } from './csp/csp-authorization.machine.ts';
import type { JointSalesAuthorization } from './joint-sales/joint-sales-authorization.entity.ts';

interface Account {
  readonly cloudAccount: string;
  readonly name: string;
}

const account = inputShape(
  'AuthorizationCustomerInput',
  'Customer by account and name, as the partner gave them; both must match a customer of the partner.',
  {
    cloudAccount: field.text('Account name (账号).', { max: 64 }),
    name: field.text('Name of the company or person, as registered.', { max: 120 }),
  },
);

/**
 * Input by which a seller names a customer: account and name, because a seller rarely sees the customer's
 * object.
 */
export const customerInput = {
  customerId: field.optional(field.id(() => customer, "Customer in the seller's scope.")),
  customer: field.optional(
    field.object(() => account, 'Customer by account and name, instead of `customerId`.'),
  ),
};

export interface CustomerRef {
  readonly customerId?: string;
  readonly customer?: Account;
}

/** Refuses a customer that is given twice. */
export const oneCustomer = {
  code: 'ONE_CUSTOMER',
  field: 'customer',
  holds: ({ customerId, customer: given }: CustomerRef) =>
    customerId === undefined || given === undefined,
} as const;

export const names = (ref: CustomerRef): boolean =>
  ref.customerId !== undefined || ref.customer !== undefined;

interface Named {
  readonly customerId: string | null;
  readonly customerName: string | null;
}
const EVERYBODY: Named = { customerId: null, customerName: null };

interface Whom extends Named {
  readonly partnerId: string | null;
  readonly partnerName: string | null;
}

/** Columns that a new authorization of either kind takes from its product and its parties. */
export const newFor = <W extends Whom>(tx: Tx, goods: Product, whom: W) => ({
  id: tx.newId(),
  createdAt: tx.now,
  sellerId: goods.sellerId,
  productId: goods.id,
  productName: goods.name,
  maxShareRatio: goods.maxShareRatio,
  ...whom,
  searchKey: searchKey(goods.name, whom.partnerName, whom.customerName),
});

/**
 * Returns the customer in the partner's scope; undefined for a row for all customers. Out of scope is
 * NOT_FOUND.
 */
export async function ownCustomer(tx: Tx, customerId: string | undefined): Promise<Named> {
  if (!customerId) return EVERYBODY;
  const { name } = await tx.get(CustomerEntity, customerId);
  return { customerId, customerName: name };
}

/**
 * Returns the customer that a seller named. An unknown account, another name and a customer outside the
 * partner's scope give the same CUSTOMER_UNKNOWN, so that a seller cannot probe accounts.
 */
export async function namedCustomer(
  tx: Tx,
  partnerId: string,
  { customerId, customer: given }: CustomerRef,
): Promise<Named> {
  if (!customerId && !given) return EVERYBODY;
  const seen = customerId ? await ownCustomer(tx, customerId) : null;
  const [row] = await tx.rows<{ id: string | null }>(sql`
    select guard_customer_of_partner(${partnerId}::uuid, ${customerId ?? null}::uuid,
      ${given?.cloudAccount ?? null}::text, ${given?.name ?? null}::text) as id`);
  if (!row?.id) throw refuse('CUSTOMER_UNKNOWN', given ? 'customer' : 'customerId');
  return seen ?? { customerId: row.id, customerName: given!.name };
}

/** Returns a product of this sale model that is on sale. Out of scope is NOT_FOUND. */
export async function sellable(
  tx: Tx,
  productId: string,
  saleModel: Product['saleModel'],
): Promise<Product> {
  const goods = await tx.get(ProductEntity, productId);
  if (goods.saleModel !== saleModel) {
    throw refuse(saleModel === 'COMMON' ? 'PRODUCT_NOT_COMMON' : 'PRODUCT_NOT_JOINT', 'productId');
  }
  mustBeSold(goods);
  return goods;
}

/** Returns a partner of the programme; any other id is NOT_FOUND. */
export async function partnerOfProgramme(tx: Tx, id: string) {
  const { name } = await tx.get(PartnerEntity, id);
  return { partnerId: id, partnerName: name };
}

export type Authorization = CspAuthorization | JointSalesAuthorization;

/** The columns that identify a right and its period. */
export type Place = Pick<
  Authorization,
  'id' | 'productId' | 'partnerId' | 'customerId' | 'validFrom' | 'validUntil'
>;

/** Stores a version with the new terms of a row. */
export async function recordTerms(tx: Tx, row: Authorization): Promise<void> {
  const joint = 'maxCustomers' in row;
  tx.insert(AuthorizationVersionEntity, {
    id: tx.newId(),
    createdAt: tx.now,
    cspAuthorizationId: joint ? null : row.id,
    jointSalesAuthorizationId: joint ? row.id : null,
    partnerId: row.partnerId ?? null,
    sellerId: row.sellerId,
    customerId: row.customerId ?? null,
    termsVersion: row.termsVersion,
    floorPayRate: row.floorPayRate,
    shareRatio: row.shareRatio,
    validFrom: row.validFrom,
    validUntil: row.validUntil,
    maxCustomers: joint ? (row.maxCustomers ?? null) : null,
    maxCashPerMonthMinor: joint ? (row.maxCashPerMonthMinor ?? null) : null,
    setByName: tx.viewer.actorName,
  });
}

/** Whether another granted row of the same key overlaps in its validity. The caller holds the key's lock. */
export async function isTaken(tx: Tx, table: Sql, row: Place): Promise<boolean> {
  const taken = await tx.rows(sql`
    select 1 from ${table} x where x.product_id = ${row.productId} and x.id <> ${row.id}
      and x.partner_id is not distinct from ${row.partnerId ?? null}::uuid
      and x.customer_id is not distinct from ${row.customerId ?? null}::uuid
      and x.status in (${sql.words(HOLDING_STATES)})
      and x.valid_from < ${row.validUntil}::timestamptz and x.valid_until > ${row.validFrom}::timestamptz`);
  return taken.length > 0;
}

/** Refuses such a validity. */
export async function mustBeFree(tx: Tx, table: Sql, row: Place): Promise<void> {
  if (await isTaken(tx, table, row)) throw refuse('AUTHORIZATION_OVERLAPS', 'validUntil');
}

/** Ends a customer-level row whose customer is no longer bound to the partner. */
export function endUnbound(tx: Tx, row: Authorization): void {
  row.endedAt = tx.now;
  row.endReason = 'CUSTOMER_UNBOUND';
}
