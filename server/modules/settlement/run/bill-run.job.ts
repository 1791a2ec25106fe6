import { calendar, type Month } from '../../../platform/calendar.ts';
import { transact } from '../../../platform/command/pipeline.ts';
import type { CommandDeps, Tx } from '../../../platform/command/types.ts';
import { pauseAfter } from '../../../platform/jobs/drain.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { systemViewer } from '../../../platform/viewer.ts';
import { OrderLineEntity } from '../../orders/index.ts';
import { SettlementBillEntity } from '../bill/bill.entity.ts';
import { sealOfComputed } from '../bill/bill-make.write.ts';
import { type SettlementRun, SettlementRunEntity } from './run.entity.ts';
import { failedAttempt, runLife, runPartnerLife } from './run.life.ts';
import { runDateOf } from './run-day.read.ts';
import { decide } from './run-decision.ts';
import { runInputs, runTerms } from './run-inputs.read.ts';
import { type SettlementRunPartner, SettlementRunPartnerEntity } from './run-partner.entity.ts';

export const BILL_RUN_TASK = 'bill-run';

const asRun = <T>(deps: CommandDeps, work: (tx: Tx) => Promise<T>): Promise<T> =>
  transact(deps, systemViewer('bill-run'), BILL_RUN_TASK, work);

/**
 * Makes the bill runs that are due, in the order of their months: also those that were missed while no server ran, each
 * for its month. Returns the number of partners decided.
 */
export const billRuns = (deps: CommandDeps) => ({
  name: BILL_RUN_TASK,
  async run(stopping?: AbortSignal) {
    await asRun(deps, planRuns);
    let decided = 0;
    while (!stopping?.aborted) {
      const due = await asRun(deps, dueRun);
      if (!due) break;
      await asRun(deps, (tx) => startRun(tx, due.period));
      const { count, isComplete } = await advance(deps, due, {
        stopping,
        report: (error, partnerId) =>
          deps.log.error(
            { err: error, period: due.period, partnerId },
            'a bill failed, tried again',
          ),
      });
      decided += count;
      if (!isComplete) break;
    }
    return decided;
  },
});

/**
 * Makes the run of one month now, as the clock does on the run day. Refuses a month that has not ended. A repeated or
 * parallel call changes nothing; it computes the bills again and throws if one differs from the stored bill.
 */
export async function runBills(deps: CommandDeps, period: Month): Promise<void> {
  const run = await asRun(deps, (tx) => startRun(tx, period));
  if (run.status !== 'COMPLETED')
    await advance(deps, run, {
      report: (error) => {
        throw error;
      },
    });
  const differing = await asRun(deps, (tx) => differingBills(tx, run));
  if (differing.length > 0)
    throw new Error(`Bills of ${period} differ from their inputs: ${differing.join(', ')}`);
}

/**
 * Plans a run for each month with orders up to the current one, and moves planned runs to the day of the holiday plan
 * in force.
 */
