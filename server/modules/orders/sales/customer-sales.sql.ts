import { calendarSql } from '../../../platform/db/calendar-sql.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { CustomerAccessEntity } from '../../customers/index.ts';
import { addManagerSalesSql } from './manager-sales.sql.ts';
import { COUNTS, monthsOfLines } from './sales-rollup.sql.ts';

const YEAR = sql.textOf(calendarSql.year(sql.raw('l.placed_at')));
const ACCESS = sql.tableName(CustomerAccessEntity);
/** Sums that a statement may change by customer. */
const SOLD = ['customer_id', 'partner_id', 'product_id'];

/** Changes of the sales to customers in a year. `changes` is the FROM source of lines with their `factor`. */
const yearsOf = (
  changes: string,
): string => `select l.customer_id, l.partner_id, ${YEAR} as year, sum(l.factor * l.deal_minor) as minor
    from ${changes} l where ${COUNTS} group by 1, 2, 3 having sum(l.factor * l.deal_minor) <> 0`;

/**
 * SQL text: adds changed lines to the partners' sales to their customers in the latest year. A line of a later year begins
 * a new sum; an earlier year has ended.
 */
export const addCustomerSalesSql = (changes: string): string =>
  `update ${ACCESS} a set sold_in_year = s.year,
    sold_this_year_minor = s.minor + case when a.sold_in_year = s.year then a.sold_this_year_minor else 0 end
    from (select distinct on (y.customer_id, y.partner_id) y.* from (${yearsOf(changes)}) y order by y.customer_id, y.partner_id, y.year desc) s
    where a.customer_id = s.customer_id and a.org_id = s.partner_id and a.sold_in_year <= s.year`;

/**
 * SQL text of a trigger function: adds changed lines to the sales to customers, and to those of the account managers. All
 * writers lock the customers in one order, so that an account manager changes before or after them.
 */
export const linesToCustomers = (changes: string): string =>
  `perform 1 from ${ACCESS} a where (a.customer_id, a.org_id) in (select m.customer_id, m.partner_id from (${monthsOfLines(SOLD, `${changes} l`, 'l.factor')}) m)
    order by a.customer_id, a.org_id for no key update; if not found then return null; end if; ${addCustomerSalesSql(changes)}; ${addManagerSalesSql(changes)}; return null`.replaceAll(
    /\s*\n\s*/g,
    ' ',
  );

/** SQL text of a query for stored sums of customers that differ from the lines; it must return no row. */
export const customerSalesDifferenceSql = (): string =>
  `select a.customer_id, a.org_id from ${ACCESS} a cross join lateral sales_to(a.customer_id, a.org_id) s
  where case when s.sold_in_year = a.sold_in_year then s.minor <> a.sold_this_year_minor
    when s.sold_in_year > a.sold_in_year then s.minor <> 0 else a.sold_this_year_minor <> 0 end`;
