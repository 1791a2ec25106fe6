import type { EntitySchema, PolicyDef } from '@mikro-orm/core';
import { type AnyColumns, Columns } from '../sql/columns.ts';
import { sql } from '../sql/sql.ts';
import type { Side } from '../viewer.ts';
import { ALL, type Grant, namedBy, type Parties, type Party, type TenantRef } from './parties.ts';

export const DB_ROLES = {
  owner: 'partnergraph_owner',
  app: 'partnergraph_app',
  /** Reads of operators. It may only read, and its policies pass every row without a condition (decision 0022). */
  operator: 'partnergraph_operator',
  reporting: 'partnergraph_reporting',
} as const;

/**
 * The viewer's tenant; an unset or ended setting is '' or null, hence `nullif`. As a sub-select it is evaluated once
 * for a statement, not for each row.
 */
export const TENANT = `(select nullif(current_setting('app.tenant', true), '')::uuid)`;
export const SIDE = `(select current_setting('app.side', true))`;
/** The application's time, which a demo or a test may shift. */
export const NOW = `(select coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now()))`;

/** Without it, a migration of data would silently change no row. */
export const OWNER_ALL: PolicyDef = {
  name: 'owner_all',
  roles: [DB_ROLES.owner],
  using: 'true',
  check: 'true',
};

/** Placeholder for every tenant; no tenant has this id. */
const EVERY = `'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid`;
/**
 * The tenant whose rows the viewer sees, or every tenant. One sub-select for each table: two or three cost a tenth of
 * a small read.
 */
const whose = (...everySide: readonly Side[]): string =>
  `(select case when current_setting('app.side', true) in (${everySide.map((side) => `'${side}'`).join(', ')}) then ${EVERY} else nullif(current_setting('app.tenant', true), '')::uuid end)`;
const WHOSE = whose('operator', 'system');
/** The same of a table of which operators see some rows. */
const WHOSE_BUT_OPERATORS = whose('system');
/** The same of a table that reports read entirely. They read it by the same sub-select and write none of it. */
const WHOSE_READ = whose('operator', 'system', 'reporting');

/**
 * Row-level policies of an aggregate's table, at least one for each database role. They are built when the ORM
 * requests them, after every entity is declared. They restrict tenants and sides; the scope restricts members and
 * roles. The database role of reports sees no row of a table: it reads the views of the schema `reporting`.
 * If triggers are the only writers, they restrict reading, and the application may not write.
 */
