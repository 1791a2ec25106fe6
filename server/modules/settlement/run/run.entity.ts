import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../../../platform/db/aggregate.ts';
import { p } from '../../../platform/db/columns.ts';
import { ALL } from '../../../platform/db/parties.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { RUN_STATES } from './run.machine.ts';

/**
 * Bill run of one month for the whole site. It has no tenant and holds no data of one. Partners read it, so that a
 * line can show whether it awaits the run or was left out.
 */
export const SettlementRunEntity = aggregate({
  name: 'SettlementRun',
  parties: {
    partner: { also: (_, me) => sql`${me.side} = 'partner'` },
    operator: ALL,
  },
  properties: {
    ...p.record(),
    /** `YYYY-MM`. */
    period: p.text(),
    status: p.word(RUN_STATES),
    /** End of the month; lines that became billable before it are in the run. */
    cutoffAt: p.instant(),
    /**
     * 00:00 of the run day, or an earlier start by an operator. Rates, certifications and policies of the run are
     * those in force at this instant, also if the run is made later.
     */
    runAt: p.instant(),
    startedAt: p.instant().nullable(),
    completedAt: p.instant().nullable(),
    /** Number of bills so far, and the serial number of the latest one. */
    billCount: p.integer().default(0),
    version: p.version(),
  },
  checks: [
    { name: 'settlement_run_started', expression: `(status = 'PLANNED') = (started_at is null)` },
    {
      name: 'settlement_run_completed',
      expression: `(status = 'COMPLETED') = (completed_at is not null)`,
    },
  ],
  uniques: [{ name: 'settlement_run_period', properties: ['period'] }],
  indexes: [
    { name: 'settlement_run_newest', properties: ['cutoffAt', 'id'] },
    { name: 'settlement_run_changed', properties: ['updatedAt', 'id'] },
  ],
});
export type SettlementRun = InferEntity<typeof SettlementRunEntity>;
