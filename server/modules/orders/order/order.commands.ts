import { command } from '../../../platform/command/command.ts';
import { field, inputShape } from '../../../platform/command/input.ts';
import { eventCommand } from '../../../platform/command/life-cycle/life-cycle.ts';
import type { AnyCommand, Tx } from '../../../platform/command/types.ts';
import { refuse } from '../../../platform/errors.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { customer } from '../../customers/index.ts';
import { orderLife } from './order.life.ts';
import { BUYERS } from './order.machine.ts';
import { order, orderLine } from './order.read.ts';
import { OrderProgramEnum } from './order.type.ts';
import { ORDERS_WRITE, wantedFields, wishFields } from './order-inputs.ts';
import { type PlaceInput, placeOrder } from './order-place.write.ts';
import { confirmPayment } from './order-progress.write.ts';

const upstreamId = (what: string) =>
  field.optional(field.text(`${what} Programs only.`, { max: 64, pattern: /^\S+$/ }));

const lineInput = inputShape('OrderPlaceLineInput', 'Specification to order.', {
  ...wantedFields,
  termsVersion: field.integer(
    "Version of the support terms (服务支持条款) of the product's family that the customer accepts: the one in force.",
    { min: 1, max: 2_147_483_647 },
  ),
  renewsLineId: field.optional(
    field.id(
      () => orderLine,
      'Line of the customer whose service is renewed (续费), of the same specification. Either all lines of an order renew one, or none does.',
    ),
  ),
  upstreamLineId: upstreamId('Id of the line in the upstream system, unique over all orders.'),
});

const constraints = {
  customer_order_upstream: { code: 'ALREADY_REPORTED', field: 'upstreamOrderId' },
  order_line_upstream: { code: 'ALREADY_REPORTED', field: 'lines' },
} as const;

/** Returns the order that the upstream reported before: by its id, or by the ids of all its lines. */
async function reportedBefore(tx: Tx, input: PlaceInput): Promise<string | null> {
  const { upstreamOrderId, lines } = input;
  const ids = lines.flatMap(({ upstreamLineId }) => upstreamLineId ?? []);
  if (upstreamOrderId === undefined && ids.length === 0) return null;
  if (tx.viewer.side === 'customer') throw refuse('NOT_FOR_THIS_ROLE', 'upstreamOrderId');
  for (const id of [upstreamOrderId ?? '', ...ids].sort()) tx.lock('UpstreamOrder', id);
  const found = await tx.rows<{ id: string; customerId: string }>(sql`
    select o.id, o.customer_id as "customerId" from customer_order o where o.upstream_order_id = ${upstreamOrderId ?? null}
    union select l.order_id, l.customer_id from order_line l where l.upstream_line_id = any(${ids}::text[])`);
  if (found.length === 0) return null;
  const [only, ...others] = found;
  if (others.length > 0 || only!.customerId !== input.customerId)
    throw refuse('ALREADY_REPORTED', 'lines');
  return only!.id;
}

const place: AnyCommand = command({
  name: 'orderPlace',
  description:
    "Places an order for a customer at the customer's prices in force. It awaits the payment until `paymentDueAt`. An order that the upstream reported before is returned unchanged.",
  roles: BUYERS,
  scope: ORDERS_WRITE,
  fields: {
    customerId: field.optional(
      field.id(() => customer, 'Customer; required from a program. A customer orders for itself.'),
    ),
    lines: field.list(
      field.object(() => lineInput, 'Lines, one for each specification.'),
      { min: 1, max: 100 },
    ),
    ...wishFields,
    upstreamOrderId: upstreamId('Id of the order in the upstream system.'),
  },
  payload: { order: () => order },
  idempotent: true,
  constraints,
  async run(tx, input) {
    const known = await reportedBefore(tx, input);
    return { order: known ?? (await placeOrder(tx, input)).id };
  },
});

const pay: AnyCommand = eventCommand(orderLife, 'confirmPayment', {
  description:
    'Confirms that the order is paid. Freezes price, share and VAT, decides the attribution of each line, and delivers lines that are not supervised. No money moves.',
  fields: {
    onCredit: field.optional(
      field.flag('Whether the customer pays on credit and repays later; by default false.'),
    ),
  },
  run: confirmPayment,
  scope: ORDERS_WRITE,
});

const repay: AnyCommand = eventCommand(orderLife, 'repay', {
  description:
    'Confirms that the credit of an order is repaid in full (还款). Its lines enter the bill run after the repayment. No money moves.',
  fields: {
    reason: field.optional(
      field.text(
        'Way in which the customer confirmed the repayment; required from operations and kept in the audit.',
        { max: 500 },
      ),
    ),
  },
  async before(tx, _row, { reason }) {
    if (tx.viewer.role === 'operator' && reason === undefined) throw refuse('BLANK', 'reason');
  },
  scope: ORDERS_WRITE,
});

const setProgram = eventCommand(orderLife, 'setProgram', {
  description:
    'Sets the program that subsidizes an order (赋能云、基地云), as operations. Its deliveries are reviewed before the acceptance. Possible until one of them is submitted.',
  fields: {
    program: field.optional(
      field.word(OrderProgramEnum, 'Program; absent: the order is a usual one.'),
    ),
    reason: field.reason('Reason for the change; recorded in the audit.'),
  },
});

export const orderCommands: readonly AnyCommand[] = [
  place,
  pay,
  repay,
  setProgram,
  eventCommand(orderLife, 'cancel', {
    description: 'Cancels an unpaid order (取消).',
    scope: ORDERS_WRITE,
  }),
];
