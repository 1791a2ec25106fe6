import { lifeCycle } from '../../../platform/command/life-cycle/life-cycle.ts';
import { tracked } from '../../../platform/command/tracked.ts';
import type { Tx } from '../../../platform/command/types.ts';
import { refuse } from '../../../platform/errors.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { type OrderLine, OrderLineEntity } from '../line/order-line.entity.ts';
import type { Order, OrderProgram } from './order.entity.ts';
import type { OrderState } from './order.machine.ts';
import { order } from './order.read.ts';
import { type PaymentInput, settlePayment } from './order-payment.write.ts';

/** Ends an unpaid order. Its lines follow it. */
function close(tx: Tx, row: Order): void {
  tx.update(OrderLineEntity, (d) => sql`${d.orderId} = ${row.id}`, { status: 'CANCELLED' });
}

/** State that follows from the lines of the order; see `refundLines`. */
export interface FollowingInput {
  readonly to: OrderState;
}

export interface RepaymentInput {
  /** Time of a repayment that the upstream reports; by default now. */
  readonly at?: Date;
  /** How operations know of the repayment. */
  readonly reason?: string;
}

export interface ProgramInput {
  /** Absent: the order is a usual one. */
  readonly program?: OrderProgram;
}

function follow(tx: Tx, row: Order, { to }: FollowingInput): OrderState {
  if (to === 'COMPLETED') row.completedAt ??= tx.now;
  return to;
}

/** Changes the repayment of the lines, as the system: a link may not see all of them. */
const setRepayment = (
  tx: Tx,
  { id }: Order,
  from: OrderLine['repayment'],
  to: Pick<OrderLine, 'repayment' | 'repaidAt'>,
): Promise<void> =>
  tx.asSystem('orders', async (system) => {
    system.update(
      OrderLineEntity,
      (d) => sql`${d.orderId} = ${id} and ${d.repayment} = ${from}`,
      to,
    );
  });

export const orderLife = lifeCycle<Order>({
  reads: order,
  label: ({ number, customerName }) => `${number} ${customerName}`,
  amount: (row) => row.cashTotalMinor,
  tracked: { program: tracked.word('EVERY_PARTY', (row) => row.program, 'OrderProgram') },
  effects: {
    setProgram(_tx: Tx, row: Order, { program }: ProgramInput) {
      if (program === (row.program ?? undefined)) throw refuse('NOTHING_CHANGED', 'program');
      row.program = program ?? null;
    },
    confirmPayment: (tx: Tx, row: Order, input: PaymentInput) => settlePayment(tx, row, input),
    reportCredit: (tx: Tx, row: Order) =>
      setRepayment(tx, row, 'NOT_APPLICABLE', { repayment: 'OUTSTANDING', repaidAt: null }),
    repay: (tx: Tx, row: Order, { at = tx.now }: RepaymentInput) =>
      setRepayment(tx, row, 'OUTSTANDING', { repayment: 'REPAID', repaidAt: at }),
    cancel: close,
    expire: close,
    endPrice: close,
    reopen(tx: Tx, row: Order) {
      row.paymentDueAt = null;
      tx.update(OrderLineEntity, (d) => sql`${d.orderId} = ${row.id}`, {
        status: 'PENDING_PAYMENT',
      });
    },
    complete(tx: Tx, row: Order) {
      row.completedAt = tx.now;
    },
    rejectRefund: follow,
    refund: follow,
  },
});
