import { asSystem } from '../../../platform/command/as-system.ts';
import { guardOn } from '../../../platform/command/life-cycle/life-cycle.ts';
import type { ReactionEdge, Tx } from '../../../platform/command/types.ts';
import { reminderEvent } from '../../../platform/machine.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { ProductEntity } from '../../catalog/index.ts';
import { type Order, OrderLineEntity, orderLife } from '../../orders/index.ts';
import { AppealEntity } from '../appeal/appeal.entity.ts';
import { appealLife } from '../appeal/appeal.life.ts';
import { APPEAL_OPEN_STATES } from '../appeal/appeal.machine.ts';
import { type Supervision, SupervisionEntity } from './supervision.entity.ts';
import { supervisionLife } from './supervision.life.ts';
import { OPEN_STATES } from './supervision.machine.ts';
import { mailCustomer } from './supervision.mail.ts';
import { beginSupervision } from './supervision.write.ts';

/** Begins a supervision for each line that the payment put under supervision. */
async function begin(tx: Tx, order: Order): Promise<void> {
  await asSystem(tx, 'supervision', async (system) => {
    const lines = await system.find(
      OrderLineEntity,
      (d) => sql`${d.orderId} = ${order.id} and ${d.supervision} = 'IN_PROGRESS'`,
      (d) => d.position,
    );
    for (const line of lines)
      await beginSupervision(system, order, line, await system.get(ProductEntity, line.productId));
  });
}

/** Closes the open supervisions of refunded lines, and the appeals about them. */
async function close(tx: Tx, order: Order): Promise<void> {
  await asSystem(tx, 'supervision', async (system) => {
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

/** Events and reminders of a supervision. */
const EVENTS = [
  ...new Set(supervisionLife.machine.transitions.map(({ event }) => event)),
  ...supervisionLife.machine.reminders.flatMap(({ days }) => days.map(reminderEvent)),
];

export const supervisionReactions: readonly ReactionEdge[] = [
  { on: orderLife, events: ['confirmPayment'], react: (tx, row) => begin(tx, row as Order) },
  { on: orderLife, events: ['refund'], react: (tx, row) => close(tx, row as Order) },
  {
    on: supervisionLife,
    events: [...new Set(EVENTS)],
    react: (tx, row, event) => mailCustomer(tx, row as Supervision, event),
  },
] as readonly ReactionEdge[];

/** A claimed authorization code cannot be returned, so no refund is negotiated any more (domain §3.4). */
export const refundGuards = [
  guardOn(orderLife, {
    event: 'requestRefund',
    code: 'CODE_CLAIMED',
    when: (d) => sql`exists (select 1 from ${sql.table(SupervisionEntity)} s
      where s.order_id = ${d.id} and s.claimed_at is not null and s.ended_at is null)`,
  }),
];
