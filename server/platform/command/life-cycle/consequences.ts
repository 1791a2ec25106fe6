import { DAY } from '../../clock.ts';
import { type Audience, audienceOf } from '../../db/parties.ts';
import type { UnitOfWork } from '../../db/transaction.ts';
import { clearDeadlines, setDeadline } from '../../jobs/deadlines.ts';
import {
  type DueRule,
  type Machine,
  mutationName,
  reminderDays,
  reminderEvent,
  targets,
  transitionOf,
} from '../../machine.ts';
import { DomainEventEntity } from '../records.entity.ts';
import type { Aggregate, LifeCycle, Tx } from '../types.ts';

interface DueTime {
  readonly rule: Omit<DueRule<string, string>, 'state'>;
  readonly at: Date | undefined;
}

export function dueTimes({ due, reminders }: Machine, row: Aggregate): DueTime[] {
  const instant = (property: string): Date | undefined =>
    (row as Aggregate & Readonly<Record<string, Date>>)[property];
  const clocks = due
    .filter((rule) => rule.state === row.status)
    .map((rule) => ({ rule, at: instant(rule.at) }));
  const ahead = reminders
    .filter((rule) => rule.state === row.status)
    .flatMap(({ before, days }) =>
      days.map((count) => ({
        rule: { event: reminderEvent(count), kind: 'INSTANT', acts: null, at: before } as const,
        at: new Date(instant(before)!.getTime() - count * DAY),
      })),
    );
  return [...clocks, ...ahead];
}

const sameClock = (a: DueTime, b: DueTime): boolean =>
  a.rule.event === b.rule.event && a.rule.at === b.rule.at && a.at?.getTime() === b.at?.getTime();

type News = Audience & { readonly label: string };

interface Happened {
  readonly event: string;
  readonly from: string | null;
  /** The deadlines of the state before the event. */
  readonly before: readonly DueTime[];
  readonly input: unknown;
  readonly news: News;
}

export async function record<R extends Aggregate>(
  tx: Tx,
  life: LifeCycle<R>,
  row: R,
  event: string,
  from: string | null,
): Promise<News> {
  const news = { label: await life.label(row, tx), ...audienceOf(life.entity, row) };
  const happened = {
    id: tx.newId(),
    createdAt: tx.now,
    subjectType: life.machine.type,
    subjectId: row.id,
    event,
    fromState: from,
    toState: row.status,
    subjectVersion: row.version,
    actorName: tx.viewer.actorName,
    actorSide: tx.viewer.side,
    via: tx.viewer.via,
    requestId: tx.requestId,
    detail: {},
    ...news,
    ...(life.unheard?.includes(event) && { customerId: null }),
  };
  tx.insert(DomainEventEntity, happened);
  return news;
}

export async function follow<R extends Aggregate>(
  tx: Tx,
  unit: UnitOfWork,
  life: LifeCycle<R>,
  row: R,
  { event, from, before, input, news }: Happened,
): Promise<void> {
  const { machine } = life;
  if (from !== null && from !== row.status) await clearDeadlines(tx, machine.type, row.id);
  for (const clock of dueTimes(machine, row)) {
    const { rule, at: dueAt } = clock;
    if (!dueAt) throw new Error(`${machine.type} entered ${row.status} without ${rule.at}`);
    // In the same state a deadline continues, unless the event moved it.
    if (from === row.status && before.some((was) => sameClock(was, clock))) continue;
    // The reminder's time has passed.
    if (rule.event !== null && reminderDays(rule.event) !== null && dueAt <= tx.now) {
      await clearDeadlines(tx, machine.type, row.id, rule.event);
      continue;
    }
    await setDeadline(tx, {
      now: tx.now,
      subjectType: machine.type,
      subjectId: row.id,
      event: rule.event,
      kind: rule.kind,
      dueAt,
      onExpiry: expiryOf(machine, rule.event, row.status),
      actsSide: rule.acts,
      ...news,
    });
  }
  await unit.flush();
  await react(tx, life, row, event);
  tx.audit({
    action: mutationName(machine.type, event),
    subjectType: machine.type,
    subjectId: row.id,
    detail: { from, to: row.status, version: row.version, ...reasonIn(input) },
  });
}

/** Runs the reactions of later modules to an event or a reminder, in the order of the modules. */
export async function react(tx: Tx, life: LifeCycle, row: Aggregate, event: string): Promise<void> {
  for (const reaction of tx.domain.reactions(life, event)) await reaction.react(tx, row, event);
}

function reasonIn(input: unknown): { reason?: string } {
  const { reason } = input as { reason?: string };
  return reason === undefined ? {} : { reason };
}

const expiryOf = (machine: Machine, event: string | null, state: string): string =>
  event === null || reminderDays(event) !== null
    ? state
    : targets(transitionOf(machine, event, state)!)[0]!;
