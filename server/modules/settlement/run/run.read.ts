import { NOW } from '../../../platform/db/tenancy.ts';
import { actions } from '../../../platform/read/actions.ts';
import { computed } from '../../../platform/read/computed.ts';
import { type Reads, reads, relation } from '../../../platform/read/declare.ts';
import { filter } from '../../../platform/read/filters.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import { notCertified, partner, partnerSuspended } from '../../partners/index.ts';
import { SettlementBillEntity } from '../bill/bill.entity.ts';
import { settlementBill } from '../bill/bill.read.ts';
import { SettlementRunEntity } from './run.entity.ts';
import { runMachine, runPartnerMachine } from './run.machine.ts';
import {
  BillRunPartnerStatusEnum,
  BillRunPartnerType,
  BillRunStatusEnum,
  BillRunType,
} from './run.type.ts';
import { SettlementRunPartnerEntity } from './run-partner.entity.ts';

const runActions = actions(runMachine, SettlementRunEntity, {
  monthNotEnded: (d) => sql`${d.cutoffAt} > ${sql.raw(NOW)}`,
  monthEnd: (d) => computed.day(d.cutoffAt),
  earlierRunOpen: (d) => sql`exists (
    select 1 from ${sql.table(SettlementRunEntity)} e where e.period < ${d.period} and e.status <> 'COMPLETED')`,
});

const runPartnerActions = actions(runPartnerMachine, SettlementRunPartnerEntity, {
  laterRunStarted: (d) => sql`exists (
    select 1 from ${sql.table(SettlementRunPartnerEntity)} later where later.partner_id = ${d.partnerId} and later.period > ${d.period})`,
  notCertified: (d) => notCertified(d.partnerId),
  isSuspended: (d) => partnerSuspended(d.partnerId),
  notComputed: (d) => sql`${d.seal} is null`,
  nothingToBill: (d) => sql`${d.seal} is not null and ${d.lineCount} = 0`,
});

/** Number of a run's partners, in any state or in one. */
const partners = (runId: Sql, status?: string): Sql =>
  sql`(select count(*)::int from ${sql.table(SettlementRunPartnerEntity)} rp where rp.run_id = ${runId}
    and ${status ? sql`rp.status = ${sql.literal(status)}` : sql.raw('true')})`;

export const billRunPartner: Reads<typeof SettlementRunPartnerEntity> = reads(
  BillRunPartnerType,
  SettlementRunPartnerEntity,
  {
    id: 'brp',
    roles: ['operator'],
    fields: {
      viewerActions: runPartnerActions,
      pending: computed.money('pendingMinor'),
      gross: computed.money('grossMinor'),
      usual: computed.money('usualMinor'),
    },
    relations: {
      run: relation.one(() => billRun, 'runId', 'Run of the month.', { nullable: false }),
      partner: relation.one(() => partner, 'partnerId', 'Partner.', { nullable: false }),
      bill: relation.one(() => settlementBill, 'billId', 'Bill; null unless BILLED.'),
    },
    filters: {
      status: filter.anyOf('status', BillRunPartnerStatusEnum, 'Outcomes to include.'),
    },
    orders: { PARTNER: ['partnerId', 'id'] },
    direction: 'ASC',
  },
);

export const billRun: Reads<typeof SettlementRunEntity> = reads(BillRunType, SettlementRunEntity, {
  id: 'brn',
  roles: ['operator'],
  fields: {
    viewerActions: runActions,
    isRunAtProvisional: (d) => computed.provisional(d.runAt),
    partnerCount: (d) => partners(d.id),
    waitingCount: (d) => partners(d.id, 'WAITING'),
    parkedCount: (d) => partners(d.id, 'PARKED'),
    gross: (d) => sql`(select ${computed.money(sql.raw('s.minor'))} from (
      select coalesce(sum(b.gross_minor), 0)::bigint as minor from ${sql.table(SettlementBillEntity)} b where b.period = ${d.period}) s)`,
  },
  relations: {
    partners: relation.page(() => billRunPartner, 'runId', 'Outcome for each partner.'),
  },
  filters: { status: filter.anyOf('status', BillRunStatusEnum, 'States to include.') },
  orders: { CUTOFF: ['cutoffAt', 'id'] },
  keys: { period: 'Month, `YYYY-MM`.' },
  roots: {
    billRun: { one: 'Bill run of one month.' },
    billRuns: { page: 'Bill runs, newest month first (出账).' },
  },
});
