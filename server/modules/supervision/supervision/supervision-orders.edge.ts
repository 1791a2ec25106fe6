import { deadlines } from '../../../platform/command/life-cycle/deadlines.ts';
import type { Tx } from '../../../platform/command/types.ts';
import { reminder } from '../../../platform/machine.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { ProductEntity } from '../../catalog/index.ts';
import {
  type Order,
  OrderLineEntity,
  orderLife,
  type RefundRequest,
  RefundRequestEntity,
  refundLife,
} from '../../orders/index.ts';
import { AppealEntity } from '../appeal/appeal.entity.ts';
import { appealLife } from '../appeal/appeal.life.ts';
import { APPEAL_OPEN_STATES } from '../appeal/appeal.machine.ts';
import { DELIVERED, NODES, type Node, templatesWith } from './flows.machine.ts';
import { type Supervision, SupervisionEntity } from './supervision.entity.ts';
import { clockRules, supervisionLife } from './supervision.life.ts';
import { OPEN_STATES } from './supervision.machine.ts';
import { mailCustomer } from './supervision.mail.ts';
import { beginSupervision } from './supervision.write.ts';
import { dueIn, endPause } from './supervision-clocks.ts';

/** Begins a supervision for each line that the payment put under supervision. */
async function begin(tx: Tx, order: Order): Promise<void> {
  await tx.asSystem('supervision', async (system) => {
    const lines = await system.find(
      OrderLineEntity,
      (d) => sql`${d.orderId} = ${order.id} and ${d.supervision} = 'IN_PROGRESS'`,
      (d) => d.position,
    );
    for (const line of lines)
      await beginSupervision(system, order, line, await system.get(ProductEntity, line.productId));
  });
}

/** Puts the Huawei review into the flows of an order's open deliveries, or takes it out, as its program demands. */
async function followProgram(tx: Tx, order: Order): Promise<void> {
  const isReviewed = order.program != null;
  await tx.asSystem('supervision', async (system) => {
    const changed = await system.find(
      SupervisionEntity,
      (
        d,
      ) => sql`${d.orderId} = ${order.id} and ${d.endedAt} is null and ${d.isReviewed} <> ${isReviewed}
        and ${d.template} = any(${templatesWith('HUAWEI_REVIEW')}::text[])`,
    );
    for (const { id } of changed)
      await system.fire(
        supervisionLife,
        await system.get(supervisionLife, id),
        isReviewed ? 'requireReview' : 'waiveReview',
        { by: tx.viewer },
      );
  });
}

/** Closes the open supervisions of refunded lines, and the appeals about them. */
async function close(tx: Tx, order: Order): Promise<void> {
  await tx.asSystem('supervision', async (system) => {
    const open = await system.find(
      SupervisionEntity,
      (d) => sql`${d.orderId} = ${order.id} and ${d.status} = any(${[...OPEN_STATES]}::text[])
        and ${d.orderLineId} in (select l.id from ${sql.table(OrderLineEntity)} l where l.order_id = ${order.id} and l.status = 'REFUNDED')`,
    );
    for (const { id } of open) {
      const appeals = await system.find(
        AppealEntity,
        (d) =>
          sql`${d.supervisionId} = ${id} and ${d.status} = any(${[...APPEAL_OPEN_STATES]}::text[])`,
      );
      for (const appeal of appeals)
        await system.fire(appealLife, await system.get(appealLife, appeal.id), 'lapse');
      await system.fire(supervisionLife, await system.get(supervisionLife, id), 'close');
    }
  });
}

/**
 * A request for a refund pauses the clocks of the delivery, so that nothing is accepted meanwhile. When the request
 * ends, they go on; a frozen flow resumes with its appeal.
 */
async function pauseWhileRequested(tx: Tx, { orderLineId, endedAt }: RefundRequest): Promise<void> {
  const [open] = await tx.find(
    SupervisionEntity,
    (d) => sql`${d.orderLineId} = ${orderLineId} and ${d.status} = any(${[...NODES]}::text[])`,
  );
  if (!open) return;
  const subject = { type: 'Supervision', id: open.id };
  await tx.asSystem('supervision', async (system) => {
    const row: Supervision = await system.get(supervisionLife, open.id);
    if (!endedAt) {
      row.pausedAt ??= tx.now;
      await deadlines.pause(system, subject, 'REFUND');
    } else {
      endPause(row, tx.now);
      await deadlines.resume(system, subject);
      await setDue(system, row);
    }
  });
}

