import type { UnitOfWork } from '../../db/transaction.ts';
import { PublicError, refuse, type UserError } from '../../errors.ts';
import { getOrInsert } from '../../get-or-insert.ts';
import { targets } from '../../machine.ts';
import type { BoundGuard } from '../../read/actions.ts';
import { type Entity, modelColumns, tableModel } from '../../sql/columns.ts';
import { sql, type Template } from '../../sql/sql.ts';
import type { Role } from '../../viewer.ts';
import { type Change, tracked } from '../tracked.ts';
import type { Aggregate, LifeCycle, NewAggregate, Registry, Tx } from '../types.ts';
import { assertAllVisible, assertParty, assertVisible } from '../visibility.ts';
import { follow, type Happened, record } from './consequences.ts';
import { instantsOf } from './row-deadlines.ts';

/**
 * Loads an aggregate for change: lock, row-level security, scope, version. Out of scope is NOT_FOUND, and a row that
 * the viewer's side only reads is FORBIDDEN.
 */
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
  assertParty(tx, life.entity, found);
  if (version !== undefined && version !== found.version) {
    throw refuse('STALE_VERSION', 'version', { version: found.version });
  }
  return found;
}

export async function loadAllForChange<R extends Aggregate>(
  tx: Tx,
  unit: UnitOfWork,
  life: LifeCycle<R>,
  ids: readonly string[],
): Promise<R[]> {
  if (ids.length === 0) return [];
  tx.lockAll(life.machine.type, ids);
  const [, found] = await Promise.all([
    assertAllVisible(
      tx,
      ids.map((id) => ({ to: () => life.reads, id })),
    ),
    unit.getAll<Entity>(life.entity, ids) as Promise<R[]>,
  ]);
  for (const row of found) assertParty(tx, life.entity, row);
  return found;
}

/** Fires an event: transition, role, guards, effect, domain event, deadlines, reactions, audit. */
export async function fire<R extends Aggregate>(
  tx: Tx,
  unit: UnitOfWork,
  life: LifeCycle<R>,
  rows: readonly R[],
  event: string,
  input: unknown = {},
): Promise<void> {
  if (rows.length === 0) return;
  const values = life.tracked ?? {};
  const fired = rows.map((row) => {
    const from = row.status;
    const allowed = life.machine.transitionOf(event, from);
    if (!allowed) throw refuse('NOT_IN_THIS_STATE', null, { state: from });
    if (!allowed.by.includes(tx.viewer.role)) throw PublicError.forbidden();
    return { row, from, allowed };
  });
  await Promise.all(fired.map(({ row, from }) => checkGuards(tx, life, row.id, event, from)));
  const happened: Happened<R>[] = [];
  for (const { row, from, allowed } of fired) {
    const before = instantsOf(life.machine, row);
    const former = tracked.values(values, row);
    const result = await life.effects?.[event]?.(tx, row, input);
    row.status = typeof result === 'string' ? result : targets(allowed)[0]!;
    row.version += 1;
    const changes = [...tracked.since(values, former, row), ...changesIn(result)];
    happened.push({ row, event, from, input, changes, before });
  }
  await unit.flush();
  await follow(tx, unit, life, await record(tx, life, happened));
}

const changesIn = (result: unknown): readonly Change[] =>
  typeof result === 'object' && result !== null && 'changes' in result
    ? (result.changes as readonly Change[])
    : [];

export async function begin<R extends Aggregate>(
  tx: Tx,
  unit: UnitOfWork,
  life: LifeCycle<R>,
  data: readonly NewAggregate<R>[],
  event: string,
): Promise<R[]> {
  const allowed = life.machine.transitionOf(event, null);
  const rows = data.map((values) => {
    // The row is not managed by the ORM, which would compare it at every flush.
    const row = Object.assign<object, object>(values, {
      id: values.id ?? tx.newId(),
      createdAt: values.createdAt ?? tx.now,
      status: values.status ?? (allowed && targets(allowed)[0]),
      version: 1,
    }) as R;
    if (!allowed || !targets(allowed).includes(row.status))
      throw new Error(`${life.machine.type} cannot begin with ${event} in ${row.status}`);
    return row;
  });
  if (!allowed?.by.includes(tx.viewer.role)) throw PublicError.forbidden();
  unit.insert<Entity>(life.entity, rows);
  const happened = rows.map(
    (row): Happened<R> => ({ row, event, from: null, input: {}, changes: [], before: {} }),
  );
  const [recorded] = await Promise.all([
    record(tx, life, happened),
    ...rows.map((row) => checkGuards(tx, life, row.id, event, null)),
  ]);
  await follow(tx, unit, life, recorded);
  return rows;
}

async function checkGuards(
  tx: Tx,
  life: LifeCycle,
  id: string,
  event: string,
  from: string | null,
): Promise<void> {
  const { guards, facts } = guardsOf(tx, life, event, from);
  if (guards.length === 0) return;
  const [row] = await tx.rows<Record<string, unknown>>(facts, { id });
  const errors = guards.flatMap((guard, i): UserError[] => {
    if (row?.[`g${i}`] !== true) return [];
    const params = Object.fromEntries(
      Object.keys(guard.params).map((name) => [name, String(row[`g${i}_${name}`])]),
    );
    return [{ code: guard.code, field: null, params }];
  });
  refuse.ifAny(errors);
}

interface EventGuards {
  readonly guards: readonly BoundGuard[];
  /** The statement for the facts of a row, with the argument `id`. */
  readonly facts: Template;
}

const knownGuards = new WeakMap<Registry, Map<string, EventGuards>>();

/** The guards of an event in a state. Their statement is the same for every row and viewer of a role. */
function guardsOf(
  { domain, viewer: { role } }: Tx,
  life: LifeCycle,
  event: string,
  from: string | null,
): EventGuards {
  const ofDomain = getOrInsert(knownGuards, domain, () => new Map());
  const key = `${life.machine.type} ${event} ${from} ${role}`;
  return getOrInsert(ofDomain, key, () =>
    withFacts(domain.guards(life.actions, event, from, role), life, role),
  );
}

function withFacts(guards: readonly BoundGuard[], { reads }: LifeCycle, role: Role): EventGuards {
  const { table } = tableModel(reads.entity);
  const d = modelColumns(tableModel(reads.entity), 'd');
  const facts = guards.flatMap((guard, i) => [
    sql`(${guard.when(d, sql.viewer, role)}) as ${sql.ident(`g${i}`)}`,
    ...Object.entries(guard.params).map(
      ([name, fact]) => sql`(${fact(d, sql.viewer, role)}) as ${sql.ident(`g${i}_${name}`)}`,
    ),
  ]);
  return {
    guards,
    facts: sql.template(
      sql`select ${sql.join(facts, ', ')} from ${sql.ident(table)} ${sql.raw('d')} where ${d.id} = ${sql.arg('id')}::uuid`,
    ),
  };
}
