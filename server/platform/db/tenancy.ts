import type { EntitySchema, PolicyDef } from '@mikro-orm/core';
import { type AnyColumns, columnName, columnsIn } from '../sql/columns.ts';
import { raw, sql, textOf } from '../sql/sql.ts';
import { ALL, type Grant, namedBy, type Parties, type TenantRef } from './parties.ts';

/** The three database roles; the first migration makes them. */
export const DB_ROLES = {
  owner: 'partnergraph_owner',
  app: 'partnergraph_app',
  reporting: 'partnergraph_reporting',
} as const;

/**
 * The viewer as row-level security sees it. An unset or ended local setting reads as '' or null; both
 * must mean "no tenant", hence nullif. Wrapped in a sub-select so that PostgreSQL evaluates it once per
 * statement and not once per row.
 */
export const TENANT = `(select nullif(current_setting('app.tenant', true), '')::uuid)`;
export const SIDE = `(select current_setting('app.side', true))`;
/** The application's time, which a demo or a test may have moved. */
export const NOW = `(select coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now()))`;

/** Stands for every tenant; no tenant has this id. */
const EVERY = `'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid`;
/**
 * Whose rows the viewer sees: its tenant's, or every tenant's for the marketplace's operators and the
 * system's own jobs. One question for each table, because PostgreSQL sets up each sub-select of each table
 * anew for every statement: with two or three of them that was a tenth of a small read.
 */
const WHOSE = `(select case when current_setting('app.side', true) in ('operator', 'system') then ${EVERY} else nullif(current_setting('app.tenant', true), '')::uuid end)`;

/**
 * Row-level policies of an aggregate's table, one for each database role at least, written when the ORM asks for
 * them: by then every entity is declared. It binds tenants and sides; members and roles are the scope's affair.
 * Reports read views of aggregates and masked columns, never a tenant's rows, so their role sees none here.
 */
export function policiesOf(parties: Parties, table: string): PolicyDef[] {
  const sides = Object.entries(parties.sides);
  const d = columnsIn(table);
  const named = sides.filter(([, party]) => party.column);
  const inAnyState = named.filter(([, party]) => !party.in && !party.notIn);
  const own = (): string =>
    isAmong(WHOSE, [...new Set(inAnyState.map(([, { column }]) => columnName(column!))), EVERY]);
  const inSomeStates = named.filter(([, party]) => party.in || party.notIn);
  const others = (): string =>
    inSomeStates.map(([, party]) => `(${textOf(namedBy(party, d, ME)!)})`).join(' or ');
  const readable = sides.some(
    ([side, { also, byAccess }]) => byAccess || (also && side !== 'operator'),
  );
  return [
    { name: 'owner_all', roles: [DB_ROLES.owner], using: 'true', check: 'true' },
    { name: 'app_rows', roles: [DB_ROLES.app], using: own, check: own },
    ...(inSomeStates.length > 0
      ? [{ name: 'app_counterparties', roles: [DB_ROLES.app], using: others, check: others }]
      : []),
    ...(readable
      ? [
          {
            name: 'app_read',
            command: 'select' as const,
            roles: [DB_ROLES.app],
            using: () => alsoReadable(parties, table),
          },
        ]
      : []),
    { name: 'reporting_rows', command: 'select', roles: [DB_ROLES.reporting], using: 'false' },
  ];
}

const ME: TenantRef = { tenantId: raw(TENANT), side: raw(SIDE) };

/** What the application may read of a table, never write, beside the rows of which its tenant is a party. */
function alsoReadable({ sides, grant }: Parties, table: string): string {
  const d = columnsIn(table);
  // Operators pass every policy.
  const entries = Object.entries(sides).filter(([side]) => side !== 'operator');
  const conditions = entries.flatMap(([side, { also }]) =>
    typeof also === 'function' ? [boundToViewer(textOf(also(d, ME)), table, side)] : [],
  );
  const open = entries.filter(([, { also }]) => also === ALL).map(([side]) => `'${side}'`);
  if (open.length > 0)
    conditions.push(`${SIDE} ${open.length > 1 ? `in (${open.join(', ')})` : `= ${open[0]}`}`);
  if (entries.some(([, { byAccess }]) => byAccess)) conditions.push(granted(grant, d, table));
  return [...new Set(conditions)].map((condition) => `(${condition})`).join(' or ');
}

/** `offset 0` keeps it one look for each row. */
function granted(grant: Grant | undefined, d: AnyColumns, table: string): string {
  if (!grant) throw new Error(`${table} is seen by access rows, but no entity grants it`);
  const { tableName } = (grant.entity as EntitySchema).meta;
  const a = columnsIn('a');
  return `exists (select 1 from ${tableName} a where ${textOf(sql`${a[grant.copies.id]!} = ${d.id!}
    and ${a[grant.tenant]!} = ${ME.tenantId} and ${grant.when(a)}`)} offset 0)`;
}

/** A condition that asks for neither would open the rows to every tenant; functions that ask are named `viewer_…`. */
function boundToViewer(condition: string, table: string, side: string): string {
  if ([TENANT, SIDE, 'viewer_'].some((asked) => condition.includes(asked))) return condition;
  throw new Error(
    `${table}: what the ${side} reads beside asks for neither its tenant nor its side`,
  );
}

/**
 * That a value is one of these, in words which the planner takes to be true of nearly every row (of 0.995 of
 * them, as of everything that is compared with null). What a statement reads is in its own scope already, so
 * that the guard refuses nothing; but of a list of comparisons the planner believes that one row in thirty
 * passes, and would rather sort all of a tenant's rows than walk an index for one page.
 */
const isAmong = (value: string, values: readonly string[]): string =>
  `(case ${value} ${values.map((one) => `when ${one} then true`).join(' ')} end) is not null`;
