import { DAY } from '../../platform/clock.ts';
import { command } from '../../platform/command/command.ts';
import { field, inputShape } from '../../platform/command/input.ts';
import { eventCommand } from '../../platform/command/life-cycle/life-cycle.ts';
import type { AnyCommand, Tx } from '../../platform/command/types.ts';
import { Refusal, refuse, type UserError } from '../../platform/errors.ts';
import { money } from '../../platform/money.ts';
import type { ReasonCode } from '../../platform/reasons.ts';
import { sql } from '../../platform/sql/sql.ts';
import { priceInput } from '../catalog/index.ts';
import type { Order } from './order.entity.ts';
import { orderLife } from './order.life.ts';
import { noReasonDays, noReasonQuota } from './order.policies.ts';
import { orderLine } from './order.read.ts';
import { type OrderLine, OrderLineEntity } from './order-line.entity.ts';
import { linesOf } from './order-payment.write.ts';
import { endRequest, leftOf, refundLines, refundsOf } from './order-refund.write.ts';
import { startOf } from './sold.read.ts';

const SCOPE = 'orders:write';

const requested = inputShape('OrderRefundLineInput', 'Line of which cash is asked back.', {
  orderLineId: field.id(() => orderLine, 'Line under supervision.'),
  amount: field.optional(priceInput('Cash in CNY; by default all that is not refunded yet.')),
});

const reason = (what: string) => field.text(what, { max: 500 });

const at = (index: number, code: ReasonCode, params = {}): UserError => ({
  code,
  field: ['lines', String(index)],
  params,
});

interface Asked {
  readonly line: Readonly<OrderLine>;
  readonly left: bigint;
}

/** Reads the lines of an order that the input names, with the cash that is left of each. */
async function askedOf(tx: Tx, row: Order, ids: readonly string[]): Promise<(Asked | undefined)[]> {
  const [lines, refunds] = await Promise.all([linesOf(tx, row.id), refundsOf(tx, ids)]);
  return ids.map((id) => {
    const line = lines.find((one) => one.id === id);
    const earlier = refunds.filter(({ refundOfId }) => refundOfId === id);
    return line && { line, left: leftOf(line, earlier).cashMinor };
  });
}

interface RequestInput {
  readonly lines: readonly { readonly orderLineId: string; readonly amount?: string }[];
  readonly reason: string;
}

/** Puts lines under request; the seller decides. Possible until a line is accepted (domain §3.5). */
async function requestRefund(tx: Tx, row: Order, input: RequestInput): Promise<void> {
  const found = await askedOf(
    tx,
    row,
    input.lines.map(({ orderLineId }) => orderLineId),
  );
  const errors: UserError[] = [];
  const requests = input.lines.flatMap(({ orderLineId, amount }, i) => {
    const asked = found[i];
    const first = input.lines.findIndex((one) => one.orderLineId === orderLineId);
    if (!asked || first < i) errors.push(at(i, 'NOT_FOUND'));
    else if (asked.line.supervision !== 'IN_PROGRESS' || asked.line.status !== 'PROCESSING')
      errors.push(at(i, 'REFUND_PERIOD_OVER'));
    else {
      const cash = amount === undefined ? asked.left : money.parse(amount);
      if (cash > asked.left)
        errors.push(at(i, 'REFUND_ABOVE_PAID_CASH', { left: money.format(asked.left) }));
      return [{ id: orderLineId, cash }];
    }
    return [];
  });
  if (errors.length > 0) throw new Refusal(errors);
  await tx.fire(orderLife, row, 'requestRefund', input);
  for (const { id, cash } of requests)
    tx.update(OrderLineEntity, (d) => sql`${d.id} = ${id}`, {
      status: 'REFUND_PENDING',
      refundRequestedMinor: cash,
      refundReason: input.reason,
    });
}

interface NoReasonInput {
  readonly lineIds?: readonly string[];
}

