import { OrderLineEntity } from '../../modules/orders/index.ts';
import { sealSql } from '../../modules/settlement/bill/seal.ts';
import {
  refundPartSql,
  settleSql,
  shareBaseSql,
} from '../../modules/settlement/formula/formulas.ts';
import { readyAt } from '../../modules/settlement/line/pending-lines.read.ts';
import {
  CONCESSION_ENDS,
  serviceVatConcession,
  serviceVatGeneral,
  serviceVatSmall,
  thresholdFen,
} from '../../modules/settlement/settlement.policies.ts';
import { fillCountsSql } from '../../platform/db/counts.ts';
import { money } from '../../platform/money.ts';
import { sql } from '../../platform/sql/sql.ts';
import type { Run } from './runs.ts';
import { insertSql, instantSql, padded, uuidAt } from './sql.ts';
import { type ScaleFacts, type Step, staging, step } from './step.ts';

/** Condition of a sale, as opposed to a refund. */
const SALE = 'l.refund_of_id is null';

/**
 * The bills of all runs, oldest first, by the rules of the monthly run (domain §3.1, §5). A product type
 * below the threshold waits for a later run; a refund waits for its sale.
 */
export function bills({ sizes, runs }: ScaleFacts): Step[] {
  const count = sizes.partners * runs.length;
  return [
    step('bills', 1, staging('s_run', runTable(runs))),
    step('bills', 2 * sizes.orders, staging('s_ready', ready)),
    step('bills', sizes.orders / 2, staging('s_group', groups)),
    ...runs.map((_, run) => step('bills', count / 10, reached(run))),
    step('bills', sizes.orders / 2, staging('s_sale', sales)),
    step('bills', sizes.orders / 4, staging('s_settled', settled)),
    step('bills', sizes.orders / 2, staging('s_bill', numbered)),
    step('bills', count, insertBills),
    // Their triggers have nothing to sum or to decide when a line is billed.
    step('bill lines', 0, 'alter table order_line disable trigger user'),
    step('bill lines', 3 * sizes.orders, insertLines),
    step('bill lines', sizes.orders, fillCountsSql(OrderLineEntity)),
    step('bill lines', 0, 'alter table order_line enable trigger user'),
    // The bills wrote most lines again, in their own order. In a marketplace the lines of a day lie together.
    step('bill lines', sizes.orders / 2, 'cluster order_line using order_line_pkey'),
    step('bill lines', sizes.discounts, 'cluster exclusive_discount using exclusive_discount_pkey'),
    step('bills', runs.length, insertRuns),
    step('bills', sizes.partners * runs.length, insertRunPartners),
  ];
}

/** Seals the bills. A seal reads the lines of its bill by index. */
export const seals = ({ sizes }: ScaleFacts): Step[] => [
  step('seals', 0, 'analyze settlement_bill_line, order_line'),
  step('seals', 3 * sizes.orders, seal),
];

const runTable = (runs: readonly Run[]): string => {
  const rows = runs.map(({ period, monthFrom, cutoff, runAt }, run) => {
    const small = (runAt < CONCESSION_ENDS ? serviceVatConcession : serviceVatSmall).default;
    return `(${run}, '${period}', ${[monthFrom, cutoff, runAt].map(instantSql).join(', ')}, ${serviceVatGeneral.default}, ${small})`;
  });
  return `select * from (values ${rows.join(', ')}) r (run, period, month_from, cutoff, run_at, vat_general, vat_small)`;
};

const serviceVat = `case l.taxpayer_type when 'GENERAL' then r.vat_general else r.vat_small end`;
const brings = (line: string): string =>
  settleSql(`${line}.base`, {
    strategy: `${line}.strategy`,
    share: `${line}.share`,
    v: `${line}.vat`,
    s: serviceVat,
  });
const takesBack = (settlement: string): string => refundPartSql('-l.cash', settlement, 'o.cash');

/** SQL text: the time when the order line of an alias became billable. */
const readyOf = (line: string): string => `(${sql.textOf(readyAt(line))})`;

