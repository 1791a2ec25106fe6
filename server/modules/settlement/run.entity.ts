import { p } from '@mikro-orm/core';
import { aggregate } from '../../platform/db/aggregate.ts';
import { base, instant } from '../../platform/db/columns.ts';
import { sql } from '../../platform/sql/sql.ts';

/**
 * One month's bill run of the whole site. It is no tenant's and says nothing of anybody: whoever is signed in
 * may read it, so that a line can say whether it waits for the run or was left out of it.
 */
export const SettlementRunEntity = aggregate({
  name: 'SettlementRun',
  tableName: 'settlement_run',
  parties: {
    partner: { also: (_, me) => sql`${me.tenantId} is not null` },
  },
  properties: {
    ...base(),
    /** `YYYY-MM`. */
    period: p.text(),
    /** End of the month: what became billable before it was in the run. */
    cutoffAt: instant(),
    billCount: p.integer(),
  },
  uniques: [{ name: 'settlement_run_period', properties: ['period'] }],
});
