import { calendar } from '../calendar.ts';
import { rowAnnouncement } from '../db/event.ts';
import { NOW, SIDE } from '../db/tenancy.ts';
import type { Rows } from '../db/transaction.ts';
import { holidayPlans } from '../holiday-plans.ts';
import { uuidv7 } from '../ids.ts';
import type { PauseReason } from '../machine.ts';
import { type Sql, sql } from '../sql/sql.ts';
import type { ActingSide, DeadlineKind } from './deadline.entity.ts';
import { hint } from './enqueue.ts';

export const SWEEP_TASK = 'sweep';

export const DEADLINE_TOPIC = 'deadline';

/**
 * Follows `returning`: notifies the parties of a deadline, and the operators, that the deadlines of its subject
 * changed.
 */
export const deadlineChange = rowAnnouncement(DEADLINE_TOPIC, {
  id: sql`subject_id`,
  kind: sql`subject_type`,
  to: sql`array['operator', partner_id::text, seller_id::text, customer_id::text]`,
});

/** An object with deadlines: its SDL type and its UUID. */
export interface Subject {
  readonly type: string;
  readonly id: string;
}

export interface DeadlineInput {
  readonly subjectType: string;
  readonly subjectId: string;
  /** Event of the subject's life cycle that fires when time is up; null for a date that is only shown. */
  readonly event: string | null;
  readonly kind: DeadlineKind;
  readonly dueAt: Date;
  /** The resulting state or effect, for display. */
  readonly onExpiry: string;
  /** Side that must act before the deadline; null if no side can. */
  readonly actsSide?: ActingSide | null;
  readonly partnerId?: string | null;
  readonly sellerId?: string | null;
  readonly customerId?: string | null;
  readonly amountMinor?: bigint | null;
  readonly label: string;
  readonly now: Date;
}

/**
 * Starts a deadline, or moves it if the subject already has one for the same event; a paused one stays paused, and
 * its pause counts from now. The row belongs to every tenant it names; the viewer must be one of them.
 */
export async function setDeadline(tx: Rows, input: DeadlineInput): Promise<void> {
  const { subjectType, subjectId, event, kind, dueAt, onExpiry, label, now } = input;
  const counted =
    kind === 'BUSINESS_DAYS'
      ? sql`${now}, ${calendar.workingDaysBetween(now, dueAt)}, ${holidayPlans.version}`
      : sql.raw('null, null, null');
  const tenants = sql`${input.partnerId ?? null}, ${input.sellerId ?? null}, ${input.customerId ?? null}`;
  const [row] = await tx.rows<{ id: string }>(sql`
    insert into deadline (
      id, created_at, subject_type, subject_id, event, kind, due_at, on_expiry, label, acts_side,
      partner_id, seller_id, customer_id, amount_minor, attempts, counted_from, counted_days, counted_plan
    ) values (
      ${uuidv7(now)}, ${now}, ${subjectType}, ${subjectId}, ${event}, ${kind}, ${dueAt}, ${onExpiry}, ${label},
      ${input.actsSide ?? null}, ${tenants}, ${input.amountMinor ?? null}, 0, ${counted}
    )
    on conflict (subject_type, subject_id, (coalesce(event, label))) where fired_at is null do update set
      kind = excluded.kind, due_at = excluded.due_at, on_expiry = excluded.on_expiry, label = excluded.label,
      acts_side = excluded.acts_side, partner_id = excluded.partner_id, seller_id = excluded.seller_id,
      customer_id = excluded.customer_id, amount_minor = excluded.amount_minor,
      counted_from = excluded.counted_from, counted_days = excluded.counted_days, counted_plan = excluded.counted_plan,
      paused_since = case when deadline.paused_since is not null then excluded.created_at end,
      attempts = 0, next_try_at = null, last_error = null
    returning id, ${deadlineChange}`);
  if (event) await hint(tx, SWEEP_TASK, dueAt.getTime() - now.getTime(), `deadline:${row!.id}`);
}

/**
 * Deletes the deadlines of a subject that have not fired, or only the deadline of one event, or all except those of
 * some events. Fired deadlines remain as the subject's history.
 */
export async function clearDeadlines(
  tx: Rows,
  { type, id }: Subject,
  which: string | { readonly except: readonly (string | null)[] } | null = null,
): Promise<void> {
  const chosen =
    typeof which === 'string'
      ? sql`event = ${which}`
      : sql`not coalesce(event, '') = any(${which?.except.map((event) => event ?? '') ?? []}::text[])`;
  await tx.rows(sql`
    with ended as (
      delete from deadline where subject_type = ${type} and subject_id = ${id} and fired_at is null
        and ${chosen}
      returning *, ${deadlineChange})
    ${keepOutcomes(sql`case when ${ACTOR} is distinct from acts_side then 'WITHDRAWN' when due_at < ${sql.raw(NOW)} then 'LATE' else 'IN_TIME' end`)}
    returning 1`);
}

