import type { Tx } from '../../../platform/command/types.ts';
import { money } from '../../../platform/money.ts';
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

/** Both values of a difference. Amounts come as fen. */
function valuesOf(one: OrderDifference) {
  const { ours, theirs } = one;
  if (classOf(one) !== 'ORDER_AMOUNT') return { ours, theirs };
  const [oursMinor, theirsMinor] = [ours, theirs].map((fen) => (fen === null ? null : BigInt(fen)));
  const text = (fen: bigint | null | undefined) => (fen == null ? null : money.format(fen));
  return { ours: text(oursMinor), theirs: text(theirsMinor), oursMinor, theirsMinor };
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
      ...valuesOf(one),
      oursAt: one.oursAt,
      theirsAt,
    })),
  };
}