/** Refunds instantly delivered lines in full (domain §3.5): in time and within the yearly quota. */
async function refundWithoutReason(tx: Tx, row: Order, { lineIds }: NoReasonInput): Promise<void> {
  const all = await linesOf(tx, row.id);
  const ids = lineIds ?? all.filter(({ status }) => status === 'COMPLETED').map(({ id }) => id);
  tx.lock('NoReasonRefunds', row.customerId);
  const since = tx.now.getTime() - (await noReasonDays.value(tx, tx.now)) * DAY;
  const errors = ids.flatMap((id, i): UserError[] => {
    const line = all.find((one) => one.id === id);
    if (!line || ids.indexOf(id) < i) return [at(i, 'NOT_FOUND')];
    const isInstant =
      line.supervision === 'NOT_APPLICABLE' && line.chargingMode !== 'ON_DEMAND_PKG';
    const inTime = line.status === 'COMPLETED' && line.effectiveAt!.getTime() >= since;
    return isInstant && inTime ? [] : [at(i, 'REFUND_PERIOD_OVER')];
  });
  if (errors.length > 0) throw new Refusal(errors);
  const quota = await noReasonQuota.value(tx, tx.now);
  const [used] = await tx.rows<{ count: number }>(sql`
    select count(*)::int as count from order_line where customer_id = ${row.customerId} and refund_kind = 'NO_REASON'
      and placed_at >= ${startOf('year')}`);
  if (used!.count + ids.length > quota) throw refuse('QUOTA_USED', null, { limit: quota });
  await tx.fire(orderLife, row, 'refundWithoutReason');
  await refundLines(
    tx,
    row.id,
    ids.map((orderLineId) => ({ orderLineId })),
    'NO_REASON',
  );
}

/** Command by which the seller answers an open request on one of its lines. */
const answer = (
  name: string,
  description: string,
  fields: Record<string, ReturnType<typeof reason>>,
  run: (tx: Tx, line: Readonly<OrderLine>) => Promise<unknown>,
): AnyCommand =>
  command({
    name,
    description,
    roles: ['seller.manager'],
    fields: { id: field.id(() => orderLine, 'Global id of the order line.'), ...fields },
    payload: { orderLine: () => orderLine },
    idempotent: true,
    async run(tx, input) {
      const id = String(input.id);
      const [line] = await tx.find(OrderLineEntity, (d) => sql`${d.id} = ${id}`);
      if (line?.status !== 'REFUND_PENDING')
        throw refuse('NOT_IN_THIS_STATE', null, { state: line?.status ?? 'COMPLETED' });
      await run(tx, line);
      tx.audit({
        action: name,
        subjectType: 'OrderLine',
        subjectId: id,
        detail: { reason: 'reason' in input ? String(input.reason) : '' },
      });
      return { orderLine: id };
    },
  });

export const refundCommands: readonly AnyCommand[] = [
  {
    ...eventCommand(orderLife, 'requestRefund', {
      description:
        'Asks the seller to refund lines under supervision, before they are accepted (协商退订).',
      fields: {
        lines: field.list(
          field.object(() => requested, 'Lines with the cash that is asked back.'),
          { min: 1, max: 100 },
        ),
        reason: reason('Reason; visible to the seller.'),
      },
      run: requestRefund,
    }),
    scope: SCOPE,
  },
  {
    ...eventCommand(orderLife, 'refundWithoutReason', {
      description:
        'Refunds lines that were delivered at once, in full, within five days of their activation (无理由退订).',
      fields: {
        lineIds: field.optional(
          field.list(
            field.id(() => orderLine, 'Lines to refund; by default all.'),
            { min: 1, max: 100 },
          ),
        ),
      },
      run: refundWithoutReason,
    }),
    scope: SCOPE,
  },
  answer(
    'orderLineApproveRefund',
    'Approves the request of the customer: the cash that it asked back is refunded.',
    {},
    (tx, { id, orderId, refundRequestedMinor }) =>
      refundLines(
        tx,
        orderId,
        [{ orderLineId: id, ...(refundRequestedMinor && { cashMinor: refundRequestedMinor }) }],
        'NEGOTIATED',
      ),
  ),
  answer(
    'orderLineRejectRefund',
    'Rejects the request of the customer: the order goes on.',
    { reason: reason('Reason; recorded in the audit.') },
    (tx, { id }) => endRequest(tx, id),
  ),
];
