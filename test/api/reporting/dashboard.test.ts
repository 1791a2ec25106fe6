import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { superuserUrl } from '../../policy/fixtures/dump.ts';
import { openTenants, type TenantWorld } from '../../policy/fixtures/tenants.ts';
import { askPlanned } from './planned.ts';
import { type Facts, factsOf, QUESTIONS } from './questions.ts';

let tenants: TenantWorld;
let facts: Facts;
let superuser: pg.Client;
let reader: pg.Client;

beforeAll(async () => {
  tenants = await openTenants();
  facts = await factsOf(tenants);
  const url = superuserUrl(tenants.world);
  superuser = new pg.Client(url);
  reader = new pg.Client({ connectionString: url, options: '-c role=partnergraph_reporting' });
  await Promise.all([superuser.connect(), reader.connect()]);
}, 120_000);
afterAll(async () => {
  await Promise.all([superuser?.end(), reader?.end()]);
  await tenants?.close();
});

/** The figures of a statement, sorted. */
async function figures(client: pg.Client, statement: string): Promise<string[]> {
  const { partner, customer } = facts;
  const { rows } = await client.query<{ f: unknown }>(
    statement.replaceAll('$1', `'${partner}'`).replaceAll('$2', `'${customer}'`),
  );
  return rows.map(({ f }) => String(f)).sort();
}

describe('a question of a dashboard is one planned operation', () => {
  it.each(QUESTIONS)('$name', async ({ as, document, variables, figures: of, truth, view }) => {
    const { caller } = tenants.callers.find(({ name }) => name === as)!;
    const data = await askPlanned(tenants.world, caller, document, variables?.(facts));
    const found = of(data).map(String).sort();
    expect(found).toEqual(await figures(superuser, truth));
    expect(found.length).toBeGreaterThan(0);
    if (view) expect(await figures(reader, view)).toEqual(found);
  });

  it('six of them are answered by the database role of reports, too', () => {
    expect(QUESTIONS.filter(({ view }) => view).length).toBeGreaterThanOrEqual(6);
  });
});
