import type { Tx } from '../../../platform/command/types.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { ProductEntity } from '../../catalog/index.ts';
import type { OrderLine } from '../line/order-line.entity.ts';
import type { Order } from '../order/order.entity.ts';
import { answerDays } from '../order/order.policies.ts';
import { goOn, refundLines } from './order-refund.write.ts';
import { type RefundRequest, RefundRequestEntity } from './refund-request.entity.ts';
import { refundLife, type SupersedeInput } from './refund-request.life.ts';
import { REFUND_OPEN_STATES } from './refund-request.machine.ts';
import { MAILED_EVENTS, mailCustomer } from './refund-request.mail.ts';

/** Opens the request of a line. Hardware is sent back before its refund (domain §3.5). */
export async function openRequest(
  tx: Tx,
  { customerName }: Order,
  line: Readonly<OrderLine>,
  amountMinor: bigint,
  reason: string,
): Promise<void> {
  const { supervisionTemplate } = await tx.asSystem('orders', (system) =>
    system.get(ProductEntity, line.productId),
  );
  await tx.begin(
    refundLife,
    {
      orderId: line.orderId,
      orderLineId: line.id,
      partnerId: line.partnerId ?? null,
      sellerId: line.sellerId,
      customerId: line.customerId,
      orderNumber: line.orderNumber,
      customerName,
      productName: line.productName,
      amountMinor,
      reason,
      needsReturn: supervisionTemplate === 'HARDWARE',
      dueAt: await answerDays.ahead(tx),
    },
    'request',
  );
}

/**
 * Ends the open request of a line that is settled otherwise, as the system: the line goes on under supervision. Does
 * nothing without an open request.
 */
export async function endRequest(
  tx: Tx,
  orderLineId: string,
  input: SupersedeInput,
): Promise<void> {
  await tx.asSystem('orders', async (system) => {
    const [open] = await system.find(
      RefundRequestEntity,
      (d) =>
        sql`${d.orderLineId} = ${orderLineId} and ${d.status} = any(${[...REFUND_OPEN_STATES]}::text[])`,
    );
    if (open)
      await system.fire(refundLife, await system.get(refundLife, open.id), 'supersede', input);
  });
}

/** Refunds the line of a granted request; after every other end the line goes on. */
async function settle(tx: Tx, row: RefundRequest, event: string): Promise<void> {
  const { status, orderId, orderLineId, amountMinor: cashMinor } = row;
  if (status === 'REFUNDED' && event !== 'supersede')
    await refundLines(tx, orderId, [{ orderLineId, cashMinor }], 'NEGOTIATED');
  else if (row.endedAt) await goOn(tx, orderLineId);
}

const ENDS = [
  'approve',
  'reject',
  'withdraw',
  'lapse',
  'confirmReturn',
  'acceptReturn',
  'supersede',
];

export const refundReactions = [
  refundLife.on(ENDS, settle),
  refundLife.on(MAILED_EVENTS, mailCustomer),
];
