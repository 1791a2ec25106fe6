import { runCommand, transact } from '../../../platform/command/pipeline.ts';
import type { AnyCommand, CommandDeps, Tx } from '../../../platform/command/types.ts';
import { PublicError, refuse } from '../../../platform/errors.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { systemViewer, type Viewer } from '../../../platform/viewer.ts';
import {
  CellRefusal,
  type Cells,
  type ImportTarget,
  type ImportTargetName,
  importTargets,
} from '../../transfers/index.ts';
import { paramsOf } from '../job/bulk-summary.write.ts';
import { jobLife } from '../job/job.life.ts';
import { failJob } from '../job/job-fail.write.ts';
import {
  attemptsAfter,
  extendLease,
  isRequesterValid,
  RowTaken,
  releaseJob,
  systemRows,
  watchJob,
} from '../job/job-lease.write.ts';
import { jobTask, type Running } from '../job/job-task.ts';
import {
  cellVerdict,
  type Mapping,
  mapped,
  type ParsedRow,
  parsedRow,
  type Verdict,
  verdictOf,
} from './import-check.write.ts';
import { loadRows } from './import-load.write.ts';

const SYSTEM = systemViewer('imports');
const BATCH = 50;

interface Work {
  readonly id: string;
  readonly target: ImportTargetName;
  readonly mapping: Mapping | null;
  readonly committedAt: Date | null;
  readonly viewer: Viewer;
  readonly requestId: string;
  readonly name: string;
  readonly storageKey: string;
}

interface Waiting {
  readonly id: string;
  readonly cells: Cells;
  readonly isTwice: boolean;
}

export const importTask = (deps: CommandDeps) =>
  jobTask(deps, 'import', (id, running) => runImport(deps, id, running));

const read = async (deps: CommandDeps, id: string): Promise<Work | undefined> =>
  (
    await systemRows<Work>(
      deps,
      sql`select id, input->>'target' as target, mapping, committed_at as "committedAt", viewer, request_id as "requestId",
        input->>'name' as name, input->>'storageKey' as "storageKey" from job where id = ${id}`,
    )
  )[0];

/**
 * Checks or imports the rows of a leased import, as its requester: each row is one transaction of the command that a
 * person would call. The process may be killed and the job resumed at any moment: no row is imported twice.
 */
export async function runImport(
  deps: CommandDeps,
  id: string,
  running: Running = {},
): Promise<void> {
  let work = await read(deps, id);
  if (!work) return;
  const target = importTargets[work.target];
  if (!work.mapping) {
    try {
      await loadRows(deps, target, { jobId: id, ...work });
    } catch (error) {
      if (!refuse.is(error)) throw error;
      return await failJob(deps, id, error.errors[0]!.code);
    }
    work = (await read(deps, id))!;
  }
  if (!work.committedAt) await markKeys(deps, work, target);
  for (let batch = 0; ; batch++) {
    const rows = await nextRows(deps, work, batch > 0);
    if (rows.length === 0) break;
    await watchJob(deps, 'import', id);
    if (!(await isRequesterValid(deps, work.viewer)))
      return await failJob(deps, id, 'REQUESTER_GONE');
    const parsed = await parseRows(deps, work, target, rows);
    for (const row of rows) {
      if (running.stopping?.aborted) {
        await releaseJob(deps, id);
        return;
      }
      await runRow(deps, work, target, row, parsed.get(row.id)!, running);
    }
  }
  await transact(deps, SYSTEM, work.requestId, async (tx) => {
    const row = await tx.get(jobLife, id);
    if (row.status === 'RUNNING') await tx.fire(jobLife, row, row.committedAt ? 'finish' : 'check');
  });
}

/** Names the unchecked rows and sets their keys, in chunks, so that repetitions within the file are known. */
async function markKeys(
  deps: CommandDeps,
  { id, mapping }: Work,
  target: ImportTarget,
): Promise<void> {
  for (;;) {
    const rows = await systemRows<{ id: string; cells: Cells }>(
      deps,
      sql`select id, cells from import_row where job_id = ${id} and row_key is null limit 2000`,
    );
    if (rows.length === 0) return;
    const keys = rows.map((row) => {
      const cells = mapped(row.cells, mapping!);
      return { id: row.id, key: target.keyOf(cells), label: target.labelOf(cells) };
    });
    await systemRows(
      deps,
      sql`update import_row r set row_key = k.key, label = k.label
        from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) k(id uuid, key text, label text) where r.id = k.id`,
    );
  }
}

