import type { Tx } from '../../../platform/command/types.ts';
import { calendarSql } from '../../../platform/db/calendar-sql.ts';
import { money } from '../../../platform/money.ts';
import type { ReadColumns, Reads } from '../../../platform/read/declare.ts';
import { rowSet } from '../../../platform/read/row-set.ts';
import type { Entity } from '../../../platform/sql/columns.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import { Role } from '../../../platform/viewer.ts';
import { jointSalesAuthorization } from '../../authorizations/index.ts';
import { partnerBinding } from '../../bindings/index.ts';
import { customer } from '../../customers/index.ts';
import { customerDemand } from '../../demands/index.ts';
import { exclusiveDiscount } from '../../discounts/index.ts';
import { soldBy } from '../../orders/index.ts';
import { paymentAuthorization, settlementBill } from '../../settlement/index.ts';
import type { BulkWorthType } from './bulk-summary.type.ts';

type Line = Parameters<Parameters<typeof soldBy>[2]>[0];
/** SQL of these properties of the accepted rows. */
type Select<N extends string> = (...properties: readonly N[]) => Sql;

interface Worth<N extends string> {
  readonly kind: BulkWorthType['kind'];
  readonly sees?: (role: Role) => boolean;
  /** SQL of the sum in minor units. */
  readonly of: (select: Select<N>) => Sql;
}

const sum = <N extends string>(kind: Worth<N>['kind'], property: N): Worth<N> => ({
  kind,
  of: (select) => sql`select sum(w.minor) from (${select(property)}) w(minor)`,
});

const isPartner = (role: Role): boolean => Role.sideOf(role) === 'partner';

/** Sales of the viewer's organization in the past year, in the lines that fit a row. */
const sold = <N extends string>(
  which: (l: Line, select: Select<N>) => Sql,
  sees: (role: Role) => boolean = isPartner,
): Worth<N> => ({
  kind: 'SOLD_LAST_YEAR',
  sees,
  of: (select) =>
    soldBy(sql.viewer.tenantId, calendarSql.startOf('month', 11), (l) => which(l, select)),
});

const soldToCustomers = <N extends string>(property: N): Worth<N> =>
  sold((l, select) => sql`${l.customerId} in (${select(property)})`);

type Deal = 'customerId' | 'productId';

const ofDiscounts = sold<Deal>(
  (l, select) => sql`(${l.customerId}, ${l.productId}) in (${select('customerId', 'productId')})`,
);

/** Without a customer an authorization is for all of them, so a rep may not know its sales. */
const ofAuthorizations = sold<Deal>(
  (l, select) => sql`exists (
    select 1 from (${select('productId', 'customerId')}) a(product_id, customer_id)
    where a.product_id = ${l.productId} and (a.customer_id is null or a.customer_id = ${l.customerId}))`,
  (role) => isPartner(role) && role !== 'csp.rep',
);

const worth = <E extends Entity, A>(
  of: Reads<E, A>,
  ...measures: readonly Worth<ReadColumns<E, A>>[]
): readonly [Reads, readonly Worth<string>[]] => [of as Reads, measures];

const WORTH: ReadonlyMap<Reads, readonly Worth<string>[]> = new Map([
  worth(customer, soldToCustomers('id')),
  worth(partnerBinding, soldToCustomers('customerId')),
  worth(
    exclusiveDiscount,
    ofDiscounts,
    sum('LIST_TOTAL', 'listTotalMinor'),
    sum('NET_TOTAL', 'netTotalMinor'),
  ),
  worth(jointSalesAuthorization, ofAuthorizations),
  worth(customerDemand, sum('EXPECTED_AMOUNT', 'expectedAmountMinor')),
  worth(settlementBill, sum('SETTLEMENT', 'grossMinor')),
  worth(paymentAuthorization, sum('SETTLEMENT', 'amountMinor')),
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
  const select: Select<string> = (...properties) =>
    sql`select ${set.columns(properties)} from ${set.from} where ${set.where}
      and ${set.d.id} in (select w::uuid from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) w)`;
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
