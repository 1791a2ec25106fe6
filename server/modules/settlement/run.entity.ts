import { aggregate } from '../../platform/db/aggregate.ts';
import { p } from '../../platform/db/columns.ts';
import { sql } from '../../platform/sql/sql.ts';

/**
 * Bill run of one month for the whole site. It has no tenant and holds no data of one: everyone signed in may
 * read it, so that a line can show whether it awaits the run or was left out.
 */
export const SettlementRunEntity = aggregate({
  name: 'SettlementRun',
  parties: {
    partner: { also: (_, me) => sql`${me.tenantId} is not null` },
  },
  properties: {
    ...p.base(),
    /** `YYYY-MM`. */
    period: p.text(),
    /** End of the month; lines that became billable before it are in the run. */
    cutoffAt: p.instant(),
    billCount: p.integer(),
  },
  uniques: [{ name: 'settlement_run_period', properties: ['period'] }],
});
