import { lifeCycle } from '../../../platform/command/life-cycle/life-cycle.ts';
import type { Tx } from '../../../platform/command/types.ts';
import { money } from '../../../platform/money.ts';
import { adjust } from '../adjustment/adjustment.write.ts';
import type { LineDispute } from './dispute.entity.ts';
import { lineDispute } from './dispute.read.ts';

function end(tx: Tx, row: LineDispute): void {
  Object.assign(row, { dueAt: null, breachAt: null, endedAt: tx.now });
}

function decide(tx: Tx, row: LineDispute, reason: string): void {
  end(tx, row);
  Object.assign(row, { decisionReason: reason, decidedByName: tx.viewer.actorName });
}

export const lineDisputeLife = lifeCycle<LineDispute>({
  reads: lineDispute,
  label: ({ number, orderNumber }) => `${number} ${orderNumber}`,
  amount: (row) => row.lineMinor,
  effects: {
    async uphold(tx: Tx, row: LineDispute, input: { amount: string; reason: string }) {
      const amountMinor = money.parse(input.amount);
      await adjust(tx, row.billLineId, {
        amountMinor,
        origin: 'DISPUTE',
        reason: input.reason,
        sourceId: row.id,
      });
      decide(tx, row, input.reason);
      row.adjustmentMinor = amountMinor;
    },
    dismiss: (tx: Tx, row: LineDispute, input: { reason: string }) => decide(tx, row, input.reason),
    withdraw: end,
    flagBreach(_tx: Tx, row: LineDispute) {
      row.isBreached = true;
      row.breachAt = null;
    },
  },
});
