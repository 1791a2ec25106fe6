import { z } from 'zod';
import { runCommand, transact } from '../../../platform/command/pipeline.ts';
import type { AnyCommand, CommandDeps, Tx } from '../../../platform/command/types.ts';
import { PublicError, type UserError } from '../../../platform/errors.ts';
import { scalar } from '../../../platform/schema/scalars.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { systemViewer, type Viewer } from '../../../platform/viewer.ts';
import { bulkAction } from './bulk-actions.ts';
import { rowCommandOf, rowInput } from './bulk-rows.ts';
import { paramsOf } from './bulk-summary.write.ts';
import { jobLife, skipRest } from './job.life.ts';
import {
  attemptsAfter,
  extendLease,
  isRequesterValid,
  RowTaken,
  releaseJob,
  retryJob,
  systemRows,
  takeJob,
  watchJob,
} from './job-lease.write.ts';
import { SMALL } from './job-make.write.ts';
import { jobTask, type Running } from './job-task.ts';

const SYSTEM = systemViewer('jobs');
const BATCH = 20;
/** Time for which a request waits for its small job. */
const AT_ONCE_MS = 8_000;

interface Work {
  readonly id: string;
  readonly kind: 'BULK_ACTION' | 'UNDO';
  readonly action: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly viewer: Viewer;
  readonly requestId: string;
}

interface WaitingRow {
  readonly id: string;
  readonly subjectId: string;
  readonly version: number | null;
  readonly remembered: object | null;
}

interface BudgetedRun extends Running {
  /** Time after which the run stops and leaves the remaining rows to the worker. */
  readonly budgetMs?: number;
}

export const bulkTask = (deps: CommandDeps) =>
  jobTask(deps, 'bulk', (id, running) => runJob(deps, id, running));

/**
 * Runs the waiting rows of a leased job, one transaction per row, as its requester. The process may be killed
 * and the job resumed at any moment: no row runs twice.
 */
async function runJob(deps: CommandDeps, id: string, running: BudgetedRun): Promise<void> {
  const began = performance.now();
  const [work] = await systemRows<Work>(
    deps,
    sql`select id, kind, action, input, viewer, request_id as "requestId" from job where id = ${id}`,
  );
  if (!work) return;
  for (let batch = 0; ; batch++) {
    const rows = await nextRows(deps, id, batch > 0);
    if (rows.length === 0) break;
    await watchJob(deps, 'bulk', id);
    if (!(await isRequesterValid(deps, work.viewer))) {
      await transact(deps, SYSTEM, work.requestId, (tx) => skipRest(tx, id, 'REQUESTER_GONE'));
      break;
    }
    for (const row of rows) {
      const isLate = running.budgetMs && performance.now() - began > running.budgetMs;
      if (isLate || running.stopping?.aborted) {
        await releaseJob(deps, id);
        return;
      }
      await runRow(deps, work, row, running);
    }
  }
  await finish(deps, work);
}

/** Reads the next waiting rows of a running job and extends the lease. */
async function nextRows(deps: CommandDeps, id: string, done: boolean): Promise<WaitingRow[]> {
  return await systemRows<WaitingRow>(
    deps,
    sql`with mine as (${extendLease(deps, id, attemptsAfter(done))})
      select r.id, r.subject_id as "subjectId", r.subject_version as version, r.remembered
      from job_row r join mine on mine.id = r.job_id where r.outcome = 'WAITING' order by r.position limit ${BATCH}`,
  );
}

async function runRow(
  deps: CommandDeps,
  work: Work,
  row: WaitingRow,
  { report }: Running,
): Promise<void> {
  try {
    const { userErrors } = await runCommand(deps, work.viewer, rowCommand(work, row), {
      input: {},
      requestId: work.requestId,
    });
    if (userErrors[0]) await note(deps, row, 'REFUSED', userErrors[0]);
  } catch (error) {
    if (error instanceof RowTaken) return;
    if (error instanceof PublicError && error.reason)
      return await note(deps, row, 'REFUSED', { code: error.reason, field: null, params: {} });
    if (error instanceof PublicError || !report) throw error;
    report(error as Error, row.id);
    await note(deps, row, 'FAILED', { code: 'INTERNAL', field: null, params: {} });
  }
}

