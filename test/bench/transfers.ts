import 'reflect-metadata';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { exportFile, exportPages, exportQuery } from '../../server/modules/transfers/index.ts';
import { runImport } from '../../server/modules/workspace/import/import-run.job.ts';
import { makeJob } from '../../server/modules/workspace/job/job-make.write.ts';
import type { ApiDeps } from '../../server/platform/api/context.ts';
import { transact } from '../../server/platform/command/pipeline.ts';
import { type Sql, sql } from '../../server/platform/sql/sql.ts';
import { Role, systemViewer, type Viewer } from '../../server/platform/viewer.ts';
import { withDeps } from './database.ts';

// Exports of a whole list: seconds, and memory above that before the export. The limits are those of the portal's
// specification for 100,000 rows: 30 s and 200 MB.

const COLUMNS = [
  { header: '客户', path: 'name' },
  { header: '云账号', path: 'cloudAccount' },
  { header: '绑定类型', path: 'binding.type', words: 'BindingType' },
  { header: '状态', path: 'status', words: 'CustomerStatus' },
  { header: '客户经理', path: 'accountManager.name' },
  { header: '绑定时间', path: 'binding.boundAt', as: 'DATE' as const },
  { header: '本年销售额', path: 'soldThisYear' },
  { header: '标签', path: 'tags' },
  { header: '登记时间', path: 'createdAt', as: 'DATE' as const },
];
const MOST_SECONDS = 30;
const MOST_MB = 200;
const SAMPLE_MS = 20;
const MB = 1_048_576;

export interface Measured {
  readonly name: string;
  readonly rows: number;
  readonly seconds: number;
  readonly megabytes: number;
  readonly isGood: boolean;
}

/** Exports the customers that a viewer sees, and measures it. */
export async function measureExport(
  deps: ApiDeps,
  viewer: Viewer,
  format: 'CSV' | 'XLSX',
): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'export-'));
  const path = join(folder, 'file');
  const query = exportQuery(deps.domain.schema, 'customers', COLUMNS, 'ZH');
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let peak = before;
  const sampling = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, SAMPLE_MS);
  const since = performance.now();
  let rows = 0;
  async function* pages() {
    const read = { document: query.document, root: 'customers', filter: {}, orderBy: undefined };
    for await (const page of exportPages(deps, viewer, read)) {
      rows += page.length;
      yield page.map((row) => query.values(row));
    }
  }
  try {
    const file = exportFile(
      {
        name: 'bench',
        columns: COLUMNS.map(({ header }, i) => ({ header, kind: query.kinds[i]! })),
        pages: pages(),
        manifest: (facts) => [['rows', String(facts.rows)]],
      },
      format,
    );
    await pipeline(file, createWriteStream(path));
    const seconds = (performance.now() - since) / 1000;
    const megabytes = (peak - before) / MB;
    const isGood = seconds < MOST_SECONDS && megabytes <= MOST_MB && (await stat(path)).size > 0;
    return { name: `export of ${rows} customers as ${format}`, rows, seconds, megabytes, isGood };
  } finally {
    clearInterval(sampling);
    await rm(folder, { recursive: true });
  }
}

/** A file of discount drafts for a customer that the partner serves; every hundredth row has no price. */
async function draftsOf(deps: ApiDeps, viewer: Viewer, rows: number): Promise<Buffer> {
  const [goods] = await deps.db.transaction(viewer, (tx) =>
    tx.rows<{ account: string; product: string; code: string }>(sql`
      select c.cloud_account as account, p.name as product, s.code from exclusive_discount d
      join customer c on c.id = d.customer_id join product p on p.id = d.product_id
      join specification s on s.product_id = p.id
      where d.partner_id = ${viewer.tenantId} and d.status = 'EFFECTIVE' limit 1`),
  );
  const { account, product, code } = goods!;
  const lines = Array.from(
    { length: rows },
    (_, i) =>
      `批量 ${i},${account},${product},${code},${i % 100 === 99 ? '' : '0.95'},2099-01-01,2099-01-31`,
  );
  return Buffer.from(
    ['name,customer,product,specification,payRate,validFrom,validUntil', ...lines].join('\n'),
  );
}

