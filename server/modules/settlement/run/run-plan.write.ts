import { calendar, type Month } from '../../../platform/calendar.ts';
import type { Tx } from '../../../platform/command/types.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { OrderLineEntity } from '../../orders/index.ts';
import { type SettlementRun, SettlementRunEntity } from './run.entity.ts';
import { runLife } from './run.life.ts';
import { runDateOf } from './run-day.read.ts';
import { SettlementRunPartnerEntity } from './run-partner.entity.ts';

/**
 * Plans a run for each month with orders up to the current one, and moves planned runs to the day of the holiday plan
 * in force.
 */
export async function planRuns(tx: Tx): Promise<void> {
  tx.lock('SettlementRun', 'plan');
  const [known] = await tx.rows<{ last: Month | null; first: Date | null }>(sql`
    select (select max(period) from ${sql.table(SettlementRunEntity)}) as last,
      (select min(placed_at) from ${sql.table(OrderLineEntity)}) as first`);
  const { last, first } = known!;
  if (last === null && first === null) return;
  const current = calendar.monthOf(tx.now);
  let period = last === null ? calendar.monthOf(first!) : calendar.plusMonths(last, 1);
  for (; period <= current; period = calendar.plusMonths(period, 1)) await planRun(tx, period);
  const planned = await tx.find(SettlementRunEntity, (d) => sql`${d.status} = 'PLANNED'`);
  for (const run of planned) {
    const runAt = await runDateOf(tx, run.period);
    if (runAt.getTime() !== run.runAt.getTime())
      tx.update(SettlementRunEntity, (d) => sql`${d.id} = ${run.id}`, { runAt });
  }
}

const planRun = async (tx: Tx, period: Month): Promise<void> => {
  await tx.begin(
    runLife,
    {
      period,
      cutoffAt: calendar.periodOf(period).until,
      runAt: await runDateOf(tx, period),
      startedAt: null,
      completedAt: null,
    },
    'plan',
  );
};

/** Starts the earliest run that is not complete, if its day has come, and returns it; a run that was interrupted goes on. */
export async function startDueRun(tx: Tx): Promise<Readonly<SettlementRun> | null> {
  const [run] = await tx.find(
    SettlementRunEntity,
    (d) => sql`${d.status} <> 'COMPLETED'`,
    (d) => d.cutoffAt,
  );
  const isDue = run && (run.status === 'RUNNING' || run.runAt <= tx.now);
  return isDue ? await startRun(tx, run.period) : null;
}

/** Starts the run of a month unless it has started. Refuses a month that has not ended. */
export async function startRun(tx: Tx, period: Month): Promise<Readonly<SettlementRun>> {
  tx.lock('SettlementRun', 'plan');
  const find = () => tx.find(SettlementRunEntity, (d) => sql`${d.period} = ${period}`);
  if ((await find()).length === 0) await planRun(tx, period);
  const [found] = await find();
  const run = await tx.get(runLife, found!.id);
  if (run.status === 'PLANNED') await tx.fire(runLife, run, 'start');
  return { ...run };
}

/** Completes a run that has no waiting partner. */
export async function completeRun(tx: Tx, { id }: Readonly<SettlementRun>): Promise<boolean> {
  const row = await tx.get(runLife, id);
  if (row.status !== 'RUNNING') return true;
  const waiting = await tx.rows(sql`
    select 1 from ${sql.table(SettlementRunPartnerEntity)} where run_id = ${id} and status = 'WAITING' limit 1`);
  if (waiting.length > 0) return false;
  await tx.fire(runLife, row, 'complete');
  return true;
}
