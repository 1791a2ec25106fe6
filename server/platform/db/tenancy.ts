import type { PolicyDef } from '@mikro-orm/core';

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

export interface Tenancy {
  readonly rowLevelSecurity: 'force';
  readonly policies: PolicyDef[];
}

/**
 * Row-level security of a tenant table: forced, with one policy for each database role.
 * `columns` are the columns that name a tenant which may see and write the row.
 * Reports read views of aggregates and masked columns, never a tenant's rows, so their role sees none here.
 * `extra` is a further SQL condition under which the application may read the row (never write it).
 */
export function tenantTable(columns: readonly string[], extra?: string): Tenancy {
  const own = isAmong(WHOSE, [...columns, EVERY]);
  return {
    rowLevelSecurity: 'force',
    policies: [
      { name: 'owner_all', roles: [DB_ROLES.owner], using: 'true', check: 'true' },
      { name: 'app_rows', roles: [DB_ROLES.app], using: own, check: own },
      ...(extra
        ? [{ name: 'app_read', command: 'select' as const, roles: [DB_ROLES.app], using: extra }]
        : []),
      { name: 'reporting_rows', command: 'select', roles: [DB_ROLES.reporting], using: 'false' },
    ],
  };
}

/**
 * That a value is one of these, in words which the planner takes to be true of nearly every row (of 0.995 of
 * them, as of everything that is compared with null). What a statement reads is in its own scope already, so
 * that the guard refuses nothing; but of a list of comparisons the planner believes that one row in thirty
 * passes, and would rather sort all of a tenant's rows than walk an index for one page.
 */
const isAmong = (value: string, values: readonly string[]): string =>
  `(case ${value} ${values.map((one) => `when ${one} then true`).join(' ')} end) is not null`;
