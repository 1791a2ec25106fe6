import { importTask } from '../../../server/modules/workspace/index.ts';
import type { Database } from '../../../server/platform/db/database.ts';
import { openFiles } from '../../../server/platform/files/open-store.ts';
import type { Browser } from '../../kit/web.ts';
import type { Caller, World } from '../../kit/world.ts';
import { type FileDesk, send } from '../platform/upload.ts';

export const IMPORTED = `job { id kind status total done target mapping { header column } results { outcome code count }
  viewerActions { name enabled reasonCode } }`;

export const importer = (world: World, { dataDir }: FileDesk, db: Database = world.db) =>
  importTask({ ...world.deps, db, files: openFiles({ dataDir, s3Url: null }) });

export interface ImportOf {
  readonly world: World;
  readonly desk: FileDesk;
  readonly caller: Caller;
  readonly browser: Browser;
}

/** Uploads a file and starts its import; the rows are not read yet. */
export async function startImport(
  { caller, browser }: Pick<ImportOf, 'caller' | 'browser'>,
  target: 'CUSTOMERS' | 'DISCOUNTS',
  content: string | Uint8Array,
  name = 'rows.csv',
): Promise<any> {
  const answer = await send(browser, name, content);
  if (answer.statusCode !== 201) throw new Error(`${answer.statusCode} ${answer.body}`);
  return await caller.mutate('importStart', { target, attachmentId: answer.json().id }, IMPORTED);
}

export const importOf = async (caller: Caller, id: string): Promise<any> => {
  const { job } = await caller.ask(
    `query($id: ID!) { job(by: { id: $id }) { id kind status total done target mapping { header column }
      results { outcome code count } viewerActions { name enabled reasonCode }
      importRows(first: 100) { nodes { id line label outcome code faultyColumn isFixed cells { key value } params { key value } } } } }`,
    { id },
  );
  return job;
};

/** Checks a file to its end and returns the job with its rows. */
export async function checked(
  stage: ImportOf,
  target: 'CUSTOMERS' | 'DISCOUNTS',
  content: string | Uint8Array,
  name?: string,
): Promise<any> {
  const { job } = await startImport(stage, target, content, name);
  await stage.world.settle();
  await importer(stage.world, stage.desk).run();
  return await importOf(stage.caller, job.id);
}

export async function committed(stage: ImportOf, id: string): Promise<any> {
  const answer = await stage.caller.mutate('jobCommit', { id }, 'job { status }');
  await importer(stage.world, stage.desk).run();
  return { ...(await importOf(stage.caller, id)), answer };
}

/** "9 REFUSED BLANK mail" for each row. */
export const verdicts = (job: any): string[] =>
  job.importRows.nodes.map((row: any) =>
    [row.line, row.outcome, row.code, row.faultyColumn].filter((part) => part !== null).join(' '),
  );
