import { calendarSql } from '../../../platform/db/calendar-sql.ts';
import { trigger } from '../../../platform/db/triggers.ts';
import { Columns } from '../../../platform/sql/columns.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import type { PERFORMANCES } from '../attribution/performance.sql.ts';
import { UNPAID_STATES } from '../order/order.machine.ts';

/** Periods of the sales sums, by the calendar of Asia/Shanghai. */
export const SALES_UNITS = ['MONTH', 'QUARTER', 'YEAR'] as const;

const FORMATS = { MONTH: 'YYYY-MM', QUARTER: 'YYYY-"Q"Q', YEAR: 'YYYY' } as const;

const cashIf = (
  d: Columns<'performance' | 'cashMinor'>,
  performance: (typeof PERFORMANCES)[number],
): Sql =>
  sql`case when ${d.performance} = ${sql.literal(performance)} then ${d.cashMinor} else 0 end`;

/** The amounts of one order line in the sums, by property of the sums. */
export const AMOUNTS = {
  saleCount: (d: Columns<'refundOfId'>) => sql`(${d.refundOfId} is null)::int`,
  refundCount: (d: Columns<'refundOfId'>) => sql`(${d.refundOfId} is not null)::int`,
  dealMinor: (d: Columns<'dealMinor'>) => d.dealMinor,
  cashMinor: (d: Columns<'cashMinor'>) => d.cashMinor,
  refundedMinor: (d: Columns<'refundOfId' | 'cashMinor'>) =>
    sql`case when ${d.refundOfId} is null then 0 else -${d.cashMinor} end`,
  performanceMinor: (d: Columns<'performance' | 'cashMinor'>) => cashIf(d, 'COUNTED'),
  reboundMinor: (d: Columns<'performance' | 'cashMinor'>) => cashIf(d, 'REBOUND'),
} as const;
const line = Columns.in<
  'partnerId' | 'status' | 'refundOfId' | 'dealMinor' | 'cashMinor' | 'performance'
>('l');
const MEASURES = new Map(
  Object.entries(AMOUNTS).map(([property, of]) => [Columns.nameOf(property), sql.textOf(of(line))]),
);
const columns = [...MEASURES.keys()];
/** SQL text: a list of the columns of the sums. */
export const eachSum = (text: (column: string) => string): string => columns.map(text).join(', ');

/** Whether an order line counts as a sale: unpaid lines do not. */
export const counts = (d: Columns<'partnerId' | 'status'>): Sql =>
  sql`${d.partnerId} is not null and ${d.status} not in (${sql.words(UNPAID_STATES)})`;
/** The same condition as text on the line `l`. */
export const COUNTS = sql.textOf(counts(line));

/** SQL text: id of a row of sums, derived from its key, so that every way to compute it gives the same id. */
const idOf = (...key: readonly string[]): string => `md5(${key.join(` || ':' || `)})::uuid`;

/**
 * SQL text: sums of order lines by columns and by month, as far as they are not zero. `lines` is the FROM clause of the
 * lines `l`, `sign` the factor of a line.
 */
export function monthsOfLines(by: readonly string[], lines: string, sign = '1'): string {
  const local = `date_trunc('month', ${calendarSql.zonedText('l.placed_at')})`;
  const key = by.map((column) => `l.${column}`).join(', ');
  const months = `select ${key}, ${local} as month,
    ${eachSum((column) => `sum(${sign} * (${MEASURES.get(column)!})) as ${column}`)}
    from ${lines} where ${COUNTS} group by ${key}, ${local}`;
  return `select * from (${months}) m where (${eachSum((c) => `m.${c}`)}) <> (${eachSum(() => '0')})`;
}

/**
 * SQL text: sums of order lines by partner, seller, product, month, quarter and year, with the ids of their rows.
 * `lines` is the FROM clause of the lines `l`, `sign` the factor of a line.
 */
export function spansOf(lines: string, sign = '1'): string {
  const changed = monthsOfLines(['partner_id', 'seller_id', 'product_id', 'currency'], lines, sign);
  const units = SALES_UNITS.map(
    (unit) => `('${unit}', '${unit.toLowerCase()}', '${FORMATS[unit]}')`,
  );
  const dated = `select u.unit, to_char(date_trunc(u.part, c.month), u.format) as period,
    ${calendarSql.zonedText('date_trunc(u.part, c.month)')} as starts_at, c.* from (${changed}) c
    cross join (values ${units.join(', ')}) u (unit, part, format)`;
  return `select ${idOf('partner_id', 'period', 'currency')} as sales_id,
    ${idOf('partner_id', 'period', 'currency', 'product_id')} as id, d.* from (${dated}) d`;
}

