import type { Guard, Machine } from '../machine.ts';
import { ROLES, type Role } from '../viewer.ts';
import type { Columns } from './columns.ts';
import type { SqlOf } from './declare.ts';
import { constantParts, jsonParts } from './plan/json-parts.ts';
import type { JsonShape } from './plan/plan.ts';
import { join, literal, raw, type Sql, sql, type ViewerRef } from './sql.ts';

export type Facts = Readonly<Record<string, SqlOf>>;

/** `viewerActions` of a type with a life cycle: its machine and the SQL meaning of the machine's facts. */
export interface ActionsField {
  readonly machine: Machine;
  readonly facts: Facts;
}

export const actions = (machine: Machine, facts: Facts = {}): ActionsField => {
  for (const row of machine.transitions) {
    for (const guard of row.guards ?? []) {
      for (const fact of [guard.when, ...Object.values(guard.params ?? {})]) {
        if (!facts[fact])
          throw new Error(
            `${machine.type}: the guard ${guard.code} names the unknown fact ${fact}`,
          );
      }
    }
  }
  return { machine, facts };
};

/** A guard with its facts as SQL; modules that come later add theirs to an earlier machine. */
export interface BoundGuard {
  readonly code: string;
  readonly when: SqlOf;
  readonly params: Facts;
}

export const bind = (guard: Guard, facts: Facts): BoundGuard => ({
  code: guard.code,
  when: facts[guard.when]!,
  params: Object.fromEntries(
    Object.entries(guard.params ?? {}).map(([name, fact]) => [name, facts[fact]!]),
  ),
});

interface ActionRow {
  readonly name: string;
  readonly reason: { code: string; params?: Record<string, string> } | null;
  readonly guards: readonly BoundGuard[];
}

/**
 * The `viewerActions` column for one role: constant JSON for each state, with the facts of the guards
 * filled in. Events that only another role of the same side may cause are listed as disabled, and so
 * are those of another state, so that every button can say why it is off. Of each action only the parts
 * in `shape`; without it, all.
 */
export function actionsSql(
  table: Machine,
  guardsOf: (event: string, state: string) => readonly BoundGuard[],
  d: Columns,
  v: ViewerRef,
  role: Role,
  shape: JsonShape | null = null,
): Sql {
  const events = [...new Set(table.transitions.map((row) => row.event))].filter((event) => {
    const rows = table.transitions.filter((row) => row.event === event);
    const creates = rows.every((row) => row.from.every((from) => from === null));
    return !creates && rows.some((row) => row.by.some((by) => ROLES[by] === ROLES[role]));
  });
  if (events.length === 0) return raw(`'[]'::json`);
  const part = shape && { ...shape, list: false };
  const cases = table.states.map((state) => {
    const rows = events.map((event) => actionIn(table, event, state, role, guardsOf));
    return sql`when ${literal(state)} then ${listSql(rows, part, d, v, role)}`;
  });
  return sql`case ${d.status!} ${join(cases, ' ')} end`;
}

function actionIn(
  table: Machine,
  event: string,
  state: string,
  role: Role,
  guardsOf: (event: string, state: string) => readonly BoundGuard[],
): ActionRow {
  const row = table.transitions.find((t) => t.event === event && t.from.includes(state));
  const off = (code: string, params: Record<string, string>): ActionRow => ({
    name: event,
    reason: { code, params },
    guards: [],
  });
  if (!row) return off('NOT_IN_THIS_STATE', { state });
  if (!row.by.includes(role)) return off('ROLE_NOT_ALLOWED', { roles: row.by.join(', ') });
  return { name: event, reason: null, guards: guardsOf(event, state) };
}

/** One state's actions; without a guard among them they are one constant. */
function listSql(
  rows: readonly ActionRow[],
  part: JsonShape | null,
  d: Columns,
  v: ViewerRef,
  role: Role,
): Sql {
  const shown = (value: unknown): unknown => (part ? constantParts(value, part) : value);
  const constant = ({ name, reason }: ActionRow): unknown => {
    const params = Object.entries(reason?.params ?? {}).map(([key, value]) => ({ key, value }));
    const reasonCode = reason?.code ?? null;
    return shown({ name, enabled: !reason, reasonCode, reasonParams: params });
  };
  if (rows.every((row) => row.guards.length === 0)) return constantSql(rows.map(constant));
  const guarded = ({ name, guards }: ActionRow): Sql => {
    const reasons = guards.map(
      (guard) =>
        sql`when ${guard.when(d, v, role)} then ${refusedSql(name, guard, part, d, v, role)}`,
    );
    const free = constantSql(shown({ name, enabled: true, reasonCode: null, reasonParams: [] }));
    return sql`case ${join(reasons, ' ')} else ${free} end`;
  };
  const items = rows.map((row) =>
    row.guards.length === 0 ? constantSql(constant(row)) : guarded(row),
  );
  return sql`json_build_array(${join(items, ', ')})`;
}

const constantSql = (value: unknown): Sql => sql`${literal(JSON.stringify(value))}::json`;

/** A disabled action with the values of its reason, which differ from row to row. */
function refusedSql(
  name: string,
  { code, params }: BoundGuard,
  part: JsonShape | null,
  d: Columns,
  v: ViewerRef,
  role: Role,
): Sql {
  const entries = Object.entries(params);
  const wanted = !part || part.keys.some(([, key]) => key !== 'typename' && key.sub !== null);
  if (entries.length === 0 || !wanted) {
    const constant = { name, enabled: false, reasonCode: code, reasonParams: [] };
    return constantSql(part ? constantParts(constant, part) : constant);
  }
  const values = entries.map(
    ([key, fact]) => sql`json_build_object('key', ${literal(key)}, 'value', ${fact(d, v, role)})`,
  );
  const fields = sql`${literal(name)} as name, false as enabled, ${literal(code)} as "reasonCode"`;
  const whole = sql`(select row_to_json(r) from (select ${fields}, json_build_array(${join(values, ', ')}) as "reasonParams") r)`;
  return part ? jsonParts(whole, part) : whole;
}
