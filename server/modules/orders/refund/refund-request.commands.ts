import { field } from '../../../platform/command/input.ts';
import { eventCommand } from '../../../platform/command/life-cycle/life-cycle.ts';
import type { AnyCommand } from '../../../platform/command/types.ts';
import { ORDERS_WRITE, shipmentFields } from '../order/order-inputs.ts';
import { refundLife } from './refund-request.life.ts';

export const refundRequestCommands: readonly AnyCommand[] = [
  eventCommand(refundLife, 'approve', {
    description:
      'Approves the request (同意退订), as the seller: the cash is refunded at once, or after hardware was sent back.',
    fields: {
      withoutReturn: field.optional(
        field.flag('Whether hardware need not be sent back, for example before its shipment.'),
      ),
    },
  }),
  eventCommand(refundLife, 'reject', {
    description:
      'Rejects the request (驳回退订), as the seller, also when hardware came back not as agreed. The order goes on.',
    fields: { reason: field.reason('Reason; the customer is notified of it.') },
  }),
  eventCommand(refundLife, 'withdraw', {
    description: 'Withdraws the request (撤回退订申请), as the customer. The order goes on.',
    scope: ORDERS_WRITE,
  }),
  eventCommand(refundLife, 'shipBack', {
    description:
      'Records that the customer sent the hardware back (寄回商品). The seller checks it in time, otherwise it is refunded.',
    fields: shipmentFields,
    scope: ORDERS_WRITE,
  }),
  eventCommand(refundLife, 'confirmReturn', {
    description:
      'Accepts the returned hardware (确认收到退货), as the seller: the cash is refunded.',
  }),
];
