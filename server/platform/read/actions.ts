import type { Guard, Machine } from '../machine.ts';
import { ROLES, type Role } from '../viewer.ts';
import type { Columns } from './columns.ts';
import type { SqlOf } from './declare.ts';
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
 * are those of another state, so that every button can say why it is off.
 */
export function actionsSql(
  table: Machine,
  guardsOf: (event: string, state: string) => readonly BoundGuard[],
  d: Columns,
  v: ViewerRef,
  role: Role,
): Sql {
  const events = [...new Set(table.transitions.map((row) => row.event))].filter((event) => {
    const rows = table.transitions.filter((row) => row.event === event);
    const creates = rows.every((row) => row.from.every((from) => from === null));
    return !creates && rows.some((row) => row.by.some((by) => ROLES[by] === ROLES[role]));
  });
  if (events.length === 0) return raw(`'[]'::json`);
  const cases = table.states.map((state) => {
    const rows = events.map((event): ActionRow => {
      const row = table.transitions.find((t) => t.event === event && t.from.includes(state));
      if (!row)
        return {
          name: event,
          reason: { code: 'NOT_IN_THIS_STATE', params: { state } },
          guards: [],
        };
      if (!row.by.includes(role)) {
        return {
          name: event,
          reason: { code: 'ROLE_NOT_ALLOWED', params: { roles: row.by.join(', ') } },
          guards: [],
        };
      }
      return { name: event, reason: null, guards: guardsOf(event, state) };
    });
    return sql`when ${literal(state)} then json_build_array(${join(
      rows.map((row) => actionSql(row, d, v, role)),
      ', ',
    )})`;
  });
  return sql`case ${d.status!} ${join(cases, ' ')} end`;
}

function actionSql(row: ActionRow, d: Columns, v: ViewerRef, role: Role): Sql {
  if (row.guards.length === 0) {
    const reasonParams = Object.entries(row.reason?.params ?? {}).map(([key, value]) => ({
      key,
      value,
    }));
    const constant = {
      name: row.name,
      enabled: !row.reason,
      reasonCode: row.reason?.code ?? null,
      reasonParams,
    };
    return sql`${literal(JSON.stringify(constant))}::json`;
  }
  const reasons = row.guards.map((guard) => {
    const params = Object.entries(guard.params).map(
      ([key, fact]) => sql`json_build_object('key', ${literal(key)}, 'value', ${fact(d, v, role)})`,
    );
    const fields = sql`${literal(row.name)} as name, false as enabled, ${literal(guard.code)} as "reasonCode"`;
    return sql`when ${guard.when(d, v, role)} then (select row_to_json(r) from (select ${fields}, json_build_array(${join(params, ', ')}) as "reasonParams") r)`;
  });
  const free = literal(
    JSON.stringify({ name: row.name, enabled: true, reasonCode: null, reasonParams: [] }),
  );
  return sql`case ${join(reasons, ' ')} else ${free}::json end`;
}
