import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { purgeTransferFiles } from '../../../server/modules/transfers/index.ts';
import { purgeJobs } from '../../../server/modules/workspace/index.ts';
import { DAY } from '../../../server/platform/clock.ts';
import { openFiles } from '../../../server/platform/files/open-store.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { failingAfter } from '../../kit/killed-database.ts';
import type { Browser } from '../../kit/web.ts';
import { type Caller, openWorld, type World } from '../../kit/world.ts';
import { customerOf, partnerOf } from '../bindings/fixtures.ts';
import { type FileDesk, openFileDesk } from '../platform/upload.ts';
import { type BulkStage, openBulkStage } from '../workspace/bulk-stage.ts';
import {
  COLUMNS,
  download,
  exported,
  exporter,
  jobOf,
  sha256,
  sheetOf,
  startExport,
} from './exporting.ts';

/** More than two pages. */
const ROWS = 230;

let world: World;
let stage: BulkStage;
let desk: FileDesk;
let manager: Browser;

beforeAll(async () => {
  world = await openWorld('exports');
  stage = await openBulkStage(world, 0);
  desk = await openFileDesk(world);
  manager = await desk.signedIn(stage.manager);
  for (let i = 1; i <= ROWS; i++)
    await customerOf(world, `=客户 ${i}`, [stage.partner], { cloudAccount: `account_${i}` });
});
afterAll(async () => {
  await desk?.close();
  await world?.close();
});