/** Tries all rows of a file as its requester, stopped once and resumed; the job is removed afterwards. */
export async function measureImport(
  deps: ApiDeps,
  viewer: Viewer,
  rows: number,
): Promise<Measured> {
  const bytes = await draftsOf(deps, viewer, rows);
  const store = {
    get: async () => Readable.from(bytes),
    put: async () => {},
    remove: async () => {},
  };
  const reading = { ...deps, files: { ...deps.files, store } };
  const id = await transact(deps, viewer, 'bench', (tx) =>
    makeJob(tx, {
      kind: 'IMPORT',
      action: 'importStart',
      subjectType: '',
      input: { target: 'DISCOUNTS', name: 'bench.csv', storageKey: '' },
      rows: [],
      held: false,
      unstored: { total: 0, label: 'bench', fileId: null },
    }),
  );
  const ask = <R>(query: Sql) =>
    deps.db.transaction(systemViewer('bench'), (tx) => tx.rows<R>(query));
  const before = process.memoryUsage().rss;
  const since = performance.now();
  try {
    await ask(sql`update job set status = 'RUNNING' where id = ${id}`);
    const stop = new AbortController();
    const half = setInterval(async () => {
      const [done] = await ask<{ n: number }>(
        sql`select count(*)::int as n from import_row where job_id = ${id} and outcome <> 'WAITING'`,
      );
      if (done!.n > rows / 2) stop.abort();
    }, 1_000);
    await runImport(reading, id, { stopping: stop.signal }).finally(() => clearInterval(half));
    await ask(sql`update job set lease_until = null where id = ${id}`);
    await runImport(reading, id);
    const seconds = (performance.now() - since) / 1000;
    const counted = await ask<{ outcome: string; n: number }>(
      sql`select outcome, count(*)::int as n from import_row where job_id = ${id} group by 1`,
    );
    const of = (outcome: string) => counted.find((one) => one.outcome === outcome)?.n ?? 0;
    const isGood = of('REFUSED') === Math.floor(rows / 100) && of('READY') === rows - of('REFUSED');
    return {
      name: `trial of an import of ${rows} rows, 1 % bad, stopped and resumed`,
      rows,
      seconds,
      megabytes: (process.memoryUsage().rss - before) / MB,
      isGood,
    };
  } finally {
    await ask(sql`delete from job where id = ${id}`);
  }
}

const viewerOf = async (
  deps: ApiDeps,
  role: 'operator' | 'csp.owner',
  which: Sql,
): Promise<Viewer> => {
  const [found] = await deps.db.transaction(systemViewer('bench'), (tx) =>
    tx.rows<{ id: string; org: string; person: string }>(
      sql`select m.id, m.org_id as org, m.user_id as person from membership m where m.role = ${role} and ${which} limit 1`,
    ),
  );
  return {
    via: 'PORTAL',
    role,
    side: Role.sideOf(role),
    tenantId: found!.org,
    actorId: found!.person,
    actorName: 'bench',
    memberId: found!.id,
    scopes: ['read', 'write'],
    subjectId: null,
  };
};

/** Measures exports as an operator, who sees every customer, and an import as the first partner's owner. */
export const measureTransfers = (
  url: string,
  importRows: number,
  onMeasured: (one: Measured) => void,
): Promise<void> =>
  withDeps(url, async (deps) => {
    const operator = await viewerOf(deps, 'operator', sql`true`);
    const owner = await viewerOf(deps, 'csp.owner', sql`m.mail = 'owner@p001.example'`);
    onMeasured(await measureExport(deps, operator, 'CSV'));
    onMeasured(await measureExport(deps, operator, 'XLSX'));
    onMeasured(await measureImport(deps, owner, importRows));
  });
