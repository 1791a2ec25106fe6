import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { viewerSettings } from '../../server/platform/db/database.ts';
import { DB_ROLES } from '../../server/platform/db/tenancy.ts';
import { scoped } from '../../server/platform/read/scope.ts';
import { print, type Statement, sql } from '../../server/platform/sql/sql.ts';
import type { Viewer } from '../../server/platform/viewer.ts';
import { superuserUrl } from './fixtures/dump.ts';
import { buyerOf } from './fixtures/seeds/customers.ts';
import { openTenants, type TenantWorld } from './fixtures/tenants.ts';

/** Tables that belong to no tenant, each with its reason; every other table is protected. */
const UNPROTECTED: Readonly<Record<string, string>> = {
  demo_clock: 'one number about the demo, known to everybody',
  worker_heartbeat: 'names of running job workers',
};
/**
 * Rows that row-level security shows to a tenant beyond the scope of their type; the scope is narrower on
 * purpose.
 */
const WIDER: Readonly<Record<string, string>> = {
  PolicyValue: 'the numbers of the rules, which the commands of everybody read',
  HolidayPlan: 'the working days, by which deadlines of everybody are counted',
  AuditEntry: "a buyer's own lines, which no page shows",
  Deadline:
    'fired clocks, clocks of objects that the role may not read, and a link only those of its subject',
  Event: 'events that only the timeline of their own object shows',
  RecentActivity: 'events that only the timeline of their own object shows',
  SavedView: 'views that colleagues keep for themselves; and operators pass this gate everywhere',
  Note: 'operators pass this gate everywhere',
  Job: 'operators pass this gate everywhere',
  JobRow: 'operators pass this gate everywhere',
  ImportRow: 'operators pass this gate everywhere',
  TransferFile: 'files that colleagues exported; and operators pass this gate everywhere',
  BillRun: 'the months of the runs, which hold no data of a tenant: lines await them',
  BillRunPartner: "a partner's own outcomes, by which its lines show that its bill is parked",
};
/** Tables with policies for only some roles, listed here. */
const OWN_POLICIES: Readonly<Record<string, readonly string[]>> = {
  demo_mark: [DB_ROLES.owner],
  outbox_message: [DB_ROLES.app, DB_ROLES.owner],
  policy_value: [DB_ROLES.app, DB_ROLES.operator, DB_ROLES.owner],
  holiday_plan: [DB_ROLES.app, DB_ROLES.operator, DB_ROLES.owner],
};

/** Tables that are read without a viewer or only by the owner. */
const OPEN = ['policy_value', 'holiday_plan', 'demo_mark'];

let tenants: TenantWorld;
let client: pg.Client;

beforeAll(async () => {
  tenants = await openTenants();
  client = new pg.Client(superuserUrl(tenants.world));
  await client.connect();
});
afterAll(async () => {
  await client?.end();
  await tenants?.close();
});

const rows = async <R extends pg.QueryResultRow>(
  text: string,
  values: unknown[] = [],
): Promise<R[]> => (await client.query<R>(text, values)).rows;