describe('an export', () => {
  it.each(['CSV', 'XLSX'] as const)(
    'writes every row of the list as %s, with a manifest',
    async (format) => {
      const job = await exported(world, desk, stage.manager, { format, filterText: '全部客户' });
      expect(job).toMatchObject({
        kind: 'EXPORT',
        status: 'SUCCEEDED',
        total: ROWS,
        done: ROWS,
        label: '客户',
      });
      expect(job.file.name).toBe(`客户 2026-03-02 1000.${format.toLowerCase()}`);
      const bytes = await download(manager, job.file.downloadPath);
      expect([bytes.length, sha256(bytes)]).toEqual([job.file.bytes, job.file.sha256]);
      const { header, rows, manifest } = await sheetOf(bytes, format);
      expect(header).toEqual(['客户', '账号', '状态', '登记日']);
      expect(rows).toHaveLength(ROWS);
      expect(new Set(rows.map(([name]) => name)).size).toBe(ROWS);
      const [name, , status] = rows[0]!;
      expect([name, status]).toEqual([
        expect.stringMatching(format === 'CSV' ? /^'=客户 \d+$/ : /^=客户 \d+$/),
        '潜在客户',
      ]);
      expect(manifest).toMatchObject({
        列表: '客户',
        筛选条件: '全部客户',
        导出人: '李明',
        数据截至: '2026-03-02 10:00 UTC+8',
      });
      expect(String(manifest.行数)).toBe(String(ROWS));
    },
  );

  it('has one checksum of its rows in both formats, and in a second export', async () => {
    const sums = await Promise.all(
      (['CSV', 'XLSX', 'CSV'] as const).map(async (format) => {
        const { job } = await startExport(stage.manager, { format });
        return [format, job.id] as const;
      }),
    );
    await world.settle();
    await exporter(world, desk).run();
    const found = [];
    for (const [format, id] of sums) {
      const { file } = await jobOf(stage.manager, id);
      const { manifest } = await sheetOf(await download(manager, file.downloadPath), format);
      found.push(manifest['表头与数据的 SHA-256（CSV 形式）']);
    }
    expect(found[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set(found).size).toBe(1);
  });

  it('takes the filter and the order of the screen, and the language of the reader', async () => {
    const job = await exported(world, desk, stage.manager, {
      language: 'EN',
      filter: JSON.stringify({ search: '客户 22' }),
      orderField: 'NAME',
      descending: true,
    });
    const { rows, manifest } = await sheetOf(await download(manager, job.file.downloadPath), 'CSV');
    const data = await stage.manager.ask(
      `{ customers(first: 100, filter: { search: "客户 22" }, orderBy: { field: NAME, direction: DESC }) { nodes { name } } }`,
    );
    expect(rows.map(([name]) => name)).toEqual(
      data.customers.nodes.map((row: any) => `'${row.name}`),
    );
    expect(rows.length).toBeGreaterThan(1);
    expect(rows[0]![2]).toBe('Prospect');
    expect(manifest.Filter).toBe('{"search":"客户 22"}');
  });

  // The reads of an export never set the horizon of changes that such a list asks for.
  it('of a list in the order of changes has every row', async () => {
    const newest =
      '{ customers(last: 1, orderBy: { field: UPDATED, direction: ASC }) { nodes { name } } }';
    // The newest changes are hidden for a moment.
    for (let attempt = 0; ; attempt++) {
      const { customers } = await stage.manager.ask(newest);
      if (customers.nodes[0]?.name === `=客户 ${ROWS}`) break;
      expect(attempt).toBeLessThan(200);
      await sleep(5);
    }
    const job = await exported(world, desk, stage.manager, { orderField: 'UPDATED' });
    expect(job).toMatchObject({ status: 'SUCCEEDED', total: ROWS, done: ROWS });
  });

  it('of nothing is a file with a header', async () => {
    const job = await exported(world, desk, stage.manager, {
      filter: JSON.stringify({ search: 'nobody at all' }),
    });
    expect(job).toMatchObject({ status: 'SUCCEEDED', total: 0, file: { rows: 0 } });
    const { header, rows } = await sheetOf(await download(manager, job.file.downloadPath), 'CSV');
    expect([header.length, rows.length]).toEqual([4, 0]);
  });

  it('takes a filter as in the example of its description', async () => {
    const { __type } = await stage.manager.ask(
      '{ __type(name: "ExportStartInput") { inputFields { name description } } }',
    );
    const { description } = __type.inputFields.find(({ name }: any) => name === 'filter');
    const [example] = /\{.+\}/.exec(description) ?? [];
    const job = await exported(world, desk, stage.manager, { filter: example });
    expect(job).toMatchObject({ status: 'SUCCEEDED' });
  });

  it.each([
    ['a list that does not exist', { list: 'nothings' }, 'EXPORT_LIST_UNKNOWN', 'list'],
    ['a root that is no list', { list: 'customer' }, 'EXPORT_LIST_UNKNOWN', 'list'],
    ...['secret', 'binding', 'activity.nodes.id', 'activity.nodes'].map(
      (path) =>
        [
          `the column ${path}`,
          {
            columns: [
              { header: 'x', path: 'name' },
              { header: 'nothing', path },
            ],
          },
          'EXPORT_COLUMN_UNKNOWN',
          'columns.1.path',
        ] as const,
    ),
    ['an unknown filter', { filter: '{"nothing": 1}' }, 'EXPORT_FILTER_INVALID', 'filter'],
    [
      'a filter with a null character',
      { filter: '{"search": "\\u0000"}' },
      'EXPORT_FILTER_INVALID',
      'filter',
    ],
    [
      'a filter with half a character',
      { filter: '{"search": "\\ud800"}' },
      'EXPORT_FILTER_INVALID',
      'filter',
    ],
    ['a filter that is no object', { filter: '[1]' }, 'EXPORT_FILTER_INVALID', 'filter'],
    ['an unknown order', { orderField: 'MOOD' }, 'EXPORT_ORDER_UNKNOWN', 'orderField'],
  ])('refuses %s and names the field', async (_, more, code, field) => {
    const input = { list: 'customers', title: '客户', format: 'CSV', language: 'ZH', ...more };
    const { exportStart } = await stage.manager.ask(
      `mutation($input: ExportStartInput!) {
        exportStart(input: $input, idempotencyKey: "${crypto.randomUUID()}") { job { id } userErrors { code field } } }`,
      { input: { columns: COLUMNS, ...input } },
    );
    expect(exportStart).toEqual({ job: null, userErrors: [{ code, field: field.split('.') }] });
    const [row] = await world.rows<{ n: number }>(
      sql`select count(*)::int as n from job where input::text like '%nothing%' or input::text like '%MOOD%'`,
    );
    expect(row!.n).toBe(0);
  });

  it('names the schema in a refusal only to those who may read it', async () => {
    const problemFor = async (caller: Caller): Promise<string> => {
      const { exportStart } = await caller.ask(
        `mutation($input: ExportStartInput!) {
          exportStart(input: $input, idempotencyKey: "${crypto.randomUUID()}") { userErrors { message } } }`,
        {
          input: {
            list: 'customers',
            title: '客户',
            format: 'CSV',
            language: 'ZH',
            columns: COLUMNS,
            filter: '{"serch": "x", "status": ["BOND"]}',
          },
        },
      );
      return exportStart.userErrors[0].message;
    };
    expect(await problemFor(stage.manager)).not.toMatch(
      /CustomerFilter|"search"|BOUND|CustomerStatus/,
    );
    const reader = world.as({ ...stage.manager.viewer, scopes: ['read', 'write', 'schema:read'] });
    const told = await problemFor(reader);
    expect(told).toContain('does not exist in "CustomerStatus" enum.');
    expect(told).not.toContain('Did you mean');
  });

  it('waits for a place when ten of the organization wait or run', async () => {
    const other = await world.member(await partnerOf(world, '十个导出'), 'csp.manager');
    const input = {
      list: 'customers',
      title: '客户',
      format: 'CSV',
      language: 'ZH',
      columns: [{ header: '客户', path: 'name' }],
    };
    const started: string[] = [];
    for (let i = 0; i < 10; i++) started.push((await other.mutate('exportStart', input)).id);
    await other.cannot('exportStart', input, 'EXPORTS_WAITING');
    await other.mutate('jobCancel', { id: started[0] });
    expect(await other.refused('exportStart', input)).toEqual([]);
  });

  it("is refused for another role's list", async () => {
    const finance = await world.member(stage.partner, 'csp.developer');
    await expect(
      startExport(finance, { list: 'auditEntries', columns: [{ header: 'x', path: 'action' }] }),
    ).rejects.toThrow();
  });
});

describe('the file of an export', () => {
  const other = (role: 'csp.manager' | 'csp.rep' = 'csp.manager'): Promise<Caller> =>
    world.member(stage.partner, role);

  it('is found by its requester only, and only in the role of the request', async () => {
    const job = await exported(world, desk, stage.manager);
    const path = job.file.downloadPath;
    const colleague = await other();
    expect((await jobOf(colleague, job.id)).file).toBeNull();
    for (const browser of [
      await desk.signedIn(colleague),
      await desk.signedIn(
        await world.member(await world.organization('PARTNER', '外人'), 'csp.owner'),
      ),
      await desk.signedIn(
        await world.member(await world.organization('SELLER', '商家'), 'seller.manager'),
      ),
    ])
      expect((await browser.get(path)).statusCode).toBe(404);
    expect((await desk.browser().get(path)).statusCode).toBe(401);
    expect((await manager.get(path)).statusCode).toBe(200);
    // The rows were read as a manager: the same person in another role reads other rows.
    const demoted = world.as({ ...stage.manager.viewer, role: 'csp.rep' });
    expect((await jobOf(demoted, job.id)).file).toBeNull();
  });

  it('is removed after seven days; the history says so', async () => {
    const job = await exported(world, desk, stage.manager);
    const before = desk.stored().length;
    const purge = purgeTransferFiles({
      ...world.deps,
      files: openFiles({ dataDir: desk.dataDir, s3Url: null }),
    });
    world.clock.offsetMs += 7 * DAY - 60_000;
    await purge.run();
    expect((await jobOf(stage.manager, job.id)).file.removedAt).toBeNull();
    world.clock.offsetMs += 120_000;
    expect(await purge.run()).toBeGreaterThan(0);
    expect(desk.stored().length).toBeLessThan(before);
    const { file } = await jobOf(stage.manager, job.id);
    expect([file.downloadPath, file.removedAt === null]).toEqual([null, false]);
    manager = await desk.signedIn(stage.manager);
    expect((await manager.get(job.file.downloadPath)).statusCode).toBe(404);
    world.clock.offsetMs += 40 * DAY;
    while ((await purgeJobs(world.deps).run()) > 0);
    expect(await jobOf(stage.manager, job.id)).toBeNull();
    const [left] = await world.rows<{ n: number }>(
      sql`select count(*)::int as n from transfer_file where id = ${file.id.slice(4)}`,
    );
    expect(left!.n).toBe(0);
  });
});

describe('an export that is interrupted', () => {
  it.each([2, 3, 4, 5])('after %i transactions is written again, once', async (n) => {
    const { job } = await startExport(stage.manager);
    await world.settle();
    await exporter(world, desk, failingAfter(world, n))
      .run()
      .catch(() => 0);
    expect((await jobOf(stage.manager, job.id)).status).toBe('RUNNING');
    world.clock.offsetMs += 3_600_000;
    const files = desk.stored().length;
    await exporter(world, desk).run();
    const done = await jobOf(stage.manager, job.id);
    expect(done).toMatchObject({ status: 'SUCCEEDED', done: ROWS });
    const again = await desk.signedIn(stage.manager);
    const { rows } = await sheetOf(await download(again, done.file.downloadPath), 'CSV');
    expect(rows).toHaveLength(ROWS);
    expect(desk.stored().length - files).toBeLessThanOrEqual(1);
  });

  it('stops when it is cancelled, and leaves no file', async () => {
    const { job } = await startExport(stage.manager);
    await world.settle();
    await stage.manager.mutate('jobCancel', { id: job.id });
    const files = desk.stored().length;
    expect(await exporter(world, desk).run()).toBe(0);
    const stopped = await jobOf(stage.manager, job.id);
    expect([stopped.status, stopped.file.downloadPath]).toEqual(['CANCELLED', null]);
    expect(desk.stored()).toHaveLength(files);
  });

  it('fails when its requester has lost the role', async () => {
    const leaving = await world.member(stage.partner, 'csp.manager', '离职者');
    const { job } = await startExport(leaving);
    await world.settle();
    await world.rows(
      sql`update membership set status = 'SUSPENDED' where id = ${leaving.viewer.memberId}`,
    );
    await exporter(world, desk).run();
    const [row] = await world.rows<{ status: string; results: unknown }>(
      sql`select status, results from job where id = ${job.id.slice(4)}`,
    );
    expect(row).toMatchObject({
      status: 'FAILED',
      results: [{ outcome: 'FAILED', code: 'REQUESTER_GONE' }],
    });
  });
});
