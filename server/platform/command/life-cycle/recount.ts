import { calendar } from '../../calendar.ts';
import { DAY } from '../../clock.ts';
import { calendarSql } from '../../db/calendar-sql.ts';
import type { JobTask } from '../../jobs/worker.ts';
import { loadHolidayPlans } from '../../rules/holiday-plan.ts';
import { type Sql, sql } from '../../sql/sql.ts';
import { systemViewer } from '../../viewer.ts';
import { transact } from '../pipeline.ts';
import { tracked } from '../tracked.ts';
import type { CommandDeps, LifeCycle, Tx } from '../types.ts';
import { react, record } from './consequences.ts';
import { deadlines } from './deadlines.ts';
import { instantsOf, moveInstants, startDeadlines } from './row-deadlines.ts';

export const RECOUNT_TASK = 'recount-deadlines';
const BATCH = 200;

const DUE = tracked.fields<{ readonly dueAt: Date }>({
  dueAt: tracked.instant('EVERY_PARTY', ({ dueAt }) => dueAt),
});

interface Counted {
  readonly id: string;
  readonly subjectType: string;
  readonly subjectId: string;
}

/**
 * Counts the open deadlines of working days once more after an operator entered a holiday plan, and moves those that
 * now expire at another time. The history and the audit keep both times. A deadline that has passed stays so, and none
 * moves into the past. A deadline notes the newest plan with which it was counted; so this also finds one that a
 * server with an older plan in memory has set since. A deadline that fails stays for the next run.
 */
export const recountDeadlines = (deps: CommandDeps): JobTask => ({
  name: RECOUNT_TASK,
  async run(stopping) {
    const version = await loadHolidayPlans(deps.db);
    const run = <R>(query: Sql): Promise<R[]> =>
      deps.db.transaction(systemViewer('recount'), (tx) => tx.rows<R>(query));
    await run(untouched(version));
    let done = 0;
    let last = '00000000-0000-0000-0000-000000000000';
    while (!stopping?.aborted) {
      const batch = await run<Counted>(sql`
        select id, subject_type as "subjectType", subject_id as "subjectId" from deadline
        where fired_at is null and counted_plan < ${version} and id > ${last} order by id limit ${BATCH}`);
      if (batch.length === 0) break;
      for (const deadline of batch) {
        try {
          await transact(deps, systemViewer('recount'), `recount-${deadline.id}`, (tx) =>
            recountOne(tx, deadline, version),
          );
          done += 1;
        } catch (error) {
          deps.log.error({ err: error, deadline: deadline.id }, 'deadline not counted again yet');
        }
      }
      last = batch.at(-1)!.id;
    }
    return done;
  },
});

/** Marks the deadlines that no newer plan concerns: none of its years lies between their start and their end. */
const untouched = (version: number): Sql => sql`
  update deadline d set counted_plan = ${version}
  where d.fired_at is null and d.counted_plan < ${version} and not exists (
    select from holiday_plan h where h.version > d.counted_plan and h.year between
      ${calendarSql.year(sql.raw('d.counted_from'))}
      and ${calendarSql.year(sql.raw('d.due_at'))}
  )`;

async function recountOne(tx: Tx, { id, subjectType, subjectId }: Counted, version: number) {
  const life: LifeCycle | undefined = tx.domain.lifeCycle(subjectType);
  if (!life) throw new Error(`A deadline names the unknown type ${subjectType}`);
  const row = await tx.get(life, subjectId);
  const [found] = await tx.rows<{
    event: string | null;
    from: Date;
    days: number;
    dueAt: Date;
    since: Date | null;
  }>(sql`
    select event, counted_from as "from", counted_days as days, due_at as "dueAt", paused_since as since
    from deadline where id = ${id} and fired_at is null and counted_plan < ${version} for update`);
  if (!found) return;
  const { from, dueAt, since } = found;
  const newDueAt = calendar.recount(from, found.days, dueAt);
  // The clock of a paused deadline stops at its pause.
  const clock = since ?? tx.now;
  const isMoved = newDueAt.getTime() !== dueAt.getTime() && dueAt > clock && newDueAt > clock;
  const changes = isMoved
    ? tracked.since(DUE, tracked.values(DUE, { dueAt }), { dueAt: newDueAt })
    : [];
  if (isMoved) {
    const before = instantsOf(life.machine, row);
    moveInstants(life.machine, row, [{ event: found.event, dueAt, newDueAt }]);
    row.version += 1;
    const happened = { row, event: deadlines.MOVED, from: row.status, input: {}, changes, before };
    const [recorded] = await record(tx, life, [happened]);
    await startDeadlines(tx, life, row, before, recorded!.news);
  }
  // The count goes on from its start, and a pause from its own.
  await tx.rows(sql`
    update deadline set counted_from = ${from}, counted_days = ${found.days}, counted_plan = ${version},
      paused_since = ${since}
    where id = ${id}`);
  if (!isMoved) return;
  tx.audit({
    action: 'deadlineMove',
    subjectType,
    subjectId,
    detail: tracked.detail(changes),
  });
  if (Math.abs(newDueAt.getTime() - dueAt.getTime()) > DAY)
    await react(tx, life, row, deadlines.MOVED);
}
