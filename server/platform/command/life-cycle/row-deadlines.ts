import { calendar } from '../../calendar.ts';
import { DAY } from '../../clock.ts';
import { type Audience, audienceOf } from '../../db/parties.ts';
import {
  answerLate,
  clearDeadlines,
  type ResumedDeadline,
  restartDeadlines,
  setDeadline,
  stopDeadlines,
} from '../../jobs/deadlines.ts';
import { type DueRule, type Machine, pauseIn, reminder, targets } from '../../machine.ts';
import type { Aggregate, LifeCycle, Tx } from '../types.ts';

interface DueTime {
  readonly rule: Omit<DueRule<string, string>, 'state'>;
  readonly at: Date | undefined;
}

/** The instants of a row on which its deadlines depend, by property. */
export type Instants = Readonly<Record<string, Date | null | undefined>>;

export type News = Audience & { readonly label: string };

type Dates = Record<string, Date | null | undefined>;

/** A copy of the row's instants, to see later which of them an event moved. */
export function instantsOf({ due, reminders }: Machine, row: Aggregate): Instants {
  const values = row as Aggregate & Dates;
  const names = [...due.map(({ at }) => at), ...reminders.map(({ before }) => before)];
  return Object.fromEntries(names.map((name) => [name, values[name]]));
}

function dueTimes(
  { due, reminders }: Machine,
  state: string,
  instants: Instants,
  now: Date,
): DueTime[] {
  const runs = (optional: true | undefined, at: string): boolean => !optional || !!instants[at];
  const expiring = due
    .filter((rule) => rule.state === state && runs(rule.optional, rule.at))
    .map((rule) => ({ rule, at: instants[rule.at] ?? undefined }));
  const reminding = reminders
    .filter((rule) => rule.state === state && runs(rule.optional, rule.before))
    .flatMap(({ before, days, dailyAfter }) => [
      ...days.map((count) => ({
        rule: { event: reminder.event(count), kind: 'INSTANT', acts: null, at: before } as const,
        at: ahead(instants[before], count),
      })),
      ...(dailyAfter
        ? [{ rule: lateReminder(before), at: nextMorning(instants[before], now) }]
        : []),
    ]);
  return [...expiring, ...reminding];
}

const lateReminder = (at: string) =>
  ({ event: reminder.LATE, kind: 'INSTANT', acts: null, at }) as const;

/** Beginning of the office day, after which a daily reminder is sent. */
const MORNING = '09:00:00';

/** The first morning after an instant and after now. */
function nextMorning(instant: Date | null | undefined, now: Date): Date | undefined {
  if (!instant) return undefined;
  const last = instant > now ? instant : now;
  const today = calendar.instantAt(calendar.localDate(last), MORNING);
  return last < today
    ? today
    : calendar.instantAt(calendar.plusDays(calendar.localDate(last), 1), MORNING);
}

const ahead = (at: Date | null | undefined, days: number): Date | undefined =>
  at ? new Date(at.getTime() - days * DAY) : undefined;

const isSameDueTime = (a: DueTime, b: DueTime): boolean =>
  a.rule.event === b.rule.event && a.rule.at === b.rule.at && a.at?.getTime() === b.at?.getTime();

export const newsOf = async (tx: Tx, life: LifeCycle, row: Aggregate): Promise<News> => ({
  label: await life.label(row, tx),
  ...audienceOf(life.entity, row),
});

/**
 * Starts the deadlines of the row's state and moves those whose instant differs from the one in `before`; deadlines
 * with an unchanged instant continue.
 */
export async function startDeadlines(
  tx: Tx,
  life: LifeCycle,
  row: Aggregate,
  before: Instants | null,
  news: News,
): Promise<void> {
  const { machine } = life;
  const continuing = before ? dueTimes(machine, row.status, before, tx.now) : [];
  for (const next of dueTimes(machine, row.status, instantsOf(machine, row), tx.now)) {
    const { rule, at: dueAt } = next;
    if (!dueAt) throw new Error(`${machine.type} entered ${row.status} without ${rule.at}`);
    if (continuing.some((was) => isSameDueTime(was, next))) continue;
    // The reminder's time has passed.
    if (reminder.is(rule.event) && dueAt <= tx.now) {
      await clearDeadlines(tx, { type: machine.type, id: row.id }, rule.event);
      continue;
    }
    await start(tx, life, row, rule, dueAt, news);
  }
}

const start = (
  tx: Tx,
  { machine, amount }: LifeCycle,
  row: Aggregate,
  { event, kind, acts }: DueTime['rule'],
  dueAt: Date,
  news: News,
): Promise<void> =>
  setDeadline(tx, {
    now: tx.now,
    subjectType: machine.type,
    subjectId: row.id,
    event,
    kind,
    dueAt,
    onExpiry: expiryOf(machine, event, row.status),
    actsSide: acts,
    amountMinor: amount?.(row),
    ...news,
  });

/** Starts the next daily reminder after one has fired. Mornings that passed meanwhile are not made up for. */
export async function remindAgain(tx: Tx, life: LifeCycle, row: Aggregate): Promise<void> {
  const late = dueTimes(life.machine, row.status, instantsOf(life.machine, row), tx.now).find(
    ({ rule }) => rule.event === reminder.LATE,
  );
  if (late?.at) await start(tx, life, row, late.rule, late.at, await newsOf(tx, life, row));
}

/**
 * Ends, pauses or resumes the deadlines of the state that an event left. Returns the instants before the event for
 * deadlines that continue; null if none continues.
 */
export async function carryDeadlines(
  tx: Tx,
  { machine }: LifeCycle,
  row: Aggregate,
  from: string | null,
  before: Instants,
): Promise<Instants | null> {
  const hasDeadlines = machine.due.length > 0 || machine.reminders.length > 0;
  if (from === null || !hasDeadlines) return null;
  if (from === row.status) return before;
  const subject = { type: machine.type, id: row.id };
  const pause = pauseIn(machine, row.status);
  if (pause) {
    await stopDeadlines(tx, subject, pause.reason, tx.now);
    return before;
  }
  if (!pauseIn(machine, from)) {
    await clearDeadlines(tx, { type: machine.type, id: row.id });
    if (staysAtExpiry(machine, from)) await answerLate(tx, subject, from);
    return null;
  }
  const events = dueTimes(machine, row.status, before, tx.now).map(({ rule }) => rule.event);
  moveInstants(machine, row, await restartDeadlines(tx, subject, tx.now));
  await clearDeadlines(tx, { type: machine.type, id: row.id }, { except: events });
  return before;
}

/** Whether a deadline of the state only marks the object when it expires, so that its side can still answer. */
const staysAtExpiry = (machine: Machine, state: string): boolean =>
  machine.due.some(
    (rule) => rule.state === state && rule.event && expiryOf(machine, rule.event, state) === state,
  );

/** Moves the row's instants with its resumed deadlines, except an instant that the event itself moved. */
export function moveInstants(
  { due }: Machine,
  row: Aggregate,
  resumed: readonly ResumedDeadline[],
): void {
  const dates = row as Aggregate & Dates;
  for (const { event, dueAt, newDueAt } of resumed) {
    const rule = due.find(
      ({ state, at, ...rule }) =>
        state === row.status && rule.event === event && dates[at]?.getTime() === dueAt.getTime(),
    );
    for (const at of rule ? [rule.at, ...(rule.copies ?? [])] : []) dates[at] = newDueAt;
  }
}

const expiryOf = (machine: Machine, event: string | null, state: string): string =>
  event === null || reminder.is(event) ? state : targets(machine.transitionOf(event, state)!)[0]!;
