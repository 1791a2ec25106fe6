import type { Month } from '../../../platform/calendar.ts';
import { transact } from '../../../platform/command/pipeline.ts';
import type { CommandDeps, Tx } from '../../../platform/command/types.ts';
import { drain } from '../../../platform/jobs/drain.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import { systemViewer } from '../../../platform/viewer.ts';
import { SettlementBillEntity } from '../bill/bill.entity.ts';
import { sealOfComputed } from '../bill/bill-make.write.ts';
import type { SettlementRun } from './run.entity.ts';
import { failedAttempt, runPartnerLife } from './run.life.ts';
import { decide } from './run-decision.ts';
import { type RunTerms, runInputs, runTerms } from './run-inputs.read.ts';
import { SettlementRunPartnerEntity } from './run-partner.entity.ts';
import { completeRun, planRuns, startDueRun, startRun } from './run-plan.write.ts';

export const BILL_RUN_TASK = 'bill-run';

const asRun = <T>(deps: CommandDeps, work: (tx: Tx) => Promise<T>): Promise<T> =>
  transact(deps, systemViewer('bill-run'), BILL_RUN_TASK, work);

/**
 * Makes the bill runs that are due, in the order of their months: also those that were missed while no server ran, each
 * for its month. Returns the number of partners decided, here or meanwhile by another server.
 */
export const billRuns = (deps: CommandDeps) => ({
  name: BILL_RUN_TASK,
  async run(stopping?: AbortSignal) {
    await asRun(deps, planRuns);
    let decided = 0;
    while (!stopping?.aborted) {
      const run = await asRun(deps, startDueRun);
      if (!run) break;
      const { period } = run;
      decided += await decidePartners(deps, run, {
        stopping,
        async failed(partner, error, pauseMs) {
          const { partnerId } = partner;
          deps.log.error({ err: error, period, partnerId }, 'a bill failed, tried again');
          await asRun(deps, (tx) => setAside(tx, partner, error, pauseMs));
          return true;
        },
      });
      if (!(await asRun(deps, (tx) => completeRun(tx, run)))) break;
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
  await decidePartners(deps, run, {
    failed(_partner, error) {
      throw error;
    },
  });
  await asRun(deps, (tx) => completeRun(tx, run));
  const differing = await asRun(deps, (tx) => differingBills(tx, run));
  if (differing.length > 0)
    throw new Error(`Bills of ${period} differ from their inputs: ${differing.join(', ')}`);
}

/** Partner of a run that awaits its decision. */
interface Waiting {
  readonly id: string;
  readonly partnerId: string;
  /** Attempts including the one that comes. */
  readonly attempts: number;
}

interface Course {
  readonly stopping?: AbortSignal | undefined;
  failed(partner: Waiting, error: Error, pauseMs: number): Promise<boolean>;
}

/** Decides the partners of a run whose turn has come, one transaction each. A failing one does not stop the others. */
async function decidePartners(
  deps: CommandDeps,
  run: Readonly<SettlementRun>,
  course: Course,
): Promise<number> {
  const [terms, waiting] = await asRun(deps, (tx) =>
    Promise.all([runTerms(tx, run), waitingPartners(tx, run)]),
  );
  return await drain({
    ...course,
    take: async () => waiting.shift(),
    work: (partner) => asRun(deps, (tx) => decidePartner(tx, partner, terms)),
  });
}

const isWaiting = (now: Date): Sql =>
  sql`status = 'WAITING' and (next_try_at is null or next_try_at <= ${now})`;

const waitingPartners = (tx: Tx, { id }: Readonly<SettlementRun>): Promise<Waiting[]> =>
  tx.rows<Waiting>(sql`
    select id, partner_id as "partnerId", attempts + 1 as attempts from ${sql.table(SettlementRunPartnerEntity)}
    where run_id = ${id} and ${isWaiting(tx.now)} order by partner_id`);

/** Decides a partner, unless another server decides it now, has decided it or has set it aside. */
async function decidePartner(tx: Tx, { id }: Waiting, terms: RunTerms): Promise<void> {
  const [taken] = await tx.rows(sql`
    select 1 from ${sql.table(SettlementRunPartnerEntity)}
    where id = ${id} and ${isWaiting(tx.now)} for update skip locked`);
  if (!taken) return;
  await tx.fire(runPartnerLife, await tx.get(runPartnerLife, id), 'decide', { terms });
}

/** Failed attempts after which a partner is parked, so that its month can end and the later runs begin. */
const TRIES = 5;

/** Postpones a partner that failed, or parks it after the last try. */
async function setAside(
  tx: Tx,
  { id, attempts }: Waiting,
  { message }: Error,
  pauseMs: number,
): Promise<void> {
  const row = await tx.get(runPartnerLife, id);
  if (row.status !== 'WAITING') return;
  if (attempts >= TRIES) return await tx.fire(runPartnerLife, row, 'fail', { error: message });
  const next = new Date(tx.now.getTime() + pauseMs);
  tx.update(
    SettlementRunPartnerEntity,
    (d) => sql`${d.id} = ${id}`,
    failedAttempt(attempts, message, next),
  );
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
