import { lifeCycle } from '../../../platform/command/life-cycle/life-cycle.ts';
import type { Tx } from '../../../platform/command/types.ts';
import type { PaymentAuthorization } from './authorization.entity.ts';
import { paymentAuthorization } from './authorization.read.ts';

interface Reasoned {
  readonly reason: string;
}

function decide(tx: Tx, row: PaymentAuthorization): void {
  const decision = { decidedAt: tx.now, decidedByName: tx.viewer.actorName };
  Object.assign(row, { ...decision, dueAt: null, flagAt: null });
}

export const paymentAuthorizationLife = lifeCycle<PaymentAuthorization>({
  reads: paymentAuthorization,
  label: ({ period, orderNumber, productName }) => `${period} ${orderNumber} ${productName}`,
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
    flag(_tx: Tx, row: PaymentAuthorization) {
      row.isFlagged = true;
      row.flagAt = null;
    },
  },
});
