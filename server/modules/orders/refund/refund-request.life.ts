import { lifeCycle } from '../../../platform/command/life-cycle/life-cycle.ts';
import type { Tx } from '../../../platform/command/types.ts';
import { money } from '../../../platform/money.ts';
import { returnCheckDays, returnDays } from '../order/order.policies.ts';
import type { RefundRequest } from './refund-request.entity.ts';
import { refundRequest } from './refund-request.read.ts';

/** End of an open request by something other than its parties' answers. */
export interface SupersedeInput {
  readonly to: 'REFUNDED' | 'REJECTED' | 'WITHDRAWN';
  readonly reason?: string | undefined;
}

function end(tx: Tx, row: RefundRequest): void {
  row.dueAt = null;
  row.endedAt = tx.now;
}

export const refundLife = lifeCycle<RefundRequest>({
  reads: refundRequest,
  label: ({ orderNumber, productName }) => `${orderNumber} ${productName}`,
  amount: (row) => row.amountMinor,
  audited: ({ amountMinor }) => ({ amount: money.wire(amountMinor).amount }),
  effects: {
    async approve(tx: Tx, row: RefundRequest, input: { withoutReturn?: boolean }) {
      if (!row.needsReturn || input.withoutReturn) {
        end(tx, row);
        return 'REFUNDED';
      }
      row.dueAt = await returnDays.ahead(tx);
      return 'AWAITING_RETURN';
    },

    async shipBack(
      tx: Tx,
      row: RefundRequest,
      { carrier, trackingNumber }: { carrier: string; trackingNumber: string },
    ) {
      Object.assign(row, { carrier, trackingNumber, shippedAt: tx.now });
      row.dueAt = await returnCheckDays.ahead(tx);
    },

    reject(tx: Tx, row: RefundRequest, { reason }: { reason: string }) {
      row.decisionReason = reason;
      end(tx, row);
    },

    supersede(tx: Tx, row: RefundRequest, { to, reason }: SupersedeInput) {
      row.decisionReason = reason ?? null;
      end(tx, row);
      return to;
    },

    withdraw: end,
    lapse: end,
    confirmReturn: end,
    acceptReturn: end,
  },
});
