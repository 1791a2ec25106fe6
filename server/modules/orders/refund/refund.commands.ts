import { DAY } from '../../../platform/clock.ts';
import { field, inputShape } from '../../../platform/command/input.ts';
import { eventCommand } from '../../../platform/command/life-cycle/life-cycle.ts';
import type { AnyCommand, Tx } from '../../../platform/command/types.ts';
import { calendarSql } from '../../../platform/db/calendar-sql.ts';
import { refuse, type UserError } from '../../../platform/errors.ts';
import { money } from '../../../platform/money.ts';
import type { ReasonCode } from '../../../platform/reasons.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { priceInput } from '../../catalog/index.ts';
import { type OrderLine, OrderLineEntity } from '../line/order-line.entity.ts';
import { linesOf } from '../line/order-lines.read.ts';
import type { Order } from '../order/order.entity.ts';
import { orderLife } from '../order/order.life.ts';
import { noReasonDays, noReasonQuota } from '../order/order.policies.ts';
import { orderLine } from '../order/order.read.ts';
import { ORDERS_WRITE } from '../order/order-inputs.ts';
import { leftOf, refundLines, refundsOf } from './order-refund.write.ts';
import { openRequest } from './refund-request.write.ts';

const requested = inputShape('OrderRefundLineInput', 'Line to refund, with its amount.', {
  orderLineId: field.id(() => orderLine, 'Line under supervision.'),
  amount: field.optional(priceInput('Cash in CNY; by default all that is not refunded yet.')),
});

const errorAt =
  (list: 'lines' | 'lineIds') =>
  (index: number, code: ReasonCode, params = {}): UserError => ({
    code,
    field: [list, String(index)],
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
  const at = errorAt('lines');
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
    else if (asked.line.status === 'REFUND_PENDING') errors.push(at(i, 'REFUND_REQUESTED'));
    else if (asked.line.supervision !== 'IN_PROGRESS' || asked.line.status !== 'PROCESSING')
      errors.push(at(i, 'REFUND_PERIOD_OVER'));
    else {
      const cash = amount === undefined ? asked.left : money.parse(amount);
      if (cash > asked.left)
        errors.push(at(i, 'REFUND_ABOVE_PAID_CASH', { left: money.format(asked.left) }));
      return [{ line: asked.line, cash }];
    }
    return [];
  });
  refuse.ifAny(errors);
  await tx.fire(orderLife, row, 'requestRefund', input);
  for (const { line, cash } of requests) {
    tx.update(OrderLineEntity, (d) => sql`${d.id} = ${line.id}`, { status: 'REFUND_PENDING' });
    await openRequest(tx, row, line, cash, input.reason);
  }
}

interface NoReasonInput {
  readonly lineIds?: readonly string[];
}

/** Whether a line was delivered at once, is no package, and took effect not before an instant; see `NO_REASON`. */
const isRefundable = (line: Readonly<OrderLine>, since: number): boolean =>
  line.supervision === 'NOT_APPLICABLE' &&
  line.status === 'COMPLETED' &&
  line.refundOfId === null &&
  line.chargingMode !== 'ON_DEMAND_PKG' &&
  line.effectiveAt!.getTime() >= since;

/** Refunds instantly delivered lines in full (domain §3.5): in time and within the yearly quota. */
async function refundWithoutReason(tx: Tx, row: Order, { lineIds }: NoReasonInput): Promise<void> {
  const at = errorAt('lineIds');
  tx.lock('NoReasonRefunds', row.customerId);
  const since = tx.now.getTime() - (await noReasonDays.value(tx, tx.now)) * DAY;
  const all = await linesOf(tx, row.id);
  const ids = lineIds ?? all.filter((line) => isRefundable(line, since)).map(({ id }) => id);
  const errors = ids.flatMap((id, i): UserError[] => {
    const line = all.find((one) => one.id === id);
    if (!line || ids.indexOf(id) < i) return [at(i, 'NOT_FOUND')];
    return isRefundable(line, since) ? [] : [at(i, 'REFUND_PERIOD_OVER')];
  });
  refuse.ifAny(errors);
  const quota = await noReasonQuota.value(tx, tx.now);
  const [used] = await tx.rows<{ count: number }>(sql`
    select count(*)::int as count from order_line where customer_id = ${row.customerId} and refund_kind = 'NO_REASON'
      and placed_at >= ${calendarSql.startOf('year')}`);
  if (used!.count + ids.length > quota) throw refuse('QUOTA_USED', null, { limit: quota });
  await tx.fire(orderLife, row, 'refundWithoutReason');
  await refundLines(
    tx,
    row.id,
    ids.map((orderLineId) => ({ orderLineId })),
    'NO_REASON',
  );
}

export const refundCommands: readonly AnyCommand[] = [
  eventCommand(orderLife, 'requestRefund', {
    description:
      'Asks the seller to refund lines under supervision, before they are accepted (协商退订).',
    fields: {
      lines: field.list(
        field.object(() => requested, 'Lines to refund, each with its amount.'),
        { min: 1, max: 100 },
      ),
      reason: field.reason('Reason; visible to the seller.'),
    },
    run: requestRefund,
    scope: ORDERS_WRITE,
  }),
  eventCommand(orderLife, 'refundWithoutReason', {
    description:
      'Refunds lines that were delivered at once, in full, within the days after activation that the policy `orders.no-reason-days` sets (无理由退订).',
    fields: {
      lineIds: field.optional(
        field.list(
          field.id(
            () => orderLine,
            'Lines to refund; by default all that can be refunded without a reason.',
          ),
          { min: 1, max: 100 },
        ),
      ),
    },
    run: refundWithoutReason,
    scope: ORDERS_WRITE,
  }),
];
