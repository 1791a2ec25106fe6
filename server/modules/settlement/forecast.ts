import type { ComputedBill, PendingLine } from './compute-bill.ts';
import { type Decision, decide, USUAL_BILLS } from './run-decision.ts';
import type { PartnerInputs, RunTerms } from './run-inputs.read.ts';

/**
 * Computes the bill that the last of several runs will make if nothing else happens. The runs are those of consecutive
 * months that are not made yet; each takes its lines before the next one does.
 */
export function forecast(inputs: PartnerInputs, runs: readonly RunTerms[]): Decision {
  let { pending, lastBills } = inputs;
  for (const [nth, run] of runs.entries()) {
    const facts = {
      ...inputs,
      lastBills,
      pending: pending.filter(({ month }) => month <= run.period),
    };
    const decision = decide(facts, run.of(inputs.taxpayerType), run.bounds);
    if (nth === runs.length - 1) return decision;
    if (decision.status !== 'BILLED') continue;
    pending = afterBill(pending, decision.bill);
    lastBills = [decision.bill.grossMinor, ...lastBills].slice(0, USUAL_BILLS);
  }
  throw new Error('A forecast needs a run');
}

/** The lines that remain pending after a bill; a refund of a billed line deducts from its settlement. */
function afterBill(pending: readonly PendingLine[], bill: ComputedBill): PendingLine[] {
  const billed = new Map(bill.lines.map((line) => [line.adjustmentId ?? line.orderLineId, line]));
  const billedAs = ({ adjustment, orderLineId }: PendingLine) =>
    billed.get(adjustment?.id ?? orderLineId);
  const settled = new Map<string, NonNullable<NonNullable<PendingLine['refundOf']>['settled']>>();
  for (const one of pending) {
    const { orderLineId, refundOf } = one;
    const line = billedAs(one);
    if (!line || one.adjustment) continue;
    if (!refundOf) {
      settled.set(orderLineId, {
        settledMinor: line.settlementMinor,
        refundedCashMinor: 0n,
        deductedMinor: 0n,
      });
      continue;
    }
    const before = settled.get(refundOf.orderLineId) ?? refundOf.settled!;
    settled.set(refundOf.orderLineId, {
      ...before,
      refundedCashMinor: before.refundedCashMinor - line.cashMinor,
      deductedMinor: before.deductedMinor - line.settlementMinor,
    });
  }
  return pending
    .filter((line) => !billedAs(line))
    .map((line) => ({
      ...line,
      refundOf: line.refundOf && {
        ...line.refundOf,
        settled: settled.get(line.refundOf.orderLineId) ?? line.refundOf.settled,
      },
    }));
}
