import type { ApiDeps } from '../../../platform/api/context.ts';
import { calendar } from '../../../platform/calendar.ts';
import { DAY } from '../../../platform/clock.ts';
import { transact } from '../../../platform/command/pipeline.ts';
import { PublicError, refuse } from '../../../platform/errors.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { systemViewer, type Viewer } from '../../../platform/viewer.ts';
import {
  exportDays,
  exportFile,
  exportPages,
  exportQuery,
  MANIFEST_FACTS,
  type ManifestFact,
  manifestLabel,
  TransferFileEntity,
  textOf,
} from '../../transfers/index.ts';
import { jobLife } from '../job/job.life.ts';
import { failJob } from '../job/job-fail.write.ts';
import { extendLease, isRequesterValid, releaseJob, systemRows } from '../job/job-lease.write.ts';
import { jobTask } from '../job/job-task.ts';
import type { ExportInput } from './export.commands.ts';

const SYSTEM = systemViewer('exports');
/** Time between two reports of progress, each of which extends the lease. */
const REPORT_MS = 1_000;

interface Work {
  readonly id: string;
  readonly input: ExportInput;
  readonly viewer: Viewer;
  readonly requestId: string;
  readonly fileId: string;
  readonly storageKey: string;
}

/** Thrown if the job was stopped while it ran. */
class Stopped extends Error {}

interface Written {
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}

export const exportTask = (deps: ApiDeps) =>
  jobTask(deps, 'export', (id, { stopping }) => runExport(deps, id, stopping));

/**
 * Writes the file of a leased export, as its requester. A killed process leaves no part of it: the next run writes the
 * file again under the same key.
 */
async function runExport(deps: ApiDeps, id: string, stopping?: AbortSignal): Promise<void> {
  const [work] = await systemRows<Work>(
    deps,
    sql`select j.id, j.input, j.viewer, j.request_id as "requestId", f.id as "fileId", f.storage_key as "storageKey"
      from job j join ${sql.table(TransferFileEntity)} f on f.id = j.file_id where j.id = ${id}`,
  );
  if (!work) return;
  if (!(await isRequesterValid(deps, work.viewer)))
    return await failJob(deps, id, 'REQUESTER_GONE');
  try {
    const written = await write(deps, work, stopping);
    await finish(deps, work, written);
  } catch (error) {
    if (error instanceof Stopped) {
      if (stopping?.aborted) await releaseJob(deps, id);
      return;
    }
    if (refuse.is(error)) return await failJob(deps, id, error.errors[0]!.code);
    // A list that the requester may not read any more cannot be read by another attempt either.
    const lasts = ['BAD_USER_INPUT', 'FORBIDDEN', 'NOT_FOUND'];
    if (!(error instanceof PublicError) || !lasts.includes(error.code)) throw error;
    await failJob(deps, id, 'NOT_FOUND');
  }
}

async function write(deps: ApiDeps, work: Work, stopping?: AbortSignal): Promise<Written> {
  const { input, viewer, storageKey } = work;
  const asOf = deps.clock.now();
  const query = exportQuery(deps.domain.schema, input.list, input.columns, input.language);
  let rows = 0;
  let reported = performance.now();
  async function* pages() {
    const read = {
      document: query.document,
      root: input.list,
      filter: input.filter,
      orderBy: input.orderBy,
    };
    for await (const page of exportPages(deps, viewer, read)) {
      rows += page.length;
      if (stopping?.aborted) throw new Stopped();
      if (performance.now() - reported > REPORT_MS) {
        await reportProgress(deps, work.id, rows);
        reported = performance.now();
      }
      yield page.map((row) => query.values(row));
    }
    await reportProgress(deps, work.id, rows);
  }
  const file = exportFile(
    {
      name: input.title,
      columns: input.columns.map(({ header }, i) => ({ header, kind: query.kinds[i]! })),
      pages: pages(),
      manifest: (facts) => manifestOf(input, viewer, asOf, facts),
    },
    input.format,
  );
  return await deps.files.receive(file, async ({ path, bytes, sha256 }) => {
    await deps.files.store.put(storageKey, path, sha256);
    return { rows, bytes, sha256 };
  });
}

/** Origin of the rows: list, filter, time, requester, number and checksum. */
function manifestOf(
  { title, filter, filterText, language }: ExportInput,
  { actorName }: Viewer,
  asOf: Date,
  { rows, sha256 }: { readonly rows: number; readonly sha256: string },
): string[][] {
  const none = textOf(language, 'ui.export.manifest.noFilter');
  const facts: Readonly<Record<ManifestFact, string>> = {
    list: title,
    filter: filterText ?? (filter ? JSON.stringify(filter) : none),
    asOf: `${calendar.localMinute(asOf)} UTC+8`,
    requester: actorName,
    rows: String(rows),
    sha256,
  };
  return MANIFEST_FACTS.map((fact) => [manifestLabel(language, fact), facts[fact]]);
}

/** Stores the progress and extends the lease. Throws Stopped if the job does not run any more. */
async function reportProgress(deps: ApiDeps, id: string, rows: number): Promise<void> {
  const running = await systemRows(deps, extendLease(deps, id, sql`progress = ${rows}`));
  if (running.length === 0) throw new Stopped();
}

async function finish(deps: ApiDeps, { id, fileId, requestId }: Work, written: Written) {
  await transact(deps, SYSTEM, requestId, async (tx) => {
    const row = await tx.get(jobLife, id);
    if (row.status !== 'RUNNING') return;
    const days = await exportDays.value(tx, tx.now);
    const { rows, bytes, sha256 } = written;
    await tx.rows(sql`update ${sql.table(TransferFileEntity)} set rows = ${rows}, bytes = ${bytes}, sha256 = ${sha256},
      expires_at = ${new Date(tx.now.getTime() + days * DAY)} where id = ${fileId}`);
    Object.assign(row, {
      total: rows,
      results: rows === 0 ? [] : [{ outcome: 'DONE', code: null, count: rows }],
    });
    await tx.fire(jobLife, row, 'finish');
  });
}
