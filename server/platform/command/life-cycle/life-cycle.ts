import { DAY } from '../../clock.ts';
import { type Audience, audienceOf } from '../../db/parties.ts';
import type { UnitOfWork } from '../../db/transaction.ts';
import { forbidden, Refusal, refuse, type UserError } from '../../errors.ts';
import { claimDeadline, clearDeadlines, setDeadline } from '../../jobs/deadlines.ts';
import {
  type DueRule,
  fieldOf,
  type Machine,
  mutationName,
  reminderDays,
  reminderEvent,
  targets,
  transitionOf,
} from '../../machine.ts';
import type { BoundGuard } from '../../read/actions.ts';
import type { Facts, SqlOf } from '../../read/declare.ts';
import { type Entity, modelColumns, tableModel } from '../../sql/columns.ts';
import { sql } from '../../sql/sql.ts';
import { command } from '../command.ts';
import { field, type InputFields, type Values } from '../input.ts';
import { DomainEventEntity } from '../records.entity.ts';
import type { Aggregate, AnyCommand, GuardEdge, LifeCycle, NewAggregate, Tx } from '../types.ts';
import { assertVisible } from '../visibility.ts';

/** Declares a life cycle. Its actions are those of `viewerActions`, or `actions` of a type without that field. */
export const lifeCycle = <R extends Aggregate>(
  spec: Omit<LifeCycle<R>, 'machine' | 'entity' | 'actions'> & Partial<Pick<LifeCycle, 'actions'>>,
): LifeCycle<R> => {
  const { entity, spec: read } = spec.reads;
  const actions = spec.actions ?? read.fields?.viewerActions;
  if (!actions || !('machine' in actions)) throw new Error(`${read.id} has no viewerActions`);
  const { machine } = actions;
  for (const event of Object.keys(spec.effects ?? {})) {
    if (!machine.transitions.some((row) => row.event === event)) {
      throw new Error(`${machine.type} has an effect for the unknown event ${event}`);
    }
  }
  return { ...spec, machine, entity, actions };
};

/** Declares a guard of a later module; its facts use the columns of the aggregate. */
export const guardOn = <R extends Aggregate>(
  on: LifeCycle<R>,
  guard: {
    readonly event: string;
    readonly code: string;
    readonly when: SqlOf<keyof R & string>;
    readonly params?: Facts<keyof R & string>;
  },
): GuardEdge => ({ on, ...(guard as Omit<GuardEdge, 'on'>) });

/** Loads an aggregate for change: lock, row-level security, scope, version. Out of scope is NOT_FOUND. */
export async function loadForChange<R extends Aggregate>(
  tx: Tx,
  unit: UnitOfWork,
  life: LifeCycle<R>,
  id: string,
  version?: number,
): Promise<R> {
  tx.lock(life.machine.type, id);
  const [, found] = await Promise.all([
    assertVisible(tx, life.reads, id),
    unit.get<Entity>(life.entity, id) as Promise<R>,
  ]);
  if (version !== undefined && version !== found.version) {
    throw refuse('STALE_VERSION', 'version', { version: found.version });
  }
  return found;
}

/** Fires an event on a loaded aggregate: transition, role, guards, effect, domain event, deadlines, reactions, audit. */
export async function fire<R extends Aggregate>(
  tx: Tx,
  unit: UnitOfWork,
  life: LifeCycle<R>,
  row: R,
  event: string,
  input: unknown = {},
): Promise<void> {
  const from = row.status;
  const allowed = transitionOf(life.machine, event, from);
  if (!allowed) throw refuse('NOT_IN_THIS_STATE', null, { state: from });
  if (!allowed.by.includes(tx.viewer.role)) throw forbidden();
  await checkGuards(tx, life, row.id, event, from);
  const before = dueTimes(life.machine, row);
  const chosen = await life.effects?.[event]?.(tx, row, input);
  row.status = typeof chosen === 'string' ? chosen : targets(allowed)[0]!;
  row.version += 1;
  await unit.flush();
  const news = await record(tx, life, row, event, from);
  await follow(tx, unit, life, row, { event, from, before, input, news });
}

/** Inserts a new aggregate by its creating event. */
export async function begin<R extends Aggregate>(
  tx: Tx,
  unit: UnitOfWork,
  life: LifeCycle<R>,
  data: NewAggregate<R>,
  event: string,
): Promise<R> {
  const allowed = transitionOf(life.machine, event, null);
  // The row is not managed by the ORM, which would compare it at every flush.
  const row = Object.assign<object, object>(data, {
    id: data.id ?? tx.newId(),
    createdAt: data.createdAt ?? tx.now,
    status: data.status ?? (allowed && targets(allowed)[0]),
    version: 1,
  }) as R;
  if (!allowed || !targets(allowed).includes(row.status))
    throw new Error(`${life.machine.type} cannot begin with ${event} in ${row.status}`);
  if (!allowed.by.includes(tx.viewer.role)) throw forbidden();
  unit.insert<Entity>(life.entity, row);
  const [news] = await Promise.all([
    record(tx, life, row, event, null),
    checkGuards(tx, life, row.id, event, null),
  ]);
  await follow(tx, unit, life, row, { event, from: null, before: [], input: {}, news });
  return row;
}

