import { DAY } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { START } from '../../kit/world.ts';
import type { TenantWorld } from '../../policy/fixtures/tenants.ts';

/** A question of a dashboard: one operation of one caller, and the same answer by SQL over the tables. */
export interface Question {
  readonly name: string;
  readonly as: string;
  readonly document: string;
  readonly variables?: (facts: Facts) => Record<string, unknown>;
  /** The figures of the answer, as texts in any order. */
  readonly figures: (data: any) => readonly unknown[];
  /** A statement with one column `f`, whose rows are the same figures; `$1` is acme, `$2` the bound customer. */
  readonly truth: string;
  /** The same by the views of the database role of reports. */
  readonly view?: string;
}

export interface Facts {
  readonly partner: string;
  readonly customer: string;
  readonly upstreamId: string;
  readonly bill: string;
  readonly discounts: readonly string[];
}

const at = (days: number): string => new Date(START.getTime() + days * DAY).toISOString();
const COUNTS = `partner_id is not null and status not in ('PENDING_PAYMENT', 'CANCELLED')`;
const money = (column: string): string => `(sum(${column}) * 0.01)::text`;
const month = `to_char(placed_at at time zone 'Asia/Shanghai', 'YYYY-MM')`;

export const factsOf = async ({ world, acme, customers }: TenantWorld): Promise<Facts> => {
  const { id } = customers.get('bound')!;
  const [found] = await world.rows<Omit<Facts, 'partner' | 'customer'>>(
    sql`select (select upstream_id from customer where id = ${id}) as "upstreamId",
      (select number from settlement_bill where partner_id = ${acme.id}) as bill,
      (select json_agg('dsc_' || id order by id) from exclusive_discount where partner_id = ${acme.id}) as discounts`,
  );
  return { ...found!, partner: acme.id, customer: id };
};