/** Side of the viewer as `acts_side` names it. */
const ACTOR = sql.raw(`upper(${SIDE})`);

/**
 * Keeps the outcomes of the rows of `ended`: deadlines that a side had to meet. One that started in the same instant
 * was never to be met.
 */
const keepOutcomes = (outcome: Sql): Sql => sql`
  insert into deadline_outcome (id, created_at, subject_type, subject_id, event, kind, acts_side, partner_id, seller_id,
    customer_id, label, started_at, due_at, on_expiry, outcome, ended_at)
  select id, ${sql.raw(NOW)}, subject_type, subject_id, event, kind, acts_side, partner_id, seller_id, customer_id, label,
    created_at, due_at, on_expiry, ${outcome}, ${sql.raw(NOW)}
  from ended where acts_side is not null and created_at < ${sql.raw(NOW)}`;

/**
 * Turns the expiry of an object's deadline into a late answer, if the viewer's side had to act in the state that it now
 * leaves. Only for expiries that leave the state as it is.
 */
export const answerLate = (tx: Rows, { type, id }: Subject, state: string): Promise<unknown> =>
  tx.rows(sql`
    update deadline_outcome set outcome = 'LATE', ended_at = ${sql.raw(NOW)}
    where subject_id = ${id} and subject_type = ${type} and outcome = 'LAPSED' and on_expiry = ${state} and acts_side = ${ACTOR}`);

/** Stops the running deadlines of a subject. One that is paused already keeps its reason and its time. */
export async function stopDeadlines(
  tx: Rows,
  { type, id }: Subject,
  reason: PauseReason,
  now: Date,
): Promise<void> {
  await tx.rows(sql`
    update deadline set paused_since = ${now}, pause_reason = ${reason}
    where subject_type = ${type} and subject_id = ${id} and fired_at is null and paused_since is null
    returning ${deadlineChange}`);
}

export interface ResumedDeadline {
  readonly event: string | null;
  /** The time at which the deadline would have expired without the pause. */
  readonly dueAt: Date;
  readonly newDueAt: Date;
}

/**
 * Lets the paused deadlines of a subject run again, still with their old time: the caller moves them, and the
 * subject's own columns, to the new one.
 */
export async function restartDeadlines(
  tx: Rows,
  { type, id }: Subject,
  now: Date,
): Promise<ResumedDeadline[]> {
  const paused = await tx.rows<{
    event: string | null;
    kind: DeadlineKind;
    due: Date;
    since: Date;
  }>(sql`
    update deadline d set paused_since = null, pause_reason = null
    from (
      select id, paused_since from deadline
      where subject_type = ${type} and subject_id = ${id} and fired_at is null and paused_since is not null
      order by id for update
    ) was
    where d.id = was.id
    returning d.event, d.kind, d.due_at as due, was.paused_since as since, ${deadlineChange}`);
  return paused.map(({ event, kind, due: dueAt, since }) => ({
    event,
    dueAt,
    newDueAt: dueAfterPause(kind, dueAt, since, now),
  }));
}

/**
 * The new due time of a deadline that was paused from `since` to `now`. Days keep the time that was left; of working
 * days, only working time counts. A fixed instant does not move.
 */
export function dueAfterPause(kind: DeadlineKind, dueAt: Date, since: Date, now: Date): Date {
  if (kind === 'INSTANT') return dueAt;
  return kind === 'BUSINESS_DAYS' && dueAt > since
    ? calendar.addWorkingTime(now, calendar.workingTimeBetween(since, dueAt))
    : new Date(dueAt.getTime() + now.getTime() - since.getTime());
}

/**
 * Claims a due deadline inside the transaction of the command that it fires. The deadline takes effect exactly once,
 * because the command's changes share this transaction. Returns the time at which it was due; null if it is no longer
 * due: a person acted first, the deadline was moved or paused, or another server fired it. The command must then change
 * nothing.
 */
export async function claimDeadline(tx: Rows, id: string, now: Date): Promise<Date | null> {
  const [row] = await tx.rows<{ due: Date }>(sql`
    with ended as (
      update deadline set fired_at = ${now}
      where id = ${id} and fired_at is null and paused_since is null and due_at <= ${now}
      returning *, ${deadlineChange}),
    kept as (${keepOutcomes(sql.literal('LAPSED'))})
    select due_at as due from ended`);
  return row?.due ?? null;
}