interface DueTime {
  readonly rule: Omit<DueRule<string, string>, 'state'>;
  readonly at: Date | undefined;
}

/** The deadlines and reminders of the row's state, with their instants. */
function dueTimes({ due, reminders }: Machine, row: Aggregate): DueTime[] {
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

/** Label and audience of an aggregate's events and deadlines. */
type News = Audience & { readonly label: string };

interface Happened {
  readonly event: string;
  readonly from: string | null;
  /** The deadlines of the state before the event. */
  readonly before: readonly DueTime[];
  readonly input: unknown;
  readonly news: News;
}

async function record<R extends Aggregate>(
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

/** Applies the consequences of an event: deadlines, reactions, audit. */
async function follow<R extends Aggregate>(
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
async function react(tx: Tx, life: LifeCycle, row: Aggregate, event: string): Promise<void> {
  for (const reaction of tx.domain.reactions(life, event)) await reaction.react(tx, row, event);
}

/** The reason in a command's input; for many events only the audit stores it. */
function reasonIn(input: unknown): { reason?: string } {
  const { reason } = input as { reason?: string };
  return reason === undefined ? {} : { reason };
}

const expiryOf = (machine: Machine, event: string | null, state: string): string =>
  event === null || reminderDays(event) !== null
    ? state
    : targets(transitionOf(machine, event, state)!)[0]!;

/** Evaluates the guards of an event under the lock. Each guard that holds refuses the event with its code. */
async function checkGuards(
  tx: Tx,
  life: LifeCycle,
  id: string,
  event: string,
  from: string | null,
): Promise<void> {
  const guards: readonly BoundGuard[] = tx.domain.guards(life.actions, event, from);
  if (guards.length === 0) return;
  const d = modelColumns(tableModel(life.reads.entity), 'd');
  const facts = guards.flatMap((guard, i) => [
    sql`(${guard.when(d, sql.viewer, tx.viewer.role)}) as ${sql.ident(`g${i}`)}`,
    ...Object.entries(guard.params).map(
      ([name, fact]) =>
        sql`(${fact(d, sql.viewer, tx.viewer.role)}) as ${sql.ident(`g${i}_${name}`)}`,
    ),
  ]);
  const table = sql.ident(tableModel(life.reads.entity).table);
  const [row] = await tx.rows<Record<string, unknown>>(
    sql`select ${sql.join(facts, ', ')} from ${table} ${sql.raw('d')} where ${d.id} = ${id}::uuid`,
  );
  const errors = guards.flatMap((guard, i): UserError[] => {
    if (row?.[`g${i}`] !== true) return [];
    const params = Object.fromEntries(
      Object.keys(guard.params).map((name) => [name, String(row[`g${i}_${name}`])]),
    );
    return [{ code: guard.code, field: null, params }];
  });
  if (errors.length > 0) throw new Refusal(errors);
}

/** The mutation of one event. It takes id and version and returns the object; further input is passed to the effect. */
export function eventCommand<R extends Aggregate, F extends InputFields>(
  life: LifeCycle<R>,
  event: string,
  spec: {
    description: string;
    fields?: F;
    idempotent?: boolean;
    freshProof?: boolean;
    before?(tx: Tx, row: R, input: Values<F>): Promise<void>;
  },
): AnyCommand {
  const rows = life.machine.transitions.filter(
    (row) => row.event === event && row.from.some((from) => from !== null),
  );
  if (rows.length === 0) throw new Error(`${life.machine.type} has no event ${event}`);
  const name = mutationName(life.machine.type, event);
  const payload = fieldOf(life.machine.type);
  return command({
    name,
    description: spec.description,
    roles: [...new Set(rows.flatMap((row) => row.by))],
    fields: {
      id: field.id(() => life.reads, `Global id of the ${life.machine.type}.`),
      version: field.optional(
        field.integer('Version that the caller last read; a stale one is refused.', {
          min: 1,
          max: 2_147_483_647,
        }),
      ),
      ...(spec.fields as InputFields | undefined),
    },
    payload: { [payload]: () => life.reads },
    idempotent: spec.idempotent ?? true,
    freshProof: spec.freshProof ?? false,
    async run(tx, values) {
      const row = await tx.get(life, values.id, values.version);
      // The event's own fields are among the values; their types are lost in the union of both.
      await spec.before?.(tx, row, values as Values<F>);
      await tx.fire(life, row, event, values);
      return { [payload]: row.id };
    },
  });
}

/**
 * Fires an event because a deadline is due. As in every command, the aggregate is locked before the deadline's row.
 * If a faster command has ended the deadline, nothing happens.
 */
export async function fireByClock(
  tx: Tx,
  life: LifeCycle,
  id: string,
  event: string,
  deadlineId: string,
): Promise<void> {
  tx.lock(life.machine.type, id);
  if (!(await claimDeadline(tx, deadlineId, tx.now))) return;
  const row = await tx.get(life, id);
  if (reminderDays(event) !== null) await react(tx, life, row, event);
  else if (transitionOf(life.machine, event, row.status)) await tx.fire(life, row, event);
}
