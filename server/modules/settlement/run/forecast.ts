import { type ComputedBill, type PendingLine, plus } from '../formula/compute-bill.ts';
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

/** The lines that remain pending after a bill; a refund deducts from what the bill settled. */
function afterBill(
  pending: readonly PendingLine[],
  { lines, settled }: ComputedBill,
): PendingLine[] {
  const billed = new Set(lines.map(({ adjustmentId, orderLineId }) => adjustmentId ?? orderLineId));
  return pending
    .filter(({ adjustment, orderLineId }) => !billed.has(adjustment?.id ?? orderLineId))
    .map((line) => {
      const { refundOf } = line;
      const more = refundOf && settled.get(refundOf.orderLineId);
      return more
        ? { ...line, refundOf: { ...refundOf, settled: plus(refundOf.settled, more) } }
        : line;
    });
}
