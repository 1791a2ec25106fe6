import { calendar, type Month } from '../../../platform/calendar.ts';
import type { Rows } from '../../../platform/db/transaction.ts';
import { PublicError } from '../../../platform/errors.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { forecast } from './forecast.ts';
import { SettlementRunEntity } from './run.entity.ts';
import type { Decision } from './run-decision.ts';
import { type RunTime, runInputs, runTerms } from './run-inputs.read.ts';
import { SettlementRunPartnerEntity } from './run-partner.entity.ts';
import { runTimeOf } from './run-preview.read.ts';

export interface ForecastBill extends Decision, RunTime {}

/** The first month whose run has not decided about a partner, which is the current one if no earlier run is due. */
export async function nextPeriod(tx: Rows, partnerId: string, now: Date): Promise<Month> {
  const current = calendar.monthOf(now);
  const [open] = await tx.rows<{ period: Month | null }>(sql`
    select min(r.period) as period from ${sql.table(SettlementRunEntity)} r
    where r.status <> 'COMPLETED' and not exists (
      select from ${sql.table(SettlementRunPartnerEntity)} d
      where d.period = r.period and d.partner_id = ${partnerId} and d.status <> 'WAITING')`);
  return open?.period && open.period < current ? open.period : current;
}

/**
 * Computes a partner's bill of a month that is not billed yet, from what is pending now. Earlier months whose runs are
 * not made take their lines first. Refuses months that are billed, and those after the current one.
 */
export async function forecastBill(
  tx: Rows,
  partnerId: string,
  period: Month,
  now: Date,
): Promise<ForecastBill> {
  if (period > calendar.monthOf(now))
    throw PublicError.badInput('A month that has not begun has no forecast.');
  const [decided] = await tx.rows<{ last: Month | null }>(sql`
    select max(period) as last from ${sql.table(SettlementRunPartnerEntity)} where partner_id = ${partnerId} and status <> 'WAITING'`);
  const last = decided?.last ?? null;
  if (last !== null && last >= period)
    throw PublicError.badInput('The bill run of this month is made.');
  const run = await runTimeOf(tx, period);
  const [inputs] = await runInputs(tx, run, [partnerId]);
  if (!inputs) throw PublicError.badInput('This partner is unknown.');
  const [first = period] = inputs.pending.map(({ month }) => month).toSorted();
  const months: Month[] = [];
  for (
    let month = last !== null && last >= first ? calendar.plusMonths(last, 1) : first;
    month <= period;
    month = calendar.plusMonths(month, 1)
  )
    months.push(month);
  const runs = await Promise.all(
    months.map(async (month) => runTerms(tx, await runTimeOf(tx, month))),
  );
  return { ...run, ...forecast(inputs, runs) };
}
