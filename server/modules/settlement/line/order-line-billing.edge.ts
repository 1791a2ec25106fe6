import { NOW } from '../../../platform/db/tenancy.ts';
import { computed } from '../../../platform/read/computed.ts';
import { extend, relation, type SqlOf } from '../../../platform/read/declare.ts';
import { sight, visibleTo } from '../../../platform/read/visible.ts';
import { MoneyType } from '../../../platform/schema/types.ts';
import { Columns } from '../../../platform/sql/columns.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import { Role } from '../../../platform/viewer.ts';
import { type OrderLine, OrderLineEntity, orderLine } from '../../orders/index.ts';
import { PartnerEntity, TaxpayerProfileEntity } from '../../partners/index.ts';
import { SupervisionEntity } from '../../supervision/index.ts';
import { SettlementBillEntity } from '../bill/bill.entity.ts';
import { settlementBillLine } from '../bill/bill.read.ts';
import { SettlementBillLineEntity } from '../bill/bill-line.entity.ts';
import { SettlementRunEntity } from '../run/run.entity.ts';
import { SettlementRunPartnerEntity } from '../run/run-partner.entity.ts';
import { runDay } from '../settlement.policies.ts';
import { estimate, ready } from './line-billing.read.ts';
import { BillingBlockerEnum, BillingStatusEnum } from './line-billing.type.ts';
import { lineSettlement } from './line-settlement.ts';
import { LineSettlementType } from './line-settlement.type.ts';

export const readers = settlementBillLine.readers;
/** The roles that may read bills. */
export const readsBills = sight.roles(...readers);

const blocker = (code: string, when: Sql): Sql =>
  sql`case when ${when} then ${sql.literal(code)} end`;

/** Whether the line `o` that the refund `d` takes back awaits its bill and meets a condition. */
const original =
  (fits: Sql): SqlOf<keyof OrderLine & string> =>
  (d, v, role, all) => {
    const found = sql`select o.id from ${sql.table(OrderLineEntity)} o where ${fits} and o.billing = 'PENDING'`;
    if (!all)
      // Without the offset, PostgreSQL hashes all lines for the few refunds of a page.
      return sql`exists (${found} and o.id = ${d.refundOfId} offset 0)`;
    const own =
      Role.sideOf(role) === 'partner' ? sql` and o.partner_id = ${v.tenantId}` : sql.raw('');
    return sql`${d.refundOfId} in (${found}${own})`;
  };
const originalWaits = original(sql`${ready('o')} is null`);

/** Whether a sale was refunded in full before it could be billed. Neither it nor its refunds are billed. */
const isTakenBack = (o: Columns<'status' | 'supervision' | 'repayment' | 'strategy'>): Sql =>
  sql`${o.status} = 'REFUNDED' and (${o.strategy} is null or ${o.supervision} = 'IN_PROGRESS' or ${o.repayment} = 'OUTSTANDING')`;
const originalTakenBack = original(isTakenBack(Columns.in('o')));

/** Blockers of the line itself; several can apply. */
const lacks: SqlOf<keyof OrderLine & string> = (d, v, role, all) =>
  sql`array_remove(array[${sql.join(
    [
      blocker('NO_SHARE_AGREED', sql`${d.strategy} is null`),
      blocker('NOT_EFFECTIVE', sql`${d.effectiveAt} is null or ${d.effectiveAt} > ${sql.raw(NOW)}`),
      blocker('SUPERVISION_OPEN', sql`${d.supervision} = 'IN_PROGRESS'`),
      blocker('UNPAID_CREDIT', sql`${d.repayment} = 'OUTSTANDING'`),
      blocker(
        'NOT_CERTIFIED',
        // PostgreSQL hashes the certified partners, instead of looking up that of each line.
        sql`${d.partnerId} not in (select p.id from ${sql.table(PartnerEntity)} p where p.status = 'CERTIFIED')`,
      ),
      blocker(
        'ORIGINAL_NOT_BILLED',
        sql`${d.refundOfId} is not null and ${originalWaits(d, v, role, all)}`,
      ),
    ],
    ', ',
  )}], null)`;

/**
 * Blocker of a line without one of its own: it awaits the run of its month, or the last run left it out. The latest run
 * has the latest end of month, so no earlier one needs to be read, and none for a line that became billable after the
 * last run of all. A month without a planned run is over, because the clock plans the run of each month before its end.
 */
const waits = (d: Columns<keyof OrderLine & string>): Sql => sql`case
  when ${readyInstant(d)} < (select max(run.cutoff_at) from ${sql.table(SettlementRunEntity)} run
    where exists (select 1 from ${sql.table(SettlementRunPartnerEntity)} decided where decided.run_id = run.id))
  then coalesce((select case latest.status when 'WAITING' then 'RUN_LATE' when 'PARKED' then 'PARKED' else 'BELOW_THRESHOLD' end
    from (select decided.status, run.cutoff_at from ${sql.table(SettlementRunPartnerEntity)} decided
      join ${sql.table(SettlementRunEntity)} run on run.id = decided.run_id
      where decided.partner_id = ${d.partnerId} order by decided.period desc limit 1) latest
    where ${readyInstant(d)} < latest.cutoff_at), ${late(d)})
  else ${late(d)} end`;

const late = (d: Columns<keyof OrderLine & string>): Sql => sql`case when ${readyInstant(d)} < (
  select max(run.cutoff_at) from ${sql.table(SettlementRunEntity)} run where run.status = 'PLANNED' and run.run_at <= ${sql.raw(NOW)})
  then 'RUN_LATE' else 'RUN_DAY_NOT_REACHED' end`;