describe('row-level security in the catalog', () => {
  it('is forced on every table except those with a reason', async () => {
    const found = await rows<{ name: string; forced: boolean }>(`
      select relname as name, relrowsecurity and relforcerowsecurity as forced from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname <> 'migration'`);
    expect(found.length).toBeGreaterThan(15);
    expect(
      found
        .filter(({ forced }) => !forced)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(Object.keys(UNPROTECTED));
    const declared = tenants.world.domain.entities.map((entity) => entity.meta.tableName).sort();
    expect(found.map(({ name }) => name).sort()).toEqual(declared);
  });

  it('has a policy for each database role: everything for the owner, nothing for reporting', async () => {
    const found = await rows<{ name: string; role: string; using: string | null; cmd: string }>(`
      select tablename as name, unnest(roles)::text as role, qual as using, cmd from pg_policies where schemaname = 'public'`);
    const tables = Object.groupBy(found, ({ name }) => name);
    for (const [name, policies] of Object.entries(tables)) {
      const roles = [...new Set(policies!.map(({ role }) => role))].sort();
      const expected = OWN_POLICIES[name] ?? Object.values(DB_ROLES).sort();
      expect([name, roles]).toEqual([name, expected]);
    }
    expect(
      found.filter(
        ({ role, using, cmd }) => role === DB_ROLES.owner && (using !== 'true' || cmd !== 'ALL'),
      ),
    ).toEqual([]);
    expect(
      found.filter(
        ({ role, using, cmd }) =>
          role === DB_ROLES.reporting && (using !== 'false' || cmd !== 'SELECT'),
      ),
    ).toEqual([]);
    expect(found.filter(({ role }) => !Object.values<string>(DB_ROLES).includes(role))).toEqual([]);
  });

  it('cannot be bypassed: the application owns nothing and has no bypass', async () => {
    const roles = await rows<Record<string, boolean | string>>(
      `select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication, rolcanlogin from pg_roles where rolname = any($1) order by 1`,
      [Object.values(DB_ROLES)],
    );
    const plain = {
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolreplication: false,
      rolcanlogin: false,
    };
    expect(roles).toEqual(
      Object.values<string>(DB_ROLES)
        .sort()
        .map((rolname) => ({ rolname, ...plain })),
    );
    const owned = await rows(
      `select relname from pg_class where relowner = any($1::regrole[]) union all select proname from pg_proc where proowner = any($1::regrole[])`,
      [[DB_ROLES.app, DB_ROLES.operator, DB_ROLES.reporting]],
    );
    expect(owned).toEqual([]);
    const become = await rows(
      `select r.rolname from pg_roles r where r.rolname <> $1 and pg_has_role($1, r.oid, 'set')`,
      [DB_ROLES.app],
    );
    expect(become).toEqual([]);
  });

  it('lets reporting and the reads of operators change nothing, and the application truncate nothing', async () => {
    const rights = await rows<{ role: string; right: string }>(
      `select distinct grantee as role, privilege_type as right from information_schema.role_table_grants
       where table_schema = 'public' and grantee in ($1, $2, $3) order by 1, 2`,
      [DB_ROLES.app, DB_ROLES.operator, DB_ROLES.reporting],
    );
    expect(rights.filter(({ role }) => role === DB_ROLES.reporting)).toEqual([]);
    expect(
      rights.filter(({ role }) => role === DB_ROLES.operator).map(({ right }) => right),
    ).toEqual(['SELECT']);
    expect(rights.filter(({ role }) => role === DB_ROLES.app).map(({ right }) => right)).toEqual([
      'DELETE',
      'INSERT',
      'SELECT',
      'UPDATE',
    ]);
  });

  it('reveals only ids and yes or no in the functions that read across tenants', async () => {
    const functions = await rows<{
      name: string;
      result: string;
      path: string | null;
      owner: string;
    }>(`
      select p.proname as name, format_type(p.prorettype, null) as result, p.proowner::regrole::text as owner,
        (select c from unnest(p.proconfig) c where c like 'search_path=%') as path
      from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef order by 1`);
    expect(functions.length).toBeGreaterThan(2);
    const told = functions.filter(
      ({ result }) => !['boolean', 'uuid', 'void', 'trigger'].includes(result),
    );
    expect(told).toEqual([]);
    expect(functions.filter(({ path, owner }) => !path || owner !== DB_ROLES.owner)).toEqual([]);
  });
});

describe('scope in code and row-level security', () => {
  const viewers = (): Viewer[] => {
    const { acme, beta, sellers, operator, customers } = tenants;
    const buyers = [...customers.values()].map(({ id }) => buyerOf(id, id, null));
    return [
      ...[acme, beta].map(({ callers }) => callers.get('csp.owner')!.viewer),
      ...sellers.map(({ callers }) => callers.get('seller.manager')!.viewer),
      operator.callers.get('operator')!.viewer,
      ...buyers,
    ];
  };

  /** Ids that a statement finds with the viewer's settings: past row-level security, or as the application. */
  async function idsAs(
    viewer: Viewer,
    role: 'superuser' | 'app',
    query: Statement,
  ): Promise<string[]> {
    await client.query('begin');
    try {
      if (role === 'app') await client.query(`set local role ${DB_ROLES.app}`);
      for (const setting of Object.entries(viewerSettings(viewer)))
        await client.query('select set_config($1, $2, true)', setting);
      return (await rows<{ id: string }>(query.text, [...query.values])).map(({ id }) => id);
    } finally {
      await client.query('rollback');
    }
  }

  it('show the same rows in the views of searches as in their tables, also without a viewer', async () => {
    const views = await rows<{ name: string; rights: string }>(`
      select table_name as name, string_agg(distinct privilege_type, ',') as rights
      from information_schema.role_table_grants where table_schema = 'searched' and grantee in ('${DB_ROLES.app}', '${DB_ROLES.operator}')
      group by 1`);
    expect(views.length).toBeGreaterThan(10);
    const nobody = { ...viewers()[0]!, tenantId: '', side: '' as Viewer['side'] };
    let compared = 0;
    for (const { name, rights } of views) {
      expect([name, rights]).toEqual([name, 'SELECT']);
      for (const viewer of [...viewers(), nobody]) {
        const rowsOf = (schema: string) =>
          idsAs(viewer, 'app', {
            text: `select (to_jsonb(t) - 'tokens')::text as id from ${schema}.${name} t order by 1`,
            values: [],
          });
        const shown = await rowsOf('public');
        expect([name, viewer.side, await rowsOf('searched')]).toEqual([name, viewer.side, shown]);
        if (viewer === nobody) expect([name, shown]).toEqual([name, []]);
        compared += shown.length;
      }
    }
    expect(compared).toBeGreaterThan(100);
  });

  it('each alone show every viewer the same rows of every type', async () => {
    const differences: string[] = [];
    let compared = 0;
    for (const model of tenants.world.domain.models.values()) {
      for (const viewer of viewers()) {
        const scope = scoped(model, viewer.role, 'd');
        const query =
          scope &&
          print(
            sql`select ${scope.d.id!}::text as id from ${scope.from} where ${sql.and(scope.where)} order by 1`,
            { viewer },
          );
        const inCode = query ? await idsAs(viewer, 'superuser', query) : [];
        const everything = {
          text: `select id::text from "${model.table.table}" order by 1`,
          values: [],
        };
        const inDatabase = await idsAs(viewer, 'app', everything);
        compared += inCode.length;
        const hidden = inCode.filter((id) => !inDatabase.includes(id));
        const exposed = inDatabase.filter((id) => !inCode.includes(id));
        if (hidden.length > 0)
          differences.push(
            `${model.name}: ${viewer.role} is to see ${hidden.length} rows that the database hides`,
          );
        if (exposed.length > 0 && !(model.name in WIDER))
          differences.push(
            `${model.name}: the database shows ${viewer.role} ${exposed.length} rows too many`,
          );
      }
    }
    expect(compared).toBeGreaterThan(300);
    expect(differences).toEqual([]);
  });

  it('show nothing without a viewer', async () => {
    for (const { meta } of tenants.world.domain.entities) {
      if (meta.tableName in UNPROTECTED || OPEN.includes(meta.tableName)) continue;
      await client.query('begin');
      await client.query(`set local role ${DB_ROLES.app}`);
      const [{ n } = { n: -1 }] = await rows<{ n: number }>(
        `select count(*)::int as n from "${meta.tableName}"`,
      );
      await client.query('rollback');
      expect([meta.tableName, n]).toEqual([meta.tableName, 0]);
    }
  });
});