async function planRuns(tx: Tx): Promise<void> {
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

/** Returns the earliest run that is not complete, if its day has come. */
async function dueRun(tx: Tx): Promise<Readonly<SettlementRun> | null> {
  const [run] = await tx.find(
    SettlementRunEntity,
    (d) => sql`${d.status} <> 'COMPLETED'`,
    (d) => d.cutoffAt,
  );
  return run && (run.status === 'RUNNING' || run.runAt <= tx.now) ? run : null;
}

/** Starts the run of a month unless it has started. Refuses a month that has not ended. */
async function startRun(tx: Tx, period: Month): Promise<Readonly<SettlementRun>> {
  tx.lock('SettlementRun', 'plan');
  const find = () => tx.find(SettlementRunEntity, (d) => sql`${d.period} = ${period}`);
  if ((await find()).length === 0) await planRun(tx, period);
  const [found] = await find();
  const run = await tx.get(runLife, found!.id);
  if (run.status === 'PLANNED') await tx.fire(runLife, run, 'start');
  return { ...run };
}

interface Course {
  readonly stopping?: AbortSignal | undefined;
  report(error: Error, partnerId: string): void;
}

/** Decides the waiting partners of a run, one transaction each; a failing one is set aside and does not stop the others. */
async function advance(
  deps: CommandDeps,
  run: Readonly<SettlementRun>,
  { stopping, report }: Course,
): Promise<{ readonly count: number; readonly isComplete: boolean }> {
  const terms = await asRun(deps, (tx) => runTerms(tx, run));
  let count = 0;
  while (!stopping?.aborted) {
    let taken: Taken | undefined;
    try {
      await asRun(deps, async (tx) => {
        taken = await takePartner(tx, run);
        if (!taken) return;
        const row = await tx.get(runPartnerLife, taken.id);
        await tx.fire(runPartnerLife, row, 'decide', { terms });
      });
      if (!taken) break;
      count += 1;
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown : new Error(String(thrown));
      if (!taken) throw error;
      report(error, taken.partnerId);
      await asRun(deps, (tx) => setAside(tx, taken!, error));
    }
  }
  return { count, isComplete: await asRun(deps, (tx) => completeRun(tx, run)) };
}

type Taken = Pick<SettlementRunPartner, 'id' | 'partnerId'>;

/** Takes the next waiting partner; the row lock lets parallel runs take others. */
async function takePartner(tx: Tx, run: Readonly<SettlementRun>): Promise<Taken | undefined> {
  const [row] = await tx.rows<Taken>(sql`
    select id, partner_id as "partnerId" from ${sql.table(SettlementRunPartnerEntity)}
    where run_id = ${run.id} and status = 'WAITING' and (next_try_at is null or next_try_at <= ${tx.now})
    order by partner_id limit 1 for update skip locked`);
  return row;
}

/** Failed attempts after which a partner is parked, so that its month can end and the later runs begin. */
const TRIES = 5;

/** Postpones a partner that failed, or parks it after the last try. */
async function setAside(tx: Tx, { id }: Taken, { message }: Error): Promise<void> {
  const row = await tx.get(runPartnerLife, id);
  if (row.status !== 'WAITING') return;
  const attempts = row.attempts + 1;
  if (attempts >= TRIES) return await tx.fire(runPartnerLife, row, 'fail', { error: message });
  const next = new Date(tx.now.getTime() + pauseAfter(attempts));
  tx.update(
    SettlementRunPartnerEntity,
    (d) => sql`${d.id} = ${id}`,
    failedAttempt(attempts, message, next),
  );
}

/** Completes a run that has no waiting partner. */
async function completeRun(tx: Tx, { id }: Readonly<SettlementRun>): Promise<boolean> {
  const row = await tx.get(runLife, id);
  if (row.status !== 'RUNNING') return true;
  const waiting = await tx.rows(sql`
    select 1 from ${sql.table(SettlementRunPartnerEntity)} where run_id = ${id} and status = 'WAITING' limit 1`);
  if (waiting.length > 0) return false;
  await tx.fire(runLife, row, 'complete');
  return true;
}

/** Computes the bills of a run again and returns the numbers of those whose seal differs. */
async function differingBills(tx: Tx, run: Readonly<SettlementRun>): Promise<string[]> {
  const stored = await tx.rows<{
    partnerId: string;
    taxpayerType: 'GENERAL' | 'SMALL_SCALE';
    seal: string;
    number: string;
  }>(sql`
    select p.partner_id as "partnerId", p.taxpayer_type as "taxpayerType", b.seal, b.number
    from ${sql.table(SettlementRunPartnerEntity)} p join ${sql.table(SettlementBillEntity)} b on b.id = p.bill_id
    where p.run_id = ${run.id}`);
  const bills = new Map(stored.map((bill) => [bill.partnerId, bill]));
  const terms = await runTerms(tx, run);
  const inputs = await runInputs(tx, run, [...bills.keys()]);
  return inputs.flatMap((facts) => {
    const { taxpayerType, seal, number } = bills.get(facts.partnerId)!;
    const billTerms = terms.of(taxpayerType);
    const { bill } = decide(facts, billTerms, terms.bounds);
    return sealOfComputed(bill, run.period, billTerms.serviceVatRate) === seal ? [] : [number];
  });
}