/** Billable lines with their first run. The first run of a refund is not before that of its sale. */
const ready = `
  select l.id, l.refund_of_id, l.order_number, l.position as order_position, l.deal_minor as deal, l.floor_minor as floor, s.p, s.taxpayer_type, g.product_type, l.cash_minor as cash, l.share_ratio as share, l.strategy, l.vat_rate as vat,
    case when ${SALE} then ${shareBaseSql('l.strategy', 'l.deal_minor', 'l.cash_minor', 'l.floor_minor')} else l.cash_minor end as base,
    t.ready_at, (select min(run) from s_run where cutoff > greatest(t.ready_at, ${readyOf('o')})) as first_run
  from order_line l join s_partner s on s.id = l.partner_id join s_product g on g.id = l.product_id
    left join order_line o on o.id = l.refund_of_id cross join lateral (select ${readyOf('l')} as ready_at) t
  where t.ready_at is not null and (o.id is null or (o.cash_minor > 0 and ${readyOf('o')} is not null))
    and t.ready_at < (select max(cutoff) from s_run) and coalesce(${readyOf('o')} < (select max(cutoff) from s_run), true)`;

/** Sums by partner, product type and first run. `run` is the run that bills the sum, once known. */
const groups = `
  select l.p, l.product_type, l.first_run, sum(case when ${SALE} then ${brings('l')} else ${takesBack(brings('o'))} end) as brought, null::int as run
  from s_ready l join s_run r on r.run = l.first_run left join s_ready o on o.id = l.refund_of_id
  group by l.p, l.product_type, l.first_run`;

const reached = (run: number): string => `
  update s_group g set run = ${run} from (
    select p, product_type from s_group where run is null and first_run <= ${run}
    group by p, product_type having sum(brought) >= ${thresholdFen.default}) t
  where g.p = t.p and g.product_type = t.product_type and g.run is null and g.first_run <= ${run}`;

const billed = `s_ready l join s_group t using (p, product_type, first_run) join s_run r on r.run = t.run`;

const sales = `
  select l.*, r.run, ${serviceVat} as service_vat, ${brings('l')} as settlement, null::bigint as sale_cash, null::bigint as sale_settled from ${billed} where ${SALE}`;

const settled = `
  select * from s_sale
  union all
  select l.*, r.run, ${serviceVat}, ${takesBack('o.settlement')}, o.cash, o.settlement from ${billed} join s_sale o on o.id = l.refund_of_id`;

/** Sums of the sales and refunds of a bill among the lines that fulfil a condition. */
const sumsOf = (prefix: string, among: string): string =>
  Object.entries({ sales: SALE, refunds: `not ${SALE}` })
    .map(
      ([name, kind]) =>
        `coalesce(sum(l.settlement) filter (where ${kind} and ${among}), 0)::bigint as ${prefix}${name}_minor`,
    )
    .join(', ');

/** Bills with their numbers, in the order of the runs. */
const numbered = `
  select t.*, s.id as partner_id, r.period, r.run_at, row_number() over (order by t.run, t.p) as serial, row_number() over (partition by t.run order by t.p) as in_run,
    ${uuidAt('r.run_at', 'bill', `t.run || '-' || t.p`)} as id
  from (select l.run, l.p, count(*)::int as lines, sum(l.settlement)::bigint as gross, max(l.service_vat) as service_vat,
      ${sumsOf('', 'true')}, ${sumsOf('carried_', 'l.ready_at < r.month_from')},
      count(distinct l.order_number)::int as orders, (count(*) filter (where not ${SALE}))::int as refunds
    from s_settled l join s_run r using (run) group by l.run, l.p) t
    join s_partner s using (p) join s_run r using (run)`;

/** SQL text: `STL-202602-000001`; the payment request number has the same digits. */
export const billNumber = (prefix: 'STL' | 'APR'): string =>
  `'${prefix}-' || replace(b.period, '-', '') || '-' || ${padded('b.in_run', 6)}`;

const net = money.sql.netOfVat('b.gross', 'b.service_vat');