/** Goods that the customer has sent back without a refund are shipped again (domain §4.6). */
async function shipAgain(tx: Tx, { orderLineId, shippedAt }: RefundRequest): Promise<void> {
  if (!shippedAt) return;
  await tx.asSystem('supervision', async (system) => {
    const [open] = await system.find(
      SupervisionEntity,
      (d) => sql`${d.orderLineId} = ${orderLineId} and ${d.status} = 'AWAIT_ACCEPTANCE'`,
    );
    if (open)
      await system.fire(supervisionLife, await system.get(supervisionLife, open.id), 'keepReturn');
  });
}

/** The time due follows from instants that have moved with their deadlines. */
async function setDue(tx: Tx, row: Supervision): Promise<void> {
  row.dueAt = dueIn(row, row.status as Node, await clockRules(tx));
}

/** The clocks that a step or a sign-off starts wait for an open request, and those of a request for an appeal. */
async function keepPaused(tx: Tx, row: Supervision, event: string): Promise<void> {
  if (event === 'resolve' && !row.endedAt) await setDue(tx, row);
  const [request] = await tx.find(
    RefundRequestEntity,
    (d) => sql`${d.orderLineId} = ${row.orderLineId} and ${d.endedAt} is null`,
  );
  if (!request || row.endedAt) return;
  const subject = { type: 'RefundRequest', id: request.id };
  row.pausedAt ??= tx.now;
  if (event === 'appeal') await deadlines.pause(tx, subject, 'APPEAL');
  else await deadlines.pause(tx, { type: 'Supervision', id: row.id }, 'REFUND');
  if (event === 'resolve') await deadlines.resume(tx, subject);
}

const MACHINE_EVENTS = [...new Set(supervisionLife.machine.transitions.map(({ event }) => event))];
/** Events that may start a clock. */
const CLOCK_EVENTS = MACHINE_EVENTS.filter(
  (event) => event !== 'requireReview' && event !== 'waiveReview',
);
/** Events and reminders of a supervision. */
const EVENTS = [
  ...MACHINE_EVENTS,
  ...supervisionLife.machine.reminders.flatMap(({ days }) => days.map(reminder.event)),
];

export const supervisionReactions = [
  orderLife.on(['confirmPayment'], begin),
  orderLife.on(['refund'], close),
  orderLife.on(['setProgram'], followProgram),
  refundLife.on(
    refundLife.machine.transitions.map(({ event }) => event),
    pauseWhileRequested,
  ),
  refundLife.on(['reject'], shipAgain),
  supervisionLife.on(CLOCK_EVENTS, keepPaused),
  supervisionLife.on(EVENTS, mailCustomer),
];

/**
 * A line is not refunded on request while an appeal about it is open, nor after its authorization code was claimed,
 * which cannot be returned (domain §3.4). An order is refused if that holds for all its open lines.
 */
export const refundGuards = [
  { code: 'LINE_FROZEN', bars: sql.raw(`s.status = 'FROZEN'`) },
  { code: 'CODE_CLAIMED', bars: sql.raw('s.claimed_at is not null') },
].flatMap(({ code, bars }) => [
  orderLife.guard({
    event: 'requestRefund',
    code,
    when: (d) => sql`coalesce((select bool_and(${bars}) from ${sql.table(SupervisionEntity)} s
      join ${sql.table(OrderLineEntity)} l on l.id = s.order_line_id and l.status = 'PROCESSING'
      where s.order_id = ${d.id} and s.ended_at is null), false)`,
  }),
  refundLife.guard({
    event: 'request',
    code,
    when: (d) => sql`exists (select 1 from ${sql.table(SupervisionEntity)} s
      where s.order_line_id = ${d.orderLineId} and s.ended_at is null and ${bars})`,
  }),
]);

/** The program of an order is fixed once a delivery that it concerns waits for review or acceptance, or is accepted. */
export const programGuard = orderLife.guard({
  event: 'setProgram',
  code: 'DELIVERY_SUBMITTED',
  when: (
    d,
  ) => sql`exists (select 1 from ${sql.table(SupervisionEntity)} s where s.order_id = ${d.id}
    and s.template in (${sql.words(templatesWith('HUAWEI_REVIEW'))})
    and coalesce(s.frozen_node, s.status) in (${sql.words(DELIVERED)}))`,
});
