import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { OrganizationEntity } from '../../../server/modules/identity/index.ts';
import { MIKRO_ORM_VERSION } from '../../../server/platform/db/transaction.ts';
import { isAsking, PG_VERSION, wireOf } from '../../../server/platform/db/wire.ts';
import { tableModel } from '../../../server/platform/sql/columns.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { systemViewer } from '../../../server/platform/viewer.ts';
import { testWorld } from '../../kit/test-world.ts';
import { setStage } from '../discounts/stage.ts';

const require = createRequire(import.meta.url);
const installed = (name: string): string => require(`${name}/package.json`).version;

const world = testWorld('seams');

describe('the private methods of the driver', () => {
  let client: pg.Client;
  beforeAll(async () => {
    client = new pg.Client({ connectionString: world.db.url });
    await client.connect();
  });
  afterAll(() => client?.end());

  it('are those of the release that they were read in', () => {
    expect(installed('pg')).toBe(PG_VERSION);
  });

  it('each write one message of the extended query protocol', () => {
    const wire = wireOf(client);
    const sent: string[] = [];
    const { write } = wire.stream;
    // Nothing goes out: the connection is used afterwards.
    wire.stream.write = ((data: Buffer) => sent.push(String.fromCharCode(data[0]!)) > 0) as never;
    try {
      wire.parse({ name: 's', text: 'select $1::int', types: [] });
      wire.bind({ statement: 's', values: ['1'] });
      wire.describe({ type: 'P', name: '' });
      wire.execute();
      wire.close({ type: 'S', name: 's' });
      wire.sync();
    } finally {
      wire.stream.write = write;
    }
    // Parse, Bind, Describe, Execute, Close, Sync.
    expect(sent).toEqual(['P', 'B', 'D', 'E', 'C', 'S']);
  });

  it('say whether a query waits for its answer', async () => {
    expect(isAsking(client)).toBe(false);
    const asked = client.query('select 1');
    await Promise.resolve();
    expect(isAsking(client)).toBe(true);
    await asked;
    expect(isAsking(client)).toBe(false);
  });
});

describe('the transaction context of the ORM', () => {
  it('is that of the release that it was read in', () => {
    expect(installed('@mikro-orm/core')).toBe(MIKRO_ORM_VERSION);
  });

  it('gets every statement of the unit of work as text, and hands back rows and their number', async () => {
    const { id } = await world.organization('SELLER', 'seam');
    const { orm } = world.db;
    const asked: string[] = [];
    const em = orm.em.fork();
    em.setTransactionContext({
      async executeQuery({ sql }: { readonly sql: string }) {
        asked.push(sql);
        if (!sql.startsWith('select')) return { rows: [], numAffectedRows: 1n };
        return { rows: [{ id, name: 'seam', version: 1 }], numAffectedRows: undefined };
      },
    });
    const row = await em.findOneOrFail(OrganizationEntity, { id });
    row.name = 'changed';
    await em.flush();
    expect(asked).toEqual([
      expect.stringMatching(/^select .* from "organization" .*where .*'[0-9a-f-]{36}'/),
      expect.stringMatching(/^update "organization" set "name" = 'changed' where "id" = '/),
    ]);
  });

  it('lets a transaction of ours carry what the ORM writes', async () => {
    const { id } = await world.organization('SELLER', 'before');
    await world.db.transaction(systemViewer('test'), async (tx) => {
      const row = await tx.get(OrganizationEntity, id);
      row.name = 'after';
    });
    await world.db.transaction(systemViewer('test'), async (tx) => {
      expect((await tx.get(OrganizationEntity, id)).name).toBe('after');
    });
  });
});

it('`find` and the ORM read the same values of every table', async () => {
  await setStage(world);
  let compared = 0;
  await world.db.transaction(systemViewer('test'), async (tx) => {
    for (const entity of world.domain.entities) {
      const { columns, table } = tableModel(entity);
      const [may] = await tx.rows<{ read: boolean }>(
        sql`select has_table_privilege(${table}, 'select') as read`,
      );
      if (!may!.read || !columns.has('id')) continue;
      for (const found of await tx.find(entity, () => sql`true`)) {
        const kept = await tx.get(entity, String((found as { id: unknown }).id));
        for (const property of columns.keys())
          expect([property, (found as never)[property]]).toEqual([
            property,
            (kept as never)[property] ?? null,
          ]);
        compared += 1;
      }
    }
  });
  expect(compared).toBeGreaterThan(20);
});
