import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { DB_ROLES } from '../../../server/platform/db/tenancy.ts';
import { viewsSql } from '../../../server/platform/read/report/views.ts';
import { loadDomain } from '../../../server/schema.ts';
import { superuserUrl } from '../../policy/fixtures/dump.ts';
import { openTenants, type TenantWorld } from '../../policy/fixtures/tenants.ts';
import { askPlanned } from './planned.ts';
import { type Facts, factsOf, QUESTIONS } from './questions.ts';

const LOG_IN = `reader_${process.pid}`;
let tenants: TenantWorld;
let facts: Facts;
let superuser: pg.Client;
let reader: pg.Client;

/** A program's own log-in, which is a member of the role and of nothing else. */
beforeAll(async () => {
  tenants = await openTenants();
  facts = await factsOf(tenants);
  const url = new URL(superuserUrl(tenants.world));
  superuser = new pg.Client(url.href);
  await superuser.connect();
  await superuser.query(
    `create role ${LOG_IN} login password 'reports' in role partnergraph_reporting`,
  );
  url.username = LOG_IN;
  url.password = 'reports';
  reader = new pg.Client(url.href);
  await reader.connect();
}, 120_000);
afterAll(async () => {
  await reader?.end();
  await superuser?.query(`drop role ${LOG_IN}`);
  await superuser?.end();
  await tenants?.close();
});

const views = async (): Promise<string[]> => {
  const { rows } = await superuser.query<{ name: string }>(
    `select viewname as name from pg_views where schemaname = 'reporting' order by 1`,
  );
  return rows.map(({ name }) => name);
};

describe('the views of the database role of reports', () => {
  it('follow from the declarations', async () => {
    const file = readFileSync(new URL('../../../server/migrations/reporting.sql', import.meta.url));
    expect(file.toString()).toBe(viewsSql(await loadDomain()));
    const declared = [...file.toString().matchAll(/^create view reporting\.(\w+)/gm)];
    expect(await views()).toEqual(declared.map(([, name]) => name).sort());
  });

  it('are all that the role may read', async () => {
    const { rows } = await superuser.query<{ name: string; rights: string }>(
      `select table_schema || '.' || table_name as name, string_agg(distinct privilege_type, ' ') as rights
       from information_schema.role_table_grants where grantee = 'partnergraph_reporting' group by 1 order by 1`,
    );
    expect(rows).toEqual(
      (await views()).map((name) => ({ name: `reporting.${name}`, rights: 'SELECT' })),
    );
    const { rows: tables } = await superuser.query<{ name: string }>(
      `select relname as name from pg_class where relkind in ('r', 'p', 'v', 'm', 'S') and relnamespace <> 'reporting'::regnamespace
         and relnamespace::regnamespace::text not in ('pg_catalog', 'information_schema')
         and has_table_privilege('partnergraph_reporting', oid, 'select, insert, update, delete')`,
    );
    expect(tables).toEqual([]);
    for (const statement of [
      'select 1 from public.customer',
      'select 1 from public.session',
      'delete from reporting.customers',
      'update reporting.customers set name = name',
      'set role partnergraph_owner',
      'create table reporting.mine ()',
      'create table public.mine ()',
    ])
      await expect(reader.query(statement)).rejects.toMatchObject({
        code: expect.stringMatching(/^(42501|55000)$/),
      });
  });

  it('show the rows of every tenant, and no word that the role of the API may not read', async () => {
    const { viewer } = tenants.callers.find(({ name }) => name === 'reporting')!;
    const empty: string[] = [];
    for (const name of await views()) {
      const { rows } = await reader.query(`select * from reporting.${name}`);
      if (rows.length === 0) empty.push(name);
      expect([name, tenants.canaries.foreign(rows, viewer!)]).toEqual([name, []]);
    }
    expect(empty).toEqual([]);
    const { rows } = await reader.query(
      'select count(distinct partner_id)::int as n from reporting.orders',
    );
    expect(rows).toEqual([{ n: 2 }]);
  });

  /** Names of ledger accounts, numbers of orders, a fact without the number, and the hashes that chain a log. */
  const HARMLESS = [
    'ledger_by_month.account',
    'ledger_postings.account',
    'order_lines.upstream_line_id',
    'orders.upstream_order_id',
    'orders.upstream_status',
    'orders.upstream_type',
    'supervision_logs.hash',
    'supervision_logs.previous_hash',
    'supervisions.is_phone_confirmed',
  ];

  it('have no column for contacts, accounts and credentials', async () => {
    const { rows } = await superuser.query<{ name: string; comment: string | null }>(
      `select c.relname || '.' || a.attname as name, col_description(c.oid, a.attnum) as comment
       from pg_attribute a join pg_class c on c.oid = a.attrelid
       where c.relnamespace = 'reporting'::regnamespace and c.relkind = 'v' and a.attnum > 0`,
    );
    const secret =
      /contact|mail|phone|account|upstream|secret|token|hash|password|bank|reason_text|note|justification|decided_by|private/;
    const found = rows.map(({ name }) => name).filter((name) => secret.test(name));
    expect(found.toSorted()).toEqual(HARMLESS);
    expect(rows.filter(({ comment }) => !comment)).toEqual([]);
  });

  it('have nobody but the application behind functions that bypass row-level security', async () => {
    const { rows } = await superuser.query<{
      name: string;
      app: boolean;
      reports: boolean;
      path: string;
    }>(
      `select proname as name, has_function_privilege('${DB_ROLES.app}', oid, 'execute') as app,
        has_function_privilege('${DB_ROLES.reporting}', oid, 'execute') as reports, array_to_string(proconfig, ' ') as path
      from pg_proc where pronamespace = 'public'::regnamespace and prosecdef`,
    );
    expect(rows.length).toBeGreaterThan(3);
    expect(rows.filter(({ app, reports }) => !app || reports)).toEqual([]);
    // If pg_temp were not last, a temporary table could replace a table that the function reads.
    expect(rows.filter(({ path }) => !path.endsWith('pg_temp'))).toEqual([]);
  });
});

/** The figures of a statement, sorted. */
async function figures(client: pg.Client, statement: string): Promise<string[]> {
  const { partner, customer } = facts;
  const { rows } = await client.query<{ f: unknown }>(
    statement.replaceAll('$1', `'${partner}'`).replaceAll('$2', `'${customer}'`),
  );
  return rows.map(({ f }) => String(f)).sort();
}

describe('a question of a dashboard is one planned operation, and some are answered by a view', () => {
  it.each(QUESTIONS)('$name', async ({ as, document, variables, figures: of, truth, view }) => {
    const { caller } = tenants.callers.find(({ name }) => name === as)!;
    const data = await askPlanned(tenants.world, caller, document, variables?.(facts));
    const found = of(data).map(String).sort();
    expect(found).toEqual(await figures(superuser, truth));
    expect(found.length).toBeGreaterThan(0);
    if (view) expect(await figures(reader, view)).toEqual(found);
  });
});
