import { lifeCycle } from '../../../platform/command/life-cycle/life-cycle.ts';
import type { Tx } from '../../../platform/command/types.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { type PaymentAuthorization, PaymentAuthorizationEntity } from './authorization.entity.ts';
import { paymentAuthorization } from './authorization.read.ts';

interface Reasoned {
  readonly reason: string;
}

function decide(tx: Tx, row: PaymentAuthorization): void {
  const decision = { decidedAt: tx.now, decidedByName: tx.viewer.actorName };
  Object.assign(row, { ...decision, dueAt: null, flagAt: null });
}

/** Whether the seller's first line of the bill still waits: then that one is flagged too. */
async function hasOpenLead(tx: Tx, { billId, sellerId }: PaymentAuthorization): Promise<boolean> {
  const open = await tx.find(
    PaymentAuthorizationEntity,
    (d) =>
      sql`${d.billId} = ${billId} and ${d.sellerId} = ${sellerId} and ${d.isLead} and ${d.status} = 'PENDING'`,
  );
  return open.length > 0;
}

export const paymentAuthorizationLife = lifeCycle<PaymentAuthorization>({
  reads: paymentAuthorization,
  label: ({ period, orderNumber, productName }) => `${period} ${orderNumber} ${productName}`,
  amount: (row) => row.amountMinor,
  effects: {
    authorize: decide,
    refuse(tx: Tx, row: PaymentAuthorization, { reason }: Reasoned) {
      decide(tx, row);
      row.refusalReason = reason;
    },
    override(tx: Tx, row: PaymentAuthorization, { reason }: Reasoned) {
      decide(tx, row);
      row.operatorReason = reason;
    },
    release(tx: Tx, row: PaymentAuthorization, { reason }: Reasoned) {
      row.releasedAt = tx.now;
      row.operatorReason = reason;
    },
    async flag(tx: Tx, row: PaymentAuthorization) {
      row.isFlagged = true;
      row.flagAt = null;
      row.isLead ||= !(await hasOpenLead(tx, row));
    },
  },
});
