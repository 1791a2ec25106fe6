import { calendar, type Month } from '../../../platform/calendar.ts';
import type { Rows } from '../../../platform/db/transaction.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { PartnerEntity } from '../../partners/index.ts';
import { sealOfComputed } from '../bill/bill-make.write.ts';
import { runDateOf } from './run-day.read.ts';
import { type Decision, decide, usualMinor } from './run-decision.ts';
import { type RunTime, runInputs, runTerms } from './run-inputs.read.ts';

export interface PreviewedPartner extends Decision {
  readonly partnerId: string;
  readonly usualMinor: bigint | null;
  readonly seal: string;
}

/** Returns the frozen instants of a month's run if it is made on its run day, and not earlier than `now`. */
export async function runTimeOf(tx: Rows, period: Month): Promise<RunTime> {
  const { until: cutoffAt } = calendar.periodOf(period);
  return { period, cutoffAt, runAt: await runDateOf(tx, period) };
}

/**
 * Computes the run of a month for all partners and stores nothing: the run decides the same of the same inputs. Partners
 * with nothing to bill are left out.
 */
export async function previewRun(tx: Rows, run: RunTime): Promise<PreviewedPartner[]> {
  const [terms, partners] = await Promise.all([
    runTerms(tx, run),
    tx.rows<{ id: string }>(sql`select id from ${sql.table(PartnerEntity)}`),
  ]);
  const inputs = await runInputs(
    tx,
    run,
    partners.map(({ id }) => id),
  );
  return inputs
    .filter(({ pending }) => pending.length > 0)
    .map((facts) => {
      const billTerms = terms.of(facts.taxpayerType);
      const decision = decide(facts, billTerms, terms.bounds);
      return {
        ...decision,
        partnerId: facts.partnerId,
        usualMinor: usualMinor(facts.lastBills),
        seal: sealOfComputed(decision.bill, run.period, billTerms.serviceVatRate),
      };
    });
}

/** Names of all partners by id. */
export const partnerNames = async (tx: Rows): Promise<ReadonlyMap<string, string>> =>
  new Map(
    (
      await tx.rows<{ id: string; name: string }>(
        sql`select id, name from ${sql.table(PartnerEntity)}`,
      )
    ).map(({ id, name }) => [id, name]),
  );