export const QUESTIONS: readonly Question[] = [
  {
    name: 'my deadlines until a date',
    as: 'csp.owner',
    document: `query($due: DateTimeRange) { deadlines(first: 100, filter: { dueWithin: $due }) { nodes { label dueAt } } }`,
    variables: () => ({ due: { from: at(0), until: at(90) } }),
    figures: ({ deadlines }) => deadlines.nodes.map((row: any) => row.label),
    truth: `select label as f from deadline where partner_id = $1 and fired_at is null
      and (event is null or event not like 'remind-%') and subject_type <> 'Job'
      and due_at >= '${at(0)}' and due_at < '${at(90)}'`,
  },
  {
    name: 'sales by month',
    as: 'csp.owner',
    document: `{ salesReport(groupBy: [MONTH], orderBy: { field: MONTH, direction: ASC }, first: 100) { rows { month cash { amount } } } }`,
    figures: ({ salesReport }) => salesReport.rows.map((r: any) => `${r.month} ${r.cash.amount}`),
    truth: `select ${month} || ' ' || ${money('cash_minor')} as f from order_line where partner_id = $1 and ${COUNTS} group by ${month}`,
    view: `select month || ' ' || sum(cash)::text as f from reporting.sales_by_month where partner_id = $1 group by month`,
  },
  {
    name: 'customers changed since an instant',
    as: 'csp.owner',
    document: `query($since: DateTimeRange) { customers(first: 100, filter: { updatedWithin: $since }, orderBy: { field: UPDATED, direction: ASC }) { nodes { name updatedAt } } }`,
    variables: () => ({ since: { from: at(-1) } }),
    figures: ({ customers }) => customers.nodes.map((row: any) => row.name),
    truth: `select name as f from customer c where exists (select 1 from customer_access a where a.customer_id = c.id and a.org_id = $1 and a.until is null)`,
  },
  {
    name: 'unbilled lines by reason',
    as: 'csp.finance',
    document: `{ billingReport(groupBy: [STATUS, BLOCKER], first: 100) { rows { status blocker lineCount cash { amount } } } }`,
    figures: ({ billingReport }) =>
      billingReport.rows.map(
        (r: any) => `${r.status} ${r.blocker} ${r.lineCount} ${r.cash.amount}`,
      ),
    truth: `select s.status || ' ' || coalesce(k.blocker, 'null') || ' ' || count(*) || ' ' || ${money('cash_minor')} as f
      from (select l.cash_minor, case when b.id is null then 'PENDING' else 'ISSUED' end as status,
        array_remove(array[case when l.effective_at is null then 'NOT_EFFECTIVE' end,
          case when l.supervision = 'IN_PROGRESS' then 'SUPERVISION_OPEN' end], null) as blockers
        from order_line l left join settlement_bill_line b on b.order_line_id = l.id where l.partner_id = $1) s
      cross join lateral unnest(case when s.status = 'ISSUED' then array[null]
        else coalesce(nullif(s.blockers, '{}'), array['BELOW_THRESHOLD']) end) k(blocker)
      group by s.status, k.blocker`,
    view: `select status || ' ' || coalesce(blocker, 'null') || ' ' || sum(line_count) || ' ' || sum(cash)::text as f
      from reporting.billing_by_month where partner_id = $1 group by status, blocker`,
  },
  {
    name: 'granted discounts by end, with their depth',
    as: 'csp.owner',
    document: `{ exclusiveDiscounts(first: 100, filter: { status: [SCHEDULED, EFFECTIVE] }, orderBy: { field: ENDING, direction: ASC }) {
      nodes { number validUntil netTotal { amount } listTotal { amount } lines { payRate } } } }`,
    figures: ({ exclusiveDiscounts }) =>
      exclusiveDiscounts.nodes.map(
        (r: any) => `${r.number} ${r.netTotal.amount}/${r.listTotal.amount}`,
      ),
    truth: `select number || ' ' || (net_total_minor * 0.01)::text || '/' || (list_total_minor * 0.01)::text as f
      from exclusive_discount where partner_id = $1 and status in ('SCHEDULED', 'EFFECTIVE')`,
    view: `select number || ' ' || net_total || '/' || list_total as f from reporting.exclusive_discounts
      where partner_id = $1 and status in ('SCHEDULED', 'EFFECTIVE')`,
  },
  {
    name: 'authorizations that end in a range, with their worth and renewals',
    as: 'csp.owner',
    document: `query($ends: DateTimeRange) { jointSalesAuthorizations(first: 100, filter: { endsWithin: $ends }) {
      nodes { id maxCashPerMonth { amount } soldLastYear { amount } renewals(first: 5) { count { value } } } } }`,
    variables: () => ({ ends: { from: at(0), until: at(400) } }),
    figures: ({ jointSalesAuthorizations }) =>
      jointSalesAuthorizations.nodes.map(
        (r: any) => `${r.id} ${r.maxCashPerMonth?.amount ?? 'null'}`,
      ),
    truth: `select 'jsa_' || id || ' ' || coalesce((max_cash_per_month_minor * 0.01)::text, 'null') as f
      from joint_sales_authorization where partner_id = $1 and valid_until < '${at(400)}'`,
  },
  {
    name: 'a bill with all its lines and their orders',
    as: 'csp.finance',
    document: `query($number: String!) { settlementBill(by: { number: $number }) { gross { amount }
      lines(first: 100) { nodes { settlement { amount } orderLine { orderNumber order { number } } } } } }`,
    variables: ({ bill }) => ({ number: bill }),
    figures: ({ settlementBill }) =>
      settlementBill.lines.nodes.map(
        (r: any) => `${r.orderLine.order.number} ${r.settlement.amount}`,
      ),
    truth: `select o.number || ' ' || (b.settlement_minor * 0.01)::text as f from settlement_bill_line b
      join order_line l on l.id = b.order_line_id join customer_order o on o.id = l.order_id where b.partner_id = $1`,
    view: `select l.order_number || ' ' || b.settlement as f from reporting.settlement_bill_lines b
      join reporting.order_lines l on l.id = b.order_line_id where l.partner_id = $1`,
  },
  {
    name: 'customers by their upstream ids',
    as: 'csp.owner',
    document: `query($ids: [String!]) { customers(first: 100, filter: { upstreamIds: $ids }) { nodes { name } } }`,
    variables: ({ upstreamId }) => ({ ids: [upstreamId] }),
    figures: ({ customers }) => customers.nodes.map((row: any) => row.name),
    truth: 'select name as f from customer where id = $2',
  },
  {
    name: 'floors of a customer over all products',
    as: 'csp.owner',
    document: `query($customer: ID!) { cspAuthorizations(first: 100, filter: { decidesFor: $customer }) { nodes { level floorPayRate product { id } } } }`,
    variables: ({ customer }) => ({ customer: `cus_${customer}` }),
    figures: ({ cspAuthorizations }) =>
      cspAuthorizations.nodes.map((r: any) => `${r.product.id} ${r.level} ${r.floorPayRate}`),
    truth: `select distinct on (product_id) 'prd_' || product_id || ' ' ||
        case when customer_id is not null then 'CUSTOMER' when partner_id is not null then 'PARTNER' else 'PRODUCT' end
        || ' ' || trim_scale(floor_pay_rate) as f
      from csp_authorization where status in ('SCHEDULED', 'ACTIVE') and valid_from <= '${at(0)}' and (partner_id is null or partner_id = $1)
        and (customer_id is null or customer_id = $2)
      order by product_id, customer_id is null, partner_id is null`,
  },
  {
    name: 'customers with the largest sales',
    as: 'csp.owner',
    document: `{ salesReport(groupBy: [CUSTOMER], orderBy: { field: DEAL, direction: DESC }, first: 10) { rows { customer { id } deal { amount } } } }`,
    figures: ({ salesReport }) =>
      salesReport.rows.map((r: any) => `${r.customer.id} ${r.deal.amount}`),
    truth: `select 'cus_' || customer_id || ' ' || ${money('deal_minor')} as f from order_line where partner_id = $1 and ${COUNTS} group by customer_id`,
  },
  {
    name: 'sales by partner, product and month, for reports',
    as: 'reporting',
    document: `{ salesReport(groupBy: [PARTNER, PRODUCT, MONTH], first: 1000) { isComplete rows { month partner { id name } product { name } seller { name } deal { amount } } } }`,
    figures: ({ salesReport }) =>
      salesReport.rows.map(
        (r: any) => `${r.month} ${r.partner.name} ${r.product.name} ${r.deal.amount}`,
      ),
    truth: `select ${month} || ' ' || (select name from partner where id = partner_id) || ' ' || (select name from product where id = product_id) || ' ' || ${money('deal_minor')} as f
      from order_line where ${COUNTS} group by ${month}, partner_id, product_id`,
    view: `select month || ' ' || partner_name || ' ' || product_name || ' ' || deal as f from reporting.sales_by_month`,
  },
  {
    name: 'bills by month and state',
    as: 'csp.finance',
    document: `{ settlementReport(groupBy: [PERIOD, STATUS], first: 100) { rows { period status billCount gross { amount } } } }`,
    figures: ({ settlementReport }) =>
      settlementReport.rows.map(
        (r: any) => `${r.period} ${r.status} ${r.billCount} ${r.gross.amount}`,
      ),
    truth: `select period || ' ' || status || ' ' || count(*) || ' ' || ${money('gross_minor')} as f
      from settlement_bill where partner_id = $1 group by period, status`,
    view: `select period || ' ' || status || ' ' || bill_count || ' ' || gross as f from reporting.bills_by_month where partner_id = $1`,
  },
];
