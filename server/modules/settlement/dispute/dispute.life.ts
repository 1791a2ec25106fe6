import { deadlines } from '../../../platform/command/life-cycle/deadlines.ts';
import { lifeCycle } from '../../../platform/command/life-cycle/life-cycle.ts';
import type { Tx } from '../../../platform/command/types.ts';
import { money } from '../../../platform/money.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { adjust } from '../adjustment/adjustment.write.ts';
import { billLife } from '../bill/bill.life.ts';
import { billMachine } from '../bill/bill.machine.ts';
import { type LineDispute, LineDisputeEntity } from './dispute.entity.ts';
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

/**
 * A partner that disputes a line is not silent: the time after which its bill counts as confirmed stops until the last
 * dispute has ended (domain §4.8).
 */
export const stopSilence = lineDisputeLife.on(
  ['open', 'uphold', 'dismiss', 'withdraw'],
  (tx, { id, billId }, event) =>
    tx.asSystem('settlement', async (system) => {
      // Locked, so that of the last two disputes, ended at once, one sees that the other has ended.
      const bill = await system.get(billLife, billId);
      if (bill.status !== 'SENT') return;
      const subject = { type: billMachine.type, id: billId };
      if (event === 'open') return await deadlines.pause(system, subject, 'DISPUTE');
      const [open] = await system.find(
        LineDisputeEntity,
        (d) => sql`${d.billId} = ${billId} and ${d.status} = 'OPEN' and ${d.id} <> ${id}`,
      );
      if (!open) await deadlines.resume(system, subject);
    }),
);