/** Restores instants, which are text in the JSON input of a job. */
const withInstants = ({ input: { fields } }: AnyCommand, kept: Work['input']) =>
  Object.fromEntries(
    Object.entries(kept).map(([name, value]) => [
      name,
      fields[name]?.type() === scalar.dateTime && typeof value === 'string'
        ? new Date(value)
        : value,
    ]),
  );

/** Returns the job's command for one row: change and outcome are one transaction. */
function rowCommand(work: Work, row: WaitingRow): AnyCommand {
  const action = bulkAction(work.action);
  const spec = rowCommandOf(action);
  const { undo } = action.bulk!;
  const { subjectId: id, version } = row;
  const input = rowInput(action, { id, version }, withInstants(spec, work.input));
  const change = async (tx: Tx): Promise<Readonly<Record<string, unknown>>> => {
    if (work.kind === 'UNDO') {
      await undo!.restore(tx, id, row.remembered as never);
      return {};
    }
    const remembered = await undo?.remember(tx, id, input as never);
    const values = await spec.run(tx, input);
    if (remembered)
      await tx.rows(
        sql`update job_row set remembered = ${JSON.stringify(remembered)}::jsonb where id = ${row.id}`,
      );
    return values;
  };
  return {
    ...spec,
    idempotent: false,
    input: {
      ...spec.input,
      schema: z.unknown(),
      // The ids that an undo restores are checked behind the row's lock.
      names: () => (work.kind === 'UNDO' ? [] : spec.input.names(input)),
    },
    afterwards: undefined,
    async run(tx: Tx) {
      const taken = await tx.rows(sql`
        update job_row r set outcome = 'DONE', done_at = ${tx.now} from job j
        where r.id = ${row.id} and r.outcome = 'WAITING' and j.id = r.job_id and j.status = 'RUNNING' returning r.id`);
      if (taken.length === 0) throw new RowTaken();
      return await change(tx);
    },
  };
}

async function note(
  deps: CommandDeps,
  row: WaitingRow,
  outcome: 'REFUSED' | 'FAILED',
  { code, params }: UserError,
): Promise<void> {
  await systemRows(
    deps,
    sql`update job_row set outcome = ${outcome}, code = ${code}, params = ${JSON.stringify(paramsOf(params))}::jsonb,
      done_at = ${deps.clock.now()} where id = ${row.id} and outcome = 'WAITING'`,
  );
}

async function finish(deps: CommandDeps, { id, requestId }: Work): Promise<void> {
  await transact(deps, SYSTEM, requestId, async (tx) => {
    const row = await tx.get(jobLife, id);
    if (row.status === 'RUNNING') await tx.fire(jobLife, row, 'finish');
  });
}

/**
 * Runs a small job within its request; a held decision waits for its clock. An error does not fail the
 * request: the job is stored, and the worker resumes it.
 */
export async function runAtOnce(deps: CommandDeps, id: string): Promise<void> {
  try {
    const isMine = await transact(deps, SYSTEM, 'jobs', async (tx) => {
      const row = await tx.get(jobLife, id);
      const held = row.kind === 'BULK_ACTION' && bulkAction(row.action).bulk!.held;
      if (row.status !== 'QUEUED' || row.total > SMALL || held) return false;
      await tx.fire(jobLife, row, 'start');
      return true;
    });
    if (isMine && (await takeJob(deps, 'bulk', id)))
      await runJob(deps, id, { budgetMs: AT_ONCE_MS }).catch(() => retryJob(deps, id, 0));
  } catch {
    // The clock of the queued job starts it.
  }
}