/** Started runs that included the line, with their decision on its partner. */
const decidedRuns = (d: Columns<keyof OrderLine & string>): Sql => sql`
  ${sql.table(SettlementRunPartnerEntity)} decided join ${sql.table(SettlementRunEntity)} run
    on run.id = decided.run_id and decided.partner_id = ${d.partnerId} and ${readyInstant(d)} < run.cutoff_at`;

const readyInstant = (d: Columns<keyof OrderLine & string>): Sql =>
  sql`greatest(${d.effectiveAt}, ${d.supervisionCompletedAt}, ${d.repaidAt})`;

/** Billing status of a line. */
export const billingStatus = visibleTo<keyof OrderLine & string>(readsBills, (d) => d.billing);

const unbilledReasons: SqlOf<keyof OrderLine & string> = (d, v, role, all) =>
  sql`case when ${d.billing} <> 'PENDING' then '{}'::text[]
          when ${isTakenBack(d)} or (${d.refundOfId} is not null and ${originalTakenBack(d, v, role, all)}) then array['REFUNDED']
          else coalesce(nullif(${lacks(d, v, role, all)}, '{}'), array[${waits(d)}]) end`;

/** Reasons why a line is not billed yet. */
export const billingBlockers = visibleTo<keyof OrderLine & string>(
  readsBills,
  unbilledReasons,
  'text[]',
);

/** The bill line that settled the line, with its bill. */
const billLine = (d: Columns<'id'>): Sql => sql`
  ${sql.table(SettlementBillLineEntity)} b join ${sql.table(SettlementBillEntity)} sb
    on sb.id = b.bill_id and b.order_line_id = ${d.id} and b.kind <> 'ADJUSTMENT'`;

/** Facts for the explanation of a line's billing; null for a line of no partner. */
const settlementFacts: SqlOf<keyof OrderLine & string> = (
  d,
  v,
  role,
) => sql`case when ${d.partnerId} is not null then json_build_object(
  'nowMs', ${sql.ms(sql.raw(NOW))}, 'period', (select sb.period from ${billLine(d)} limit 1), 'codes', ${unbilledReasons(d, v, role)},
  'amount', (select ${computed.money(sql.raw('e.minor'))} from (
    select coalesce((select b.settlement_minor from ${billLine(d)} limit 1), ${estimate(d)}) as minor) e),
  'placedMs', ${sql.ms(d.placedAt)}, 'effectiveMs', ${sql.ms(d.effectiveAt)}, 'readyMs', ${sql.ms(sql`(select ${ready('w')} from ${sql.table(OrderLineEntity)} w where w.id = ${d.id})`)},
  'supervision', (select json_build_object('actor', s.actor, 'sinceMs', ${sql.ms(sql.raw('s.clock_since'))}, 'dueMs', ${sql.ms(sql.raw('s.due_at'))})
    from ${sql.table(SupervisionEntity)} s where s.order_line_id = ${d.id} and s.actor is not null limit 1),
  'hasProfile', exists (select 1 from ${sql.table(TaxpayerProfileEntity)} t where t.id = ${d.partnerId}),
  'decided', (select json_build_object('period', decided.period, 'atMs', ${sql.ms(sql.raw('decided.decided_at'))}) from ${decidedRuns(d)} order by decided.period desc limit 1),
  'next', (select json_build_object('period', run.period, 'runMs', ${sql.ms(sql.raw('run.run_at'))}) from ${sql.table(SettlementRunEntity)} run
    where run.status <> 'COMPLETED' and run.cutoff_at > coalesce(${readyInstant(d)}, ${sql.raw(NOW)}) and not exists (
      select 1 from ${sql.table(SettlementRunPartnerEntity)} own where own.run_id = run.id and own.partner_id = ${d.partnerId} and own.status <> 'WAITING')
    order by run.cutoff_at limit 1),
  'runDay', ${runDay.sql}) end`;

/** Billing fields of an order line: whether it is billed, and the blockers if it is not (domain §3.2). */
export const orderLineBilling = extend(orderLine, {
  fields: {
    billingStatus: {
      type: () => BillingStatusEnum,
      nullable: true,
      description: 'Billing status of the line; visible to roles that may read bills only.',
      source: billingStatus,
    },
    billingBlockers: {
      type: () => [BillingBlockerEnum],
      nullable: true,
      description:
        'Reasons why the line is not billed yet; empty if it is. Visible to roles that may read bills only.',
      source: billingBlockers,
    },
    settlement: {
      type: () => LineSettlementType,
      nullable: true,
      description:
        'Whether, when and for how much the line is billed; null without a partner and for roles that may not read bills.',
      source: computed.derived(visibleTo(readsBills, settlementFacts, 'json'), lineSettlement),
    },
    settlementEstimate: {
      type: () => MoneyType,
      nullable: true,
      description:
        'Estimated settlement amount at current rates, including tax (预估结算金额); null without an agreed share ratio and for roles that may not read bills.',
      source: visibleTo(
        readsBills,
        (d) =>
          sql`(select ${computed.money(sql.raw('e.minor'))} from (select ${estimate(d)} as minor offset 0) e)`,
        'json',
      ),
    },
  },
  relations: {
    billLine: relation.chosen(
      () => settlementBillLine,
      {
        among: (b, d) => sql`${b.orderLineId} = ${d.id} and ${b.kind} <> 'ADJUSTMENT'`,
      },
      'Bill line that settled the order line; visible to roles that may read bills only.',
    ),
  },
});
