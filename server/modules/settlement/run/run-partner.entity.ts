import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../../../platform/db/aggregate.ts';
import { p } from '../../../platform/db/columns.ts';
import { ALL } from '../../../platform/db/parties.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { PartnerEntity, TAXPAYER_TYPES } from '../../partners/index.ts';
import { SettlementBillEntity } from '../bill/bill.entity.ts';
import { SettlementRunEntity } from './run.entity.ts';
import { RUN_OUTCOMES } from './run.machine.ts';
import { RUN_BOUNDS } from './run-decision.ts';

/**
 * Outcome of a bill run for one partner, decided in the transaction that makes the bill. The key (period, partner)
 * makes it happen once, however often the run is repeated.
 */
export const SettlementRunPartnerEntity = aggregate({
  name: 'SettlementRunPartner',
  parties: {
    // A partner's lines show whether its bill is parked; no event notifies the partner.
    partner: { also: (d, me) => sql`${d.partnerId} = ${me.tenantId}` },
    operator: ALL,
  },
  properties: {
    ...p.record(),
    runId: () => p.ref(SettlementRunEntity),
    period: p.text(),
    partnerId: () => p.ref(PartnerEntity),
    status: p.word(RUN_OUTCOMES),
    /** Safety bound that parked the partner. */
    bound: p.word(RUN_BOUNDS).nullable(),
    /** Taxpayer type by which the VAT rate of the service fee was chosen. */
    taxpayerType: p.word(TAXPAYER_TYPES).nullable(),
    /** Sum of all pending lines, including those below the threshold. */
    pendingMinor: p.bigint('bigint').default(0),
    /** Amount of the bill, or of the bill that was parked. */
    grossMinor: p.bigint('bigint').default(0),
    /** Mean of the partner's last three bills; null with fewer bills. */
    usualMinor: p.bigint('bigint').nullable(),
    currency: p.currency(),
    lineCount: p.integer().default(0),
    seal: p.text().nullable(),
    billId: () => p.ref(SettlementBillEntity).nullable(),
    decidedAt: p.instant().nullable(),
    attempts: p.integer().default(0),
    nextTryAt: p.instant().nullable(),
    lastError: p.text().nullable(),
    version: p.version(),
  },
  checks: [
    {
      name: 'settlement_run_partner_decided',
      expression: `(status = 'WAITING') = (decided_at is null)`,
    },
    {
      name: 'settlement_run_partner_billed',
      expression: `(status = 'BILLED') = (bill_id is not null)`,
    },
    {
      name: 'settlement_run_partner_parked',
      expression: `status <> 'PARKED' or bound is not null`,
    },
  ],
  uniques: [
    { name: 'settlement_run_partner_period', properties: ['partnerId', 'period'] },
    { name: 'settlement_run_partner_bill', properties: ['billId'] },
  ],
  indexes: [
    { name: 'settlement_run_partner_of_run', properties: ['runId', 'partnerId', 'id'] },
    { name: 'settlement_run_partner_in_state', properties: ['runId', 'status', 'id'] },
    { name: 'settlement_run_partner_changed', properties: ['updatedAt', 'id'] },
  ],
});
export type SettlementRunPartner = InferEntity<typeof SettlementRunPartnerEntity>;
