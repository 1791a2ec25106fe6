import type { Caller } from '../../kit/world.ts';
import type { Stage } from '../discounts/stage.ts';
import { supervised, type Template } from '../supervision/delivery.ts';
import { orderOf } from './checkout.ts';

/** Requests of an order's only line, oldest first, as a viewer sees them. */
export const requestsOf = async (viewer: Caller, orderId: string, fields: string): Promise<any[]> =>
  (await orderOf(viewer, orderId, `lines { refundRequests { ${fields} } }`)).lines[0]
    .refundRequests;

/** The buyer asks back cash of an order's only line, by default all of it; returns the id of the request. */
export async function requested(stage: Stage, orderId: string, amount?: string): Promise<string> {
  const { lines } = await orderOf(stage.buyer, orderId, 'lines { id }');
  await stage.buyer.mutate('orderRequestRefund', {
    id: orderId,
    lines: [{ orderLineId: lines[0].id, ...(amount && { amount }) }],
    reason: '需求变化',
  });
  const found = await requestsOf(stage.buyer, orderId, 'id endedAt');
  return found.find(({ endedAt }) => endedAt === null).id;
}

/** A request for the refund of a supervised line; returns its id and that of the order. */
export async function requestedOf(
  stage: Stage,
  template: Template,
  amount?: string,
): Promise<{ id: string; orderId: string; supervisionId: string }> {
  const { id: supervisionId, orderId } = await supervised(stage, template);
  return { id: await requested(stage, orderId, amount), orderId, supervisionId };
}

/** A request for the refund of hardware; returns its id. */
export const requestedHardware = async (stage: Stage): Promise<string> =>
  (await requestedOf(stage, 'HARDWARE')).id;
