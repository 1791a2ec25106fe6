import {
  type InputShape,
  idOf,
  inputShape,
  objectOf,
  optional,
  text,
} from '../../platform/command/input.ts';
import { mustSee } from '../../platform/command/sight.ts';
import type { Tx } from '../../platform/command/types.ts';
import { refuse } from '../../platform/errors.ts';
import { type Sql, sql } from '../../platform/sql/sql.ts';
import { mustBeSold, type Product, ProductEntity, product } from '../catalog/index.ts';
import { CustomerEntity, customer } from '../customers/index.ts';
import { PartnerEntity, partner, searchKey } from '../partners/index.ts';
import { AuthorizationVersionEntity } from './authorization-version.entity.ts';
import type { CspAuthorization } from './csp/csp-authorization.entity.ts';
import type { JointSalesAuthorization } from './joint-sales/joint-sales-authorization.entity.ts';

interface Account {
  readonly cloudAccount: string;
  readonly name: string;
}

const account: InputShape<Account> = inputShape(
  'AuthorizationCustomerInput',
  'Customer by account and name, as the partner gave them; both must match a customer of the partner.',
  {
    cloudAccount: text('Account name (账号).', { max: 64 }),
    name: text('Name of the company or person, as registered.', { max: 120 }),
  },
);

/** How a seller names the customer of a customer-level row: a seller rarely sees a customer's object. */
export const customerInput = {
  customerId: optional(idOf(() => customer, "Customer in the seller's scope.")),
  customer: optional(
    objectOf(() => account, 'Customer by account and name, instead of `customerId`.'),
  ),
};

export interface CustomerRef {
  readonly customerId?: string;
  readonly customer?: Account;
}

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

/** What a new authorization of either kind has of its product, and of whom it is for. */
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

/** The customer as its partner sees it; none when the row shall be for all. Out of scope is NOT_FOUND. */
export async function ownCustomer(tx: Tx, customerId: string | undefined): Promise<Named> {
  if (!customerId) return EVERYBODY;
  await mustSee(tx, customer, customerId);
  const { name } = await tx.em.findOneOrFail(CustomerEntity, { id: customerId });
  return { customerId, customerName: name };
}

/**
 * The customer that a seller means. Whether the account exists, belongs to somebody of another name, or
 * to a customer whom the partner does not know, is one answer for all: CUSTOMER_UNKNOWN.
 */
export async function namedCustomer(
  tx: Tx,
  partnerId: string,
  { customerId, customer: given }: CustomerRef,
): Promise<Named> {
  if (customerId && given) throw refuse('ONE_CUSTOMER', 'customer');
  if (!customerId && !given) return EVERYBODY;
  const seen = customerId ? await ownCustomer(tx, customerId) : null;
  const [row] = await tx.rows<{ id: string | null }>(sql`
    select guard_customer_of_partner(${partnerId}::uuid, ${customerId ?? null}::uuid,
      ${given?.cloudAccount ?? null}::text, ${given?.name ?? null}::text) as id`);
  if (!row?.id) throw refuse('CUSTOMER_UNKNOWN', given ? 'customer' : 'customerId');
  return seen ?? { customerId: row.id, customerName: given!.name };
}

/** A product of this sale model that is sold. Out of scope is NOT_FOUND. */
export async function sellable(
  tx: Tx,
  productId: string,
  saleModel: Product['saleModel'],
): Promise<Product> {
  await mustSee(tx, product, productId);
  const goods = await tx.em.findOneOrFail(ProductEntity, { id: productId });
  if (goods.saleModel !== saleModel) {
    throw refuse(saleModel === 'COMMON' ? 'PRODUCT_NOT_COMMON' : 'PRODUCT_NOT_JOINT', 'productId');
  }
  mustBeSold(goods);
  return goods;
}

/** A partner of the programme. Anybody else is NOT_FOUND. */
export async function partnerOfProgramme(tx: Tx, id: string) {
  await mustSee(tx, partner, id);
  const { name } = await tx.em.findOneOrFail(PartnerEntity, { id });
  return { partnerId: id, partnerName: name };
}

export type Authorization = CspAuthorization | JointSalesAuthorization;

/** Keeps the terms of a row that was granted or changed just now. */
export async function recordTerms(tx: Tx, row: Authorization): Promise<void> {
  const joint = 'floorPayRate' in row;
  await tx.em.flush();
  tx.em.create(AuthorizationVersionEntity, {
    id: tx.newId(),
    createdAt: tx.now,
    cspAuthorizationId: joint ? null : row.id,
    jointSalesAuthorizationId: joint ? row.id : null,
    partnerId: row.partnerId ?? null,
    sellerId: row.sellerId,
    customerId: row.customerId ?? null,
    termsVersion: row.termsVersion,
    floorPayRate: joint ? row.floorPayRate : row.minPayRate,
    shareRatio: row.shareRatio,
    validFrom: row.validFrom,
    validUntil: row.validUntil,
    maxCustomers: joint ? (row.maxCustomers ?? null) : null,
    maxCashPerMonthMinor: joint ? (row.maxCashPerMonthMinor ?? null) : null,
    setByName: tx.viewer.actorName,
  });
}

/** Refuses a period in which another granted row has the same key. Its lock is held. */
export async function mustBeFree(tx: Tx, table: Sql, row: Authorization): Promise<void> {
  const taken = await tx.rows(sql`
    select 1 from ${table} x where x.product_id = ${row.productId} and x.id <> ${row.id}
      and x.partner_id is not distinct from ${row.partnerId ?? null}::uuid
      and x.customer_id is not distinct from ${row.customerId ?? null}::uuid
      and x.status in ('SCHEDULED', 'ACTIVE')
      and x.valid_from < ${row.validUntil}::timestamptz and x.valid_until > ${row.validFrom}::timestamptz`);
  if (taken.length > 0) throw refuse('AUTHORIZATION_OVERLAPS', 'validUntil');
}

/** Ends a customer-level row whose customer left the partner. */
export function endUnbound(tx: Tx, row: Authorization): void {
  row.endedAt = tx.now;
  row.endReason = 'CUSTOMER_UNBOUND';
}