/** Reads the next rows of a running job and extends the lease. */
async function nextRows(
  deps: CommandDeps,
  { id, committedAt }: Work,
  done: boolean,
): Promise<Waiting[]> {
  const waiting = sql.literal(committedAt ? 'READY' : 'WAITING');
  // Once checked, a row may have been corrected in place of its refused twin.
  const counts = committedAt ? sql`and e.outcome in ('READY', 'DONE')` : sql``;
  return await systemRows<Waiting>(
    deps,
    sql`with mine as (${extendLease(deps, id, attemptsAfter(done))})
      select r.id, r.cells, r.row_key <> '' and exists (select 1 from import_row e
          where e.job_id = r.job_id and e.row_key = r.row_key and e.line < r.line ${counts}) as "isTwice"
      from import_row r join mine on mine.id = r.job_id where r.outcome = ${waiting} order by r.line limit ${BATCH}`,
  );
}

type Parsed = ParsedRow | Verdict;

/** Looks the cells of several rows up in one transaction of the requester. */
const parseRows = (
  deps: CommandDeps,
  { viewer, requestId, mapping }: Work,
  target: ImportTarget,
  rows: readonly Waiting[],
): Promise<ReadonlyMap<string, Parsed>> =>
  transact(deps, viewer, requestId, async (tx) => {
    const parsed = new Map<string, Parsed>();
    for (const { id, cells, isTwice } of rows) {
      try {
        if (isTwice) throw new CellRefusal('TWICE_IN_FILE', target.columns[0]!.key);
        parsed.set(id, await parsedRow(tx, target, mapped(cells, mapping!)));
      } catch (error) {
        if (!(error instanceof CellRefusal)) throw error;
        parsed.set(id, cellVerdict(error));
      }
    }
    return parsed;
  });

async function runRow(
  deps: CommandDeps,
  work: Work,
  target: ImportTarget,
  row: Waiting,
  parsed: Parsed,
  { report }: Running,
): Promise<void> {
  if (!('spec' in parsed)) return await note(deps, row, 'REFUSED', parsed);
  try {
    const { userErrors } = await runCommand(deps, work.viewer, rowCommand(work, row, parsed), {
      input: parsed.input,
      validateOnly: work.committedAt === null,
      requestId: work.requestId,
    });
    const [error] = userErrors;
    if (error) await note(deps, row, 'REFUSED', verdictOf(target, error));
    else if (!work.committedAt) await note(deps, row, 'READY', null);
  } catch (error) {
    if (error instanceof RowTaken) return;
    if (error instanceof PublicError && error.reason)
      return await note(deps, row, 'REFUSED', { code: error.reason, column: null, params: {} });
    if (error instanceof PublicError || !report) throw error;
    report(error as Error, row.id);
    await note(deps, row, 'FAILED', { code: 'INTERNAL', column: null, params: {} });
  }
}

/**
 * The command of a row: what it makes and the row's outcome are one transaction. A row that may be imported again
 * gives its key up, which no second row could have.
 */
const rowCommand = (work: Work, row: Waiting, { spec, repeats }: ParsedRow): AnyCommand => ({
  ...spec,
  idempotent: false,
  afterwards: undefined,
  constraints: { ...spec.constraints, import_row_once: 'ALREADY_IMPORTED' },
  async run(tx: Tx, input: unknown) {
    const waiting = sql.literal(work.committedAt ? 'READY' : 'WAITING');
    const taken = await tx.rows(sql`
      update import_row r set outcome = 'DONE', done_at = ${tx.now},
        row_key = ${repeats ? sql`null` : sql`r.row_key`} from job j
      where r.id = ${row.id} and r.outcome = ${waiting} and j.id = r.job_id and j.status = 'RUNNING' returning r.id`);
    if (taken.length === 0) throw new RowTaken();
    const values = await spec.run(tx, input as never);
    const [made] = Object.values(values);
    await tx.rows(sql`update import_row set subject_id = ${String(made)} where id = ${row.id}`);
    return values;
  },
});

async function note(
  deps: CommandDeps,
  row: Waiting,
  outcome: 'READY' | 'REFUSED' | 'FAILED',
  verdict: Verdict | null,
): Promise<void> {
  await systemRows(
    deps,
    sql`update import_row set outcome = ${outcome}, code = ${verdict?.code ?? null}, faulty_column = ${verdict?.column ?? null},
      params = ${JSON.stringify(paramsOf(verdict?.params ?? {}))}::jsonb, done_at = ${deps.clock.now()}
      where id = ${row.id} and outcome in ('WAITING', 'READY')`,
  );
}