const insertBills = insertSql(
  'settlement_bill',
  {
    id: 'b.id',
    created_at: 'b.run_at',
    partner_id: 'b.partner_id',
    period: 'b.period',
    number: billNumber('STL'),
    status: `'GENERATED'`,
    gross_minor: 'b.gross',
    net_minor: net,
    tax_minor: `b.gross - ${net}`,
    carried_in_minor: 'b.carried_sales_minor + b.carried_refunds_minor',
    service_vat_rate: 'b.service_vat',
    line_count: 'b.lines',
    sales_minor: 'b.sales_minor',
    refunds_minor: 'b.refunds_minor',
    adjustments_minor: '0',
    carried_sales_minor: 'b.carried_sales_minor',
    carried_refunds_minor: 'b.carried_refunds_minor',
    carried_adjustments_minor: '0',
    order_count: 'b.orders',
    refund_count: 'b.refunds',
    adjustment_count: '0',
    // A bill is the sum of its lines, which are settled from the orders.
    orders_minor: 'b.gross',
    run_at: 'b.run_at',
    seal: `''`,
  },
  'from s_bill b order by b.serial',
);

const insertLines = insertSql(
  'settlement_bill_line',
  {
    id: uuidAt('b.run_at', 'bill-line', 'l.id'),
    created_at: 'b.run_at',
    bill_id: 'b.id',
    position:
      'row_number() over (partition by b.serial order by l.refund_of_id is not null, l.ready_at, l.id) - 1',
    partner_id: 'b.partner_id',
    order_line_id: 'l.id',
    kind: `case when ${SALE} then 'SALE' else 'REFUND' end`,
    product_type: 'l.product_type',
    month: `to_char(l.ready_at, 'YYYY-MM')`,
    cash_minor: 'l.cash',
    base_minor: 'l.base',
    share_ratio: 'l.share',
    strategy: 'l.strategy',
    product_vat_rate: 'l.vat',
    service_vat_rate: 'l.service_vat',
    settlement_minor: 'l.settlement',
    order_number: 'l.order_number',
    order_position: 'l.order_position',
    deal_minor: `case when ${SALE} then l.deal end`,
    floor_minor: `case when ${SALE} then l.floor end`,
    sale_cash_minor: 'l.sale_cash',
    sale_settled_minor: 'l.sale_settled',
    // A sale has one refund at most.
    sale_refunded_minor: `case when not ${SALE} then 0 end`,
    sale_deducted_minor: `case when not ${SALE} then 0 end`,
  },
  'from s_settled l join s_bill b using (run, p) order by b.serial',
);

const insertRuns = insertSql(
  'settlement_run',
  {
    id: uuidAt('run_at', 'run', 'period'),
    created_at: 'run_at',
    period: 'period',
    status: `'COMPLETED'`,
    cutoff_at: 'cutoff',
    run_at: 'run_at',
    started_at: 'run_at',
    completed_at: 'run_at',
    bill_count: '(select count(*) from s_bill b where b.run = r.run)',
  },
  'from s_run r order by run',
);

const insertRunPartners = insertSql(
  'settlement_run_partner',
  {
    id: uuidAt('r.run_at', 'run-partner', `r.period || s.p`),
    created_at: 'r.run_at',
    run_id: uuidAt('r.run_at', 'run', 'r.period'),
    period: 'r.period',
    partner_id: 's.id',
    status: `case when b.id is null then 'NOTHING' else 'BILLED' end`,
    taxpayer_type: 's.taxpayer_type',
    pending_minor: 'coalesce(b.gross, 0)',
    gross_minor: 'coalesce(b.gross, 0)',
    line_count: 'coalesce(b.lines, 0)',
    bill_id: 'b.id',
    decided_at: 'r.run_at',
  },
  'from s_run r cross join s_partner s left join s_bill b on b.run = r.run and b.p = s.p order by r.run, s.p',
);

/** Needs the lines of the bills. */
const seal = `update settlement_bill b set seal = ${sealSql}`;
