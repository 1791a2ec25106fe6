import { DomainEventEntity } from '../../../platform/command/records.entity.ts';
import type { Tx } from '../../../platform/command/types.ts';
import { hint } from '../../../platform/jobs/enqueue.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import { OrganizationEntity } from '../../identity/index.ts';
import { type WebhookEndpoint, WebhookEndpointEntity } from './webhook-endpoint.entity.ts';
import { type Place, WEBHOOK_TASK } from './webhook-endpoint.life.ts';
import { DELIVERING } from './webhook-endpoint.machine.ts';

/** Above the time limit of a request; then another process continues. */
const HOLD_MS = 40_000;
/** Time between two looks for new events while a webhook is enabled. */
const POLL_MS = 2_000;

/** An endpoint that this process serves. */
export interface HeldEndpoint {
  readonly endpoint: Readonly<WebhookEndpoint>;
  readonly holder: string;
  /** Time before which no further event can be recorded. */
  readonly horizon: Date;
}

/** Endpoints and organizations that a process leaves out, and the organization that had the last turn. */
export interface Turns {
  readonly idle: readonly string[];
  readonly busy: readonly string[];
  readonly last: string;
}

export const heldUntil = (tx: Tx): Date => new Date(tx.now.getTime() + HOLD_MS);

/** Whether an event after the cursor fulfils a condition. Each kind of organization has an index of its own. */
const after = (condition: Sql): Sql => sql`exists (
  select from ${sql.table(DomainEventEntity)} e
  where ${condition} and (e.recorded_at, e.id) > (w.cursor_at, w.cursor_id))`;

/**
 * Takes an endpoint with a requested test or with events after its cursor: organization by organization, and of each the
 * one whose turn was longest ago. Events that its role cannot read count as well: only the feed knows.
 */
export async function holdEndpoint(
  tx: Tx,
  { idle, busy, last }: Turns,
): Promise<HeldEndpoint | null> {
  const holder = tx.newId();
  const endpoints = sql.table(WebhookEndpointEntity);
  const [taken] = await tx.rows<{ id: string; horizon: Date }>(sql`
    update ${endpoints} set holder = ${holder}, held_until = ${heldUntil(tx)}, turn_at = clock_timestamp()
    where id = (
      select w.id from ${endpoints} w join ${sql.table(OrganizationEntity)} o on o.id = w.org_id
      where (w.held_until is null or w.held_until <= ${tx.now}) and o.status = 'ACTIVE'
        and w.id <> all(${idle}::uuid[]) and w.org_id <> all(${busy}::uuid[])
        and (w.test_requested_at is not null
          or w.status in (${sql.words(DELIVERING)}) and (w.next_try_at is null or w.next_try_at <= ${tx.now})
            and case o.kind
              when 'PARTNER' then ${after(sql`e.partner_id = w.org_id`)}
              when 'SELLER' then ${after(sql`e.seller_id = w.org_id`)}
              else ${after(sql`true`)} end)
      order by w.org_id > ${last} desc, w.org_id, w.turn_at nulls first, w.id limit 1 for update of w skip locked)
    returning id, record_horizon() as horizon`);
  if (!taken) return null;
  const [endpoint] = await tx.find(WebhookEndpointEntity, (d) => sql`${d.id} = ${taken.id}`);
  return { endpoint: endpoint!, holder, horizon: taken.horizon };
}

export async function releaseEndpoint(
  tx: Tx,
  { endpoint: { id }, holder }: HeldEndpoint,
): Promise<void> {
  await tx.rows(sql`
    update ${sql.table(WebhookEndpointEntity)} set holder = null, held_until = null
    where id = ${id} and holder = ${holder} returning id`);
}

/** Moves the cursor beyond events that the endpoint does not want or read, unless it was moved meanwhile. */
export async function passOver(
  tx: Tx,
  { endpoint: { id }, holder }: HeldEndpoint,
  from: Place,
  to: Place,
): Promise<void> {
  await tx.rows(sql`
    update ${sql.table(WebhookEndpointEntity)} set cursor_at = ${to.cursorAt}, cursor_id = ${to.cursorId}
    where id = ${id} and holder = ${holder} and (cursor_at, cursor_id) = (${from.cursorAt}, ${from.cursorId}) returning id`);
}

/** Plans the next look for new events, while there is an endpoint that waits for them. */
export async function planNextLook(tx: Tx): Promise<void> {
  const [waiting] = await tx.rows(sql`
    select from ${sql.table(WebhookEndpointEntity)} where status in (${sql.words(DELIVERING)}) limit 1`);
  if (waiting) await hint(tx, WEBHOOK_TASK, POLL_MS, WEBHOOK_TASK);
}
