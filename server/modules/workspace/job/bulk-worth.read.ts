import type { Tx } from '../../../platform/command/types.ts';
import { money } from '../../../platform/money.ts';
import type { Reads } from '../../../platform/read/declare.ts';
import { rowSet } from '../../../platform/read/row-set.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import { ROLES, type Role } from '../../../platform/viewer.ts';
import { jointSalesAuthorization } from '../../authorizations/index.ts';
import { partnerBinding } from '../../bindings/index.ts';
import { customer } from '../../customers/index.ts';
import { customerDemand } from '../../demands/index.ts';
import { exclusiveDiscount } from '../../discounts/index.ts';
import { soldBy, startOf } from '../../orders/index.ts';
import { paymentAuthorization, settlementBill } from '../../settlement/index.ts';
import type { BulkWorthType } from './bulk-summary.type.ts';

type Line = Parameters<Parameters<typeof soldBy>[2]>[0];
/** SQL: the properties of the accepted rows. The name of none of them is unknown, or the statement is not made. */
type Select = (...properties: readonly string[]) => Sql;

interface Worth {
  readonly kind: BulkWorthType['kind'];
  readonly sees?: (role: Role) => boolean;
  /** SQL of the sum in minor units; `select` gives values of the accepted rows. */
  of(select: Select): Sql;
}

const sum = (kind: Worth['kind'], property: string): Worth => ({
  kind,
  of: (select) => sql`select sum(w.minor) from (${select(property)}) w(minor)`,
});

const isPartner = (role: Role): boolean => ROLES[role] === 'partner';

/** Sales of the viewer's organization in the past year, in the lines that fit a row. */
const sold = (
  which: (l: Line, select: Select) => Sql,
  sees: (role: Role) => boolean = isPartner,
): Worth => ({
  kind: 'SOLD_LAST_YEAR',
  sees,
  of: (select) => soldBy(sql.viewer.tenantId, startOf('month', 11), (l) => which(l, select)),
});

const soldToCustomers = (property: string): Worth =>
  sold((l, select) => sql`${l.customerId} in (${select(property)})`);

const ofDiscounts = sold(
  (l, select) => sql`(${l.customerId}, ${l.productId}) in (${select('customerId', 'productId')})`,
);

/** Without a customer an authorization is for all of them, so a rep may not know its sales. */
const ofAuthorizations = sold(
  (l, select) => sql`exists (
    select 1 from (${select('productId', 'customerId')}) a(product_id, customer_id)
    where a.product_id = ${l.productId} and (a.customer_id is null or a.customer_id = ${l.customerId}))`,
  (role) => isPartner(role) && role !== 'csp.rep',
);

const WORTH: ReadonlyMap<Reads, readonly Worth[]> = new Map<Reads, readonly Worth[]>([
  [customer as Reads, [soldToCustomers('id')]],
  [partnerBinding as Reads, [soldToCustomers('customerId')]],
  [
    exclusiveDiscount as Reads,
    [ofDiscounts, sum('LIST_TOTAL', 'listTotalMinor'), sum('NET_TOTAL', 'netTotalMinor')],
  ],
  [jointSalesAuthorization as Reads, [ofAuthorizations]],
  [customerDemand as Reads, [sum('EXPECTED_AMOUNT', 'expectedAmountMinor')]],
  [settlementBill as Reads, [sum('SETTLEMENT', 'grossMinor')]],
  [paymentAuthorization as Reads, [sum('SETTLEMENT', 'amountMinor')]],
]);

/** Sums what the rows of a type are worth, as far as the viewer's side may know it. */
export async function worthOf(
  tx: Tx,
  subject: Reads,
  ids: readonly string[],
): Promise<BulkWorthType[]> {
  const { role } = tx.viewer;
  const measures = (WORTH.get(subject) ?? []).filter(({ sees }) => sees?.(role) ?? true);
  const set = rowSet(tx.domain.model(subject), role);
  if (!set || measures.length === 0 || ids.length === 0) return [];
  const { d } = set;
  const column = (property: string): Sql => {
    const found = d[property];
    if (!found) throw new TypeError(`${subject.spec.id} has no ${property}`);
    return found;
  };
  const select: Select = (...properties) =>
    sql`select ${sql.join(properties.map(column), ', ')} from ${set.from} where ${set.where}
      and ${d.id} in (select w::uuid from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) w)`;
  const sums = measures.map(({ of }, i) => sql`(${of(select)})::text as ${sql.raw(`"${i}"`)}`);
  const [found] = await tx.rows<Record<string, string | null>>(
    sql`select ${sql.join(sums, ', ')}`,
    set.values,
  );
  return measures.map(({ kind }, i) => ({
    kind,
    amount: money.wire(BigInt(found![String(i)] ?? 0)),
  }));
}
