import type { Columns } from '../../../platform/sql/columns.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import { refundPartSql, settleSql, shareBaseSql } from '../formula/formulas.ts';
import { serviceVatSql } from '../formula/service-vat.read.ts';
import { readyAt } from './pending-lines.read.ts';

export const ready = (l: string): Sql => sql`(${readyAt(l)})`;

type Estimated =
  | 'refundOfId'
  | 'partnerId'
  | 'strategy'
  | 'dealMinor'
  | 'cashMinor'
  | 'floorMinor'
  | 'shareRatio'
  | 'vatRate'
  | 'saleDealMinor'
  | 'saleCashMinor'
  | 'saleFloorMinor'
  | 'saleSettledMinor';

/**
 * Settlement of a sale: of the order line `d`, or of the sale that it refunds, which has the same terms. As billed with
 * its adjustments, or at current rates; null without an agreed share ratio.
 */
export function settledSale(d: Columns<Estimated>): string {
  const of = (property: Estimated): string => sql.textOf(d[property]);
  const ofSale = (amount: 'deal' | 'cash' | 'floor', own: Estimated): string =>
    `case when ${of('refundOfId')} is null then ${of(own)} else ${of(SALE[amount])} end`;
  const base = shareBaseSql(
    of('strategy'),
    ofSale('deal', 'dealMinor'),
    ofSale('cash', 'cashMinor'),
    ofSale('floor', 'floorMinor'),
  );
  const rates = { strategy: of('strategy'), share: of('shareRatio'), v: of('vatRate') };
  return `coalesce(${of('saleSettledMinor')}, ${settleSql(`(${base})`, { ...rates, s: sql.textOf(serviceVatSql(d.partnerId)) })})`;
}

const SALE = { deal: 'saleDealMinor', cash: 'saleCashMinor', floor: 'saleFloorMinor' } as const;

/**
 * Estimated settlement of the order line `d` at current rates, in minor units. A refund deducts its
 * proportional part; the rounding remainder of the last refund is ignored.
 */
export const estimate = (d: Columns<Estimated>): Sql => {
  const refund = refundPartSql(
    `-${sql.textOf(d.cashMinor)}`,
    'e.settled',
    sql.textOf(d.saleCashMinor),
  );
  // Without the offset, PostgreSQL computes the settlement of the sale for each of its uses.
  return sql`(select case when ${d.refundOfId} is null then e.settled else ${sql.raw(refund)} end from (
    select ${sql.raw(settledSale(d))} as settled offset 0) e)`;
};
