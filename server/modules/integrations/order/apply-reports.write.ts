import type { Tx } from '../../../platform/command/types.ts';
import {
  type OrderDifference,
  type OrderReport,
  type ReportOutcome,
  reportOrders,
} from '../../orders/index.ts';
import type { DifferenceClass } from '../difference/difference.entity.ts';
import type { Applied } from '../feed/feed.ts';

const CLASSES: readonly DifferenceClass[] = ['ORDER_STATE', 'ORDER_AMOUNT', 'ORDER_FACTS'];
const classOf = ({ field }: OrderDifference): DifferenceClass => {
  if (field === 'STATE') return 'ORDER_STATE';
  return ['LIST', 'DEAL', 'VOUCHER', 'CASH'].includes(field) ? 'ORDER_AMOUNT' : 'ORDER_FACTS';
};

/** Writes reported orders, and counts and compares them as a feed does. */
export async function applyReports(tx: Tx, reports: readonly OrderReport[]): Promise<Applied> {
  const outcomes = await reportOrders(tx, reports);
  const count = (outcome: ReportOutcome['outcome']): number =>
    outcomes.filter((one) => one.outcome === outcome).length;
  return {
    written: count('WRITTEN'),
    unchanged: count('UNCHANGED'),
    refused: outcomes.flatMap(({ problem }, i) =>
      problem ? [{ key: reports[i]!.upstreamOrderId, ...problem }] : [],
    ),
    comparison: comparisonOf(outcomes, tx.now),
  };
}

/** The differences of orders. A subject is an order; of its differences of a class, the first is named. */
function comparisonOf(outcomes: readonly ReportOutcome[], theirsAt: Date) {
  const found = new Map<string, OrderDifference>();
  for (const one of outcomes.flatMap(({ differences }) => differences)) {
    const key = `${classOf(one)}:${one.orderId}`;
    if (!found.has(key)) found.set(key, one);
  }
  return {
    classes: CLASSES,
    compared: outcomes.flatMap(({ orderId }) => orderId ?? []),
    differences: [...found.values()].map((one) => ({
      differenceClass: classOf(one),
      subjectKey: one.orderId,
      orderId: one.orderId,
      field: one.field,
      ours: one.ours,
      theirs: one.theirs,
      oursAt: one.oursAt,
      theirsAt,
    })),
  };
}
