import { defineEntity, p } from '@mikro-orm/core';
import { base, instant } from '../../platform/db/columns.ts';
import { TENANT, tenantTable } from '../../platform/db/tenancy.ts';

/**
 * One month's bill run of the whole site. It is no tenant's and says nothing of anybody: whoever is signed in
 * may read it, so that a line can say whether it waits for the run or was left out of it.
 */
export const SettlementRunEntity = defineEntity({
  name: 'SettlementRun',
  tableName: 'settlement_run',
  properties: {
    ...base(),
    /** `YYYY-MM`. */
    period: p.text(),
    /** End of the month: what became billable before it was in the run. */
    cutoffAt: instant(),
    billCount: p.integer(),
  },
  uniques: [{ name: 'settlement_run_period', properties: ['period'] }],
  ...tenantTable([], `${TENANT} is not null`),
});
