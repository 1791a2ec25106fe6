import { type Parties, partOfRole, readsOthers } from '../db/parties.ts';
import type { Guard, Machine } from '../machine.ts';
import type { ReasonCode } from '../reasons.ts';
import type { AnyColumns, Entity, Names } from '../sql/columns.ts';
import { type Sql, sql, type ViewerRef } from '../sql/sql.ts';
import { Role } from '../viewer.ts';
import type { ActionsField, Facts, SqlOf } from './declare.ts';
import { constantParts, jsonParts } from './plan/json-parts.ts';
import type { JsonShape } from './shapes.ts';

/** Joins a machine with the facts that its guards name, written over the columns of the entity. */
export const actions = <E extends Entity>(
  machine: Machine,
  _entity: E,
  facts: Facts<Names<E>> = {},
): ActionsField<Names<E>> => {
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

/** A guard with its facts as SQL. A later module may add a guard to an earlier module's machine. */
export interface BoundGuard {
  readonly code: ReasonCode;
  readonly when: SqlOf<string>;
  readonly params: Facts<string>;
}

export const bind = (guard: Guard, facts: Facts<string>): BoundGuard => ({
  code: guard.code,
  when: facts[guard.when]!,
  params: Object.fromEntries(
    Object.entries(guard.params ?? {}).map(([name, fact]) => [name, facts[fact]!]),
  ),
});

interface ActionRow {
  readonly name: string;
  readonly reason: { code: ReasonCode; params?: Record<string, string> } | null;
  readonly guards: readonly BoundGuard[];
}

type GuardsOf = (event: string, state: string, role: Role) => readonly BoundGuard[];

/** The source of a `viewerActions` column: its machine, the guards of its events, and the parties of its rows. */
interface ActionsSource {
  readonly source: Pick<ActionsField, 'machine'>;
  readonly guardsOf: GuardsOf;
  readonly parties: Parties;
}

const NOTHING = sql.raw(`'[]'::json`);

/**
 * The `viewerActions` column for one role: constant JSON for each state, completed by the facts of the guards. Events
 * of other states, and events of other roles of the same side, are listed as disabled, so that every button can show
 * a reason. A row that the side only reads has no actions. `shape` selects the parts of each action; without it, all
 * parts are returned.
 */
export function actionsSql(
  { source: { machine: table }, guardsOf, parties }: ActionsSource,
  d: AnyColumns,
  v: ViewerRef,
  role: Role,
  shape: JsonShape | null = null,
): Sql {
  const events = [...new Set(table.transitions.map((row) => row.event))].filter((event) => {
    const rows = table.transitions.filter((row) => row.event === event);
    const creates = rows.every((row) => row.from.every((from) => from === null));
    return (
      !creates && rows.some((row) => row.by.some((by) => Role.sideOf(by) === Role.sideOf(role)))
    );
  });
  if (events.length === 0) return NOTHING;
  const part = shape && { ...shape, list: false };
  const cases = table.states.map((state) => {
    const rows = events.map((event) => actionIn(table, event, state, role, guardsOf));
    return sql`when ${sql.literal(state)} then ${listSql(rows, part, d, v, role)}`;
  });
  const all = sql`case ${d.status!} ${sql.join(cases, ' ')} end`;
  const party = partOfRole(parties, role);
  return party && readsOthers(party)
    ? sql`case when ${d[party.column]!} = ${v.tenantId} then ${all} else ${NOTHING} end`
    : all;
}

function actionIn(
  table: Machine,
  event: string,
  state: string,
  role: Role,
  guardsOf: GuardsOf,
): ActionRow {
  const row = table.transitions.find((t) => t.event === event && t.from.includes(state));
  const off = (code: ReasonCode, params: Record<string, string>): ActionRow => ({
    name: event,
    reason: { code, params },
    guards: [],
  });
  if (!row) return off('NOT_IN_THIS_STATE', { state });
  if (!row.by.includes(role))
    return off('ROLE_NOT_ALLOWED', { roles: row.by.map(Role.word).join(', ') });
  return { name: event, reason: null, guards: guardsOf(event, state, role) };
}

/** The actions of one state. Without guards they are one constant. */
function listSql(
  rows: readonly ActionRow[],
  part: JsonShape | null,
  d: AnyColumns,
  v: ViewerRef,
  role: Role,
): Sql {
  const shown = (value: unknown): Sql => constantSql(part ? constantParts(value, part) : value);
  const itemOf = ({ name, guards, reason }: ActionRow): Sql => {
    const constant = shown(actionOf(name, reason && reasonOf(reason.code, reason.params)));
    if (guards.length === 0) return constant;
    const refused = refusedSql(name, guards, part, d, v, role);
    return sql`case ${refused} else ${constant} end`;
  };
  if (rows.some((row) => row.guards.length > 0))
    return sql`json_build_array(${sql.join(rows.map(itemOf), ', ')})`;
  const constants = rows.map(({ name, reason }) =>
    actionOf(name, reason && reasonOf(reason.code, reason.params)),
  );
  return constantSql(part ? constants.map((value) => constantParts(value, part)) : constants);
}

interface Reason {
  readonly code: ReasonCode;
  readonly params: readonly { readonly key: string; readonly value: string }[];
}

const reasonOf = (code: ReasonCode, params: Readonly<Record<string, string>> = {}): Reason => ({
  code,
  params: Object.entries(params).map(([key, value]) => ({ key, value })),
});

/** An action as the API returns it: enabled, or disabled for one reason. */
const actionOf = (name: string, reason: Reason | null) => ({
  name,
  enabled: !reason,
  reasonCode: reason?.code ?? null,
  reasonParams: reason?.params ?? [],
  reasons: reason ? [reason] : [],
});

const constantSql = (value: unknown): Sql => sql`${sql.literal(JSON.stringify(value))}::json`;

const wants = (part: JsonShape | null, ...names: readonly string[]): boolean =>
  !part || part.keys.some(([, key]) => key !== 'typename' && names.includes(key.name));

/**
 * The CASE branches of a guarded action while guards hold. All reasons are evaluated only if the client selects them;
 * the first reason alone needs fewer facts.
 */
function refusedSql(
  name: string,
  guards: readonly BoundGuard[],
  part: JsonShape | null,
  d: AnyColumns,
  v: ViewerRef,
  role: Role,
): Sql {
  const holds = guards.map((guard) => sql`(${guard.when(d, v, role)})`);
  if (wants(part, 'reasons')) {
    const reasons = guards.map(
      (guard, i) => sql`(case when ${holds[i]!} then ${reasonSql(guard, d, v, role)} end)`,
    );
    const shown = wholeSql(name, sql`values ${sql.join(reasons, ', ')}`);
    return sql`when ${sql.join(holds, ' or ')} then ${part ? jsonParts(shown, part) : shown}`;
  }
  const branches = guards.map((guard, i) => {
    if (Object.keys(guard.params).length === 0 || !wants(part, 'reasonParams')) {
      const constant = actionOf(name, reasonOf(guard.code));
      return sql`when ${holds[i]!} then ${constantSql(constantParts(constant, part!))}`;
    }
    const shown = wholeSql(name, sql`values (${reasonSql(guard, d, v, role)})`);
    return sql`when ${holds[i]!} then ${jsonParts(shown, part!)}`;
  });
  return sql.join(branches, ' ');
}

/** A reason with its parameter values, which differ between rows. */
function reasonSql({ code, params }: BoundGuard, d: AnyColumns, v: ViewerRef, role: Role): Sql {
  const entries = Object.entries(params);
  if (entries.length === 0) return constantSql(reasonOf(code));
  const values = entries.map(
    ([key, fact]) =>
      sql`json_build_object('key', ${sql.literal(key)}, 'value', ${fact(d, v, role)})`,
  );
  return sql`json_build_object('code', ${sql.literal(code)}, 'params', json_build_array(${sql.join(values, ', ')}))`;
}

/** A disabled action, from its reasons as rows of JSON or null. */
const wholeSql = (name: string, reasons: Sql): Sql => sql`(select row_to_json(r) from (
  select ${sql.literal(name)} as name, false as enabled, f.found->0->>'code' as "reasonCode",
    f.found->0->'params' as "reasonParams", f.found as reasons
  from (select json_agg(g.reason) filter (where g.reason is not null) as found from (${reasons}) g(reason)) f) r)`;
