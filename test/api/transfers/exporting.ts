import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { streamXlsxRows } from 'hucre/xlsx';
import { exportTask } from '../../../server/modules/workspace/index.ts';
import type { Database } from '../../../server/platform/db/database.ts';
import { openFiles } from '../../../server/platform/files/open-store.ts';
import type { Browser } from '../../kit/web.ts';
import type { Caller, World } from '../../kit/world.ts';
import type { FileDesk } from '../platform/upload.ts';

export const EXPORTED = `job { id kind status total done label results { outcome code count }
  file { id name mediaType bytes sha256 rows expiresAt removedAt downloadPath } }`;

export const COLUMNS = [
  { header: '客户', path: 'name' },
  { header: '账号', path: 'cloudAccount' },
  { header: '状态', path: 'status' },
  { header: '登记日', path: 'createdAt', as: 'DATE' },
];

export const startExport = (caller: Caller, input: object = {}): Promise<any> =>
  caller.mutate(
    'exportStart',
    {
      list: 'customers',
      title: '客户',
      format: 'CSV',
      language: 'ZH',
      columns: COLUMNS,
      ...input,
    },
    EXPORTED,
  );

export const jobOf = async (caller: Caller, id: string): Promise<any> => {
  const { job } = await caller.ask(
    `query($id: ID!) { job(by: { id: $id }) { id kind status total done label results { outcome code count }
      file { id name mediaType bytes sha256 rows expiresAt removedAt downloadPath } } }`,
    { id },
  );
  return job;
};

/** The worker that writes files, over a database of the story. */
export const exporter = (world: World, { dataDir }: FileDesk, db: Database = world.db) =>
  exportTask({ ...world.deps, db, files: openFiles({ dataDir, s3Url: null }) });

/** Runs an export to its end and returns its job. */
export async function exported(
  world: World,
  desk: FileDesk,
  caller: Caller,
  input: object = {},
): Promise<any> {
  const { job } = await startExport(caller, input);
  await world.settle();
  await exporter(world, desk).run();
  return await jobOf(caller, job.id);
}

export interface Sheet {
  readonly header: string[];
  readonly rows: unknown[][];
  readonly manifest: Readonly<Record<string, string>>;
}

export async function download(browser: Browser, path: string): Promise<Buffer> {
  const answer = await browser.get(path);
  if (answer.statusCode !== 200) throw new Error(`${answer.statusCode} ${answer.body}`);
  return answer.rawPayload;
}

/** Reads an exported file: header, rows, and the manifest below the empty line. */
export async function sheetOf(bytes: Buffer, format: 'CSV' | 'XLSX'): Promise<Sheet> {
  const lines: unknown[][] =
    format === 'CSV'
      ? (parse(bytes, {
          bom: true,
          relax_column_count: true,
          skip_empty_lines: false,
        }) as string[][])
      : await xlsxLines(bytes);
  const [header = [], ...rest] = lines;
  const end = rest.findLastIndex((line) => line.every((cell) => cell === '' || cell === null));
  return {
    header: header as string[],
    rows: rest.slice(0, end),
    manifest: Object.fromEntries(rest.slice(end + 1).map(([key, value]) => [key, value])),
  };
}

export async function xlsxLines(bytes: Buffer): Promise<unknown[][]> {
  const lines: unknown[][] = [];
  for await (const { index, values } of streamXlsxRows(new Uint8Array(bytes)))
    lines[index] = values;
  return Array.from(lines, (line) => line ?? []);
}

export const sha256 = (data: Buffer | string): string =>
  createHash('sha256').update(data).digest('hex');