/** Sums of months are read by their time, so that their rows lie in its order. */
const SELLERS = 'starts_at, seller_id, product_id';

/**
 * SQL text: adds sums to the stored ones in the order of their ids, so that two concurrent writers wait for
 * each other instead of deadlocking. Those over all partners have stripes, since all writers share them.
 */
export function addSpansSql(spans: string): string {
  const key = 'partner_id, unit, period, starts_at, currency';
  const added = (table: string): string => eachSum((c) => `${c} = ${table}.${c} + excluded.${c}`);
  return `with spans as materialized (${spans}), periods as (
    insert into sales_period (id, ${key}, ${eachSum((c) => c)})
    select sales_id, ${key}, ${eachSum((c) => `sum(${c})`)} from spans group by sales_id, ${key} order by sales_id
    on conflict (id) do update set ${added('sales_period')}), sellers as (
    insert into seller_sales (${SELLERS}, stripe, ${eachSum((c) => c)})
    select ${SELLERS}, (select count_stripe()), ${eachSum((c) => `sum(${c})`)} from spans where unit = 'MONTH' group by ${SELLERS} order by ${SELLERS}
    on conflict (${SELLERS}, stripe) do update set ${added('seller_sales')})
  insert into product_sales (id, sales_id, product_id, ${key}, ${eachSum((c) => c)})
    select id, sales_id, product_id, ${key}, ${eachSum((c) => `sum(${c})`)} from spans group by id, sales_id, product_id, ${key} order by id
    on conflict (id) do update set ${added('product_sales')}`;
}

/** SQL text of a query for stored sums that differ from the lines; it must return no row. */
export function salesDifferenceSql(): string {
  const spans = spansOf('order_line l');
  const by = (source: string, id: string): string =>
    `select ${id} as id, ${eachSum((c) => `sum(${c}) as ${c}`)} from ${source} group by 1`;
  const differs = (table: string, wanted: string, kept: string): string =>
    `select '${table}' as "table", coalesce(w.id, k.id) as id from (${wanted}) w full join (${kept}) k on k.id = w.id
    where (${eachSum((c) => `coalesce(w.${c}, 0)`)}) <> (${eachSum((c) => `coalesce(k.${c}, 0)`)})`;
  const sellers = idOf(...SELLERS.split(', '));
  return `with spans as materialized (${spans}) ${[
    differs('sales_period', by('spans', 'sales_id'), by('sales_period', 'id')),
    differs('product_sales', by('spans', 'id'), by('product_sales', 'id')),
    differs('seller_sales', by(`spans where unit = 'MONTH'`, sellers), by('seller_sales', sellers)),
  ].join(' union all ')}`;
}

const SIDES = {
  insert: { tables: 'new table as new_lines', lines: ['new_lines', '1'] },
  delete: { tables: 'old table as old_lines', lines: ['old_lines', '-1'] },
} as const;

/**
 * Triggers that update the sums in the transaction that writes the lines. One statement changes the sums
 * once, for any number of lines. They run with the owner's rights, because a customer who pays changes the
 * sums of the partner.
 */
export const SALES_TRIGGERS = (['insert', 'update', 'delete'] as const).map((event) => {
  const sides =
    event === 'update' ? [SIDES.delete, SIDES.insert] : [SIDES[event as keyof typeof SIDES]];
  return trigger.definer({
    name: `order_line_sales_${event}`,
    table: 'order_line',
    timing: 'after',
    event,
    forEach: 'statement',
    referencing: sides.map((side) => side.tables).join(' '),
    body: `${addSpansSql(changeOf(sides.map((side) => side.lines)))}; return null`,
  });
});

/** Change of a statement: the new lines less the old ones. */
function changeOf(sides: readonly (readonly [table: string, sign: string])[]): string {
  const [table, sign] = sides[0]!;
  if (sides.length === 1) return spansOf(`${table} l`, sign);
  const union = sides.map(([name, factor]) => `select *, ${factor} as factor from ${name}`);
  return spansOf(`(${union.join(' union all ')}) l`, 'l.factor');
}