export function policiesOf(parties: Parties, table: string, writers?: 'TRIGGERS'): PolicyDef[] {
  const sides = Object.entries(parties.sides);
  const d = Columns.in(table);
  const named = sides.filter(([, party]) => party.column);
  const inAnyState = named.filter(([, party]) => !party.in && !party.notIn);
  const tenants = (): string[] => [
    ...new Set(inAnyState.map(([, { column }]) => Columns.nameOf(column!))),
    EVERY,
  ];
  const isNarrow = typeof parties.sides.operator?.also === 'function';
  const own = (): string => isAmong(isNarrow ? WHOSE_BUT_OPERATORS : WHOSE, tenants());
  const isReported = parties.sides.reporting?.also === ALL;
  const read = isReported ? (): string => isAmong(WHOSE_READ, tenants()) : own;
  const inSomeStates = named.filter(([, party]) => party.in || party.notIn);
  const others = (): string =>
    [
      ...inSomeStates.map(([, party]) => sql.textOf(namedBy(party, d, ME)!)),
      ...(isNarrow ? [operatorsRows(parties, table)] : []),
    ]
      .map((condition) => `(${condition})`)
      .join(' or ');
  const readable = sides.some(
    ([side, { also, byAccess }]) => byAccess || (also && !readsEvery(side, also)),
  );
  return [
    OWNER_ALL,
    appPolicy('app_rows', read, own, writers),
    ...(inSomeStates.length > 0 || isNarrow
      ? [appPolicy('app_counterparties', others, others, writers)]
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
    ...(isReported && !writers
      ? [
          {
            name: 'app_reports_delete',
            command: 'delete' as const,
            type: 'restrictive' as const,
            roles: [DB_ROLES.app],
            using: `${SIDE} <> 'reporting'`,
          },
        ]
      : []),
    operatorRows(operatorsRows(parties, table)),
    { name: 'reporting_rows', command: 'select', roles: [DB_ROLES.reporting], using: 'false' },
  ];
}

/** Condition on the rows that the policies of {@link policiesOf} show to the viewer of a request. */
export const readableRows = (parties: Parties, table: string): string =>
  policiesOf(parties, table)
    .filter(
      ({ roles, type, command = 'all' }) =>
        roles?.includes(DB_ROLES.app) && type !== 'restrictive' && /all|select/.test(command),
    )
    .map(({ using }) => `(${typeof using === 'function' ? (using as () => string)() : using})`)
    .join(' or ');

const OWN = `member_id = (select nullif(current_setting('app.member', true), '')::uuid) or ${SIDE} = 'system'`;

/** Row-level policies of a table whose rows only their `member_id` reads: the tenant of {@link policiesOf} is too wide. */
export const memberPolicies = (): PolicyDef[] => [
  OWNER_ALL,
  { name: 'app_rows', roles: [DB_ROLES.app], using: OWN, check: OWN },
  operatorRows(OWN),
  { name: 'reporting_rows', command: 'select', roles: [DB_ROLES.reporting], using: 'false' },
];

/** Row-level policies of a table of the site, which everybody reads and only operators append to. */
export const settingPolicies = (): PolicyDef[] => [
  OWNER_ALL,
  { name: 'app_read', command: 'select', roles: [DB_ROLES.app], using: 'true' },
  operatorRows('true'),
  {
    name: 'app_set',
    command: 'insert',
    roles: [DB_ROLES.app],
    check: `${SIDE} in ('operator', 'system')`,
  },
];

const appPolicy = (
  name: string,
  using: () => string,
  check: () => string,
  writers?: 'TRIGGERS',
): PolicyDef => ({
  name,
  roles: [DB_ROLES.app],
  using,
  ...(writers ? { command: 'select' } : { check }),
});

/** Whether the policy of a tenant's own rows shows a side all rows: operators always, reports where they read all. */
const readsEvery = (side: string, also: Party['also']): boolean =>
  side === 'operator' || (side === 'reporting' && also === ALL);

/** Condition on the rows that operators read: all, unless the entity declares which. */
function operatorsRows({ sides: { operator } }: Parties, table: string): string {
  if (typeof operator?.also !== 'function') return 'true';
  return boundToViewer(sql.textOf(operator.also(Columns.in(table), ME)), table, 'operator');
}

/** The rows that a statement of an operator reads. */
const operatorRows = (using: string): PolicyDef => ({
  name: 'operator_rows',
  command: 'select',
  roles: [DB_ROLES.operator],
  using,
});

const ME: TenantRef = { tenantId: sql.raw(TENANT), side: sql.raw(SIDE) };

function alsoReadable({ sides, grant }: Parties, table: string): string {
  const d = Columns.in(table);
  const entries = Object.entries(sides).filter(([side, { also }]) => !readsEvery(side, also));
  const conditions = entries.flatMap(([side, { also }]) =>
    typeof also === 'function' ? [boundToViewer(sql.textOf(also(d, ME)), table, side)] : [],
  );
  const open = entries.filter(([, { also }]) => also === ALL).map(([side]) => `'${side}'`);
  if (open.length > 0)
    conditions.push(`${SIDE} ${open.length > 1 ? `in (${open.join(', ')})` : `= ${open[0]}`}`);
  if (entries.some(([, { byAccess }]) => byAccess)) conditions.push(granted(grant, d, table));
  return [...new Set(conditions)].map((condition) => `(${condition})`).join(' or ');
}

/** `offset 0` forces one index look-up for each row. */
function granted(grant: Grant | undefined, d: AnyColumns, table: string): string {
  if (!grant) throw new Error(`${table} is seen by access rows, but no entity grants it`);
  const { tableName } = (grant.entity as EntitySchema).meta;
  const a = Columns.in('a');
  return `exists (select 1 from ${tableName} a where ${sql.textOf(sql`${a[grant.copies.id]!} = ${d.id!}
    and ${a[grant.tenant]!} = ${ME.tenantId}${grant.when ? sql` and ${grant.when(a)}` : sql.raw('')}`)} offset 0)`;
}

/** Throws for a condition without tenant or side, which would open the rows to all (or a `viewer_…` function). */
function boundToViewer(condition: string, table: string, side: string): string {
  if ([TENANT, SIDE, 'viewer_'].some((asked) => condition.includes(asked))) return condition;
  throw new Error(
    `${table}: what the ${side} reads beside asks for neither its tenant nor its side`,
  );
}

/**
 * A value is one of these, in a form of which the planner expects 0.995 of the rows (scope restricts them already).
 * For comparisons it expects one in thirty, and sorts a tenant's rows instead of walking an index.
 */
const isAmong = (value: string, values: readonly string[]): string =>
  `(case ${value} ${values.map((one) => `when ${one} then true`).join(' ')} end) is not null`;
