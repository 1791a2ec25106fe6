import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { migrate } from '../../server/platform/db/migrate.ts';
import { loadDomain } from '../../server/schema.ts';
import { admin } from '../../server/tools/admin.ts';
import { customerOf, invited, partnerOf } from '../api/bindings/fixtures.ts';
import { said, setEnvironment } from '../kit/command.ts';
import { startProduct } from '../kit/product-process.ts';
import { read } from '../kit/source.ts';
import { type SystemCluster, startCluster, systemPostgres } from '../kit/system-postgres.ts';
import { openWorld } from '../kit/world.ts';

const PATIENCE = 240_000;
const installed = systemPostgres();

/** The lines of README's shell blocks that begin with a program. */
const commands = (program: string): string[] =>
  [...read('README.md').matchAll(/```sh\n(.*?)```/gs)]
    .flatMap(([, block]) => block!.split('\n').map((line) => line.trim()))
    .filter(
      (line) =>
        line.startsWith(`${program} "$DATABASE_OWNER_URL"`) ||
        line.startsWith(`${program} --dbname="$DATABASE_OWNER_URL"`),
    );

/** Rows of every table, the queue's included. */
async function counts({ superuserUrl, ownerUrl }: SystemCluster): Promise<Record<string, number>> {
  const database = Object.assign(new URL(superuserUrl), { pathname: new URL(ownerUrl).pathname });
  const client = new pg.Client(database.href);
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string; rows: number }>(`
      select format('%I.%I', table_schema, table_name) as name,
        (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from %I.%I', table_schema, table_name), false, true, '')))[1]::text::int as rows
      from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 1`);
    return Object.fromEntries(rows.map(({ name, rows: count }) => [name, count]));
  } finally {
    await client.end();
  }
}

const [dumps, roles, restores] = ['pg_dump', 'psql', 'pg_restore'].map((name) => commands(name));

it('README names each command of a back-up once', () => {
  expect([dumps, roles, restores].map((found) => found!.length)).toEqual([1, 1, 1]);
  // Row-level security binds the owner, so a dump without them fails.
  expect(dumps![0]).toMatch(/--role=partnergraph_owner --enable-row-security/);
});

// The npm package of the embedded database brings neither pg_dump nor pg_restore.
if (installed)
  describe('the back-up of README', () => {
    let source: SystemCluster;
    let target: SystemCluster;
    let folder: string;

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'back-up-'));
      [source, target] = [await startCluster(installed!), await startCluster(installed!)];
      await migrate(source, (await loadDomain()).entities);
      const world = await openWorld('back-up', async () => ({ ...source, drop: async () => {} }));
      const acme = await partnerOf(world, '云帆科技');
      const owner = await world.member(acme, 'csp.owner');
      await invited(world, owner, await customerOf(world, '东方制造', [acme]));
      await world.close();
    }, PATIENCE);
    afterAll(async () => {
      await Promise.all([source?.stop(), target?.stop()]);
      rmSync(folder, { recursive: true, force: true });
    });

    const shell = (command: string, { ownerUrl }: SystemCluster): void => {
      const env = {
        PATH: `${installed!.bin}:${process.env.PATH}`,
        DATABASE_OWNER_URL: ownerUrl,
      };
      execFileSync('sh', ['-ec', command], { cwd: folder, env, stdio: 'pipe' });
    };
    const verify = async ({ url, ownerUrl }: SystemCluster, ...args: string[]): Promise<string> => {
      const restoreEnvironment = setEnvironment({
        DATABASE_URL: url,
        DATABASE_OWNER_URL: ownerUrl,
        PUBLIC_URL: 'http://localhost:4000',
        SECRET_KEY: 's'.repeat(32),
        SMTP_URL: 'smtp://127.0.0.1:1',
      });
      try {
        const { code, out, err } = await said(() => admin(['verify-audit', ...args]));
        expect([code, err]).toEqual([0, '']);
        return out;
      } finally {
        restoreEnvironment();
      }
    };

    it(
      'restores every row with the log-ins of README into an empty server, on which the product starts',
      async () => {
        shell(dumps![0]!, source);
        shell(roles![0]!, target);
        shell(restores![0]!, target);
        const kept = await counts(source);
        expect(kept['public.audit_entry']).toBeGreaterThan(0);
        expect(kept['public.outbox_message']).toBeGreaterThan(0);
        expect(await counts(target)).toEqual(kept);
        expect(await verify(target)).toBe(await verify(source));
        const product = await startProduct(target);
        expect(await product.stop()).toBe(0);
      },
      PATIENCE,
    );
  });
