import { asSystem } from '../../platform/command/as-system.ts';
import type { Tx } from '../../platform/command/command.ts';
import type { LifeCycle, Parties, ReactionEdge } from '../../platform/command/life-cycle.ts';
import { rowAnnouncement } from '../../platform/live/event.ts';
import { join, type Sql, sql } from '../../platform/read/sql.ts';
import { carers } from '../customers/index.ts';
import { type Audience, notifiedEvents } from './notified-events.ts';

/** Topic of the events that say: a member was told of something. */
export const NOTIFICATION_TOPIC = 'notification';

/** An aggregate as this module knows it. */
interface Subject {
  readonly id: string;
  readonly status: string;
  readonly customerId?: string | null;
  readonly createdById?: string | null;
}

const inRoles = (orgId: string | null, ...roles: string[]): Sql | null =>
  orgId === null
    ? null
    : sql`m.org_id = ${orgId} and m.role in (${join(
        roles.map((role) => sql`${role}`),
        ', ',
      )})`;

/** A condition on the member `m`; null where the object has no such party. */
const AUDIENCES: Record<Audience, (parties: Parties, row: Subject) => Sql | null> = {
  // Not the customer among the parties: while a thing is not yet the customer's to see, it is none.
  carers: ({ partnerId }, { customerId = null, createdById }) =>
    partnerId === null ? null : sql`m.id in (${carers({ partnerId, customerId, createdById })})`,
  partnerManagers: ({ partnerId }) => inRoles(partnerId, 'csp.owner', 'csp.manager'),
  finance: ({ partnerId }) => inRoles(partnerId, 'csp.owner', 'csp.finance'),
  reviewers: ({ sellerId }) => inRoles(sellerId, 'seller.manager', 'seller.reviewer'),
  sellerManagers: ({ sellerId }) => inRoles(sellerId, 'seller.manager'),
  operators: () => sql`m.role = 'operator'`,
};

/** Tells everybody whom an event concerns but its actor, in the event's own transaction. */
async function notify(tx: Tx, life: LifeCycle<never>, row: Subject, event: string): Promise<void> {
  const parties = life.parties(row as never);
  const whom = notifiedEvents
    .filter(
      ({ on, events, state }) =>
        on === life && events.includes(event) && (state ?? row.status) === row.status,
    )
    .flatMap(({ tell }) => tell.map((audience) => AUDIENCES[audience](parties, row)))
    .filter((condition) => condition !== null);
  if (whom.length === 0) return;
  const { viewer, now } = tx;
  const label = await life.label(row as never, tx);
  const actor = viewer.via === 'SYSTEM' ? null : viewer.actorName;
  await asSystem(tx, 'notifications', async (system) => {
    const members = await system.rows<{ id: string; orgId: string }>(sql`
      select m.id, m.org_id as "orgId" from membership m
      where m.status = 'ACTIVE' and m.id is distinct from ${viewer.memberId}::uuid and (${join(whom, ' or ')})
      order by m.id`);
    if (members.length === 0) return;
    const rows = members.map(
      ({
        id,
        orgId,
      }) => sql`(${tx.newId()}, ${now}, ${orgId}, ${id}, ${life.machine.type}, ${row.id},
        ${row.customerId ?? null}, ${event}, ${label}, ${actor})`,
    );
    await system.rows(sql`
      insert into notification
        (id, created_at, org_id, member_id, subject_type, subject_id, customer_id, event, label, actor_name)
      values ${join(rows, ', ')}
      returning ${rowAnnouncement(NOTIFICATION_TOPIC, { id: sql`id`, to: sql`array[member_id::text]` })}`);
  });
}

export const notifying: readonly ReactionEdge[] = [
  ...new Set(notifiedEvents.map(({ on }) => on)),
].map((life) => ({
  on: life,
  events: [
    ...new Set(notifiedEvents.filter(({ on }) => on === life).flatMap(({ events }) => events)),
  ],
  react: (tx, row, event) => notify(tx, life, row, event),
}));
