import { calendarSql } from '../../../platform/db/calendar-sql.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { CustomerAccessEntity } from '../../customers/index.ts';
import { eachSum, monthsOfLines } from './sales-rollup.sql.ts';

const KEY = 'member_id, starts_at, product_id';
const COLUMNS = eachSum((c) => c);

/**
 * SQL text: sums by account manager, month and product of a FROM source of lines, each with its `factor` and the
 * `member_id` of the manager, who has one partner.
 */
const sumsOf = (lines: string): string =>
  `select m.member_id, ${calendarSql.zonedText('m.month')} as starts_at, m.product_id, m.partner_id, ${eachSum((c) => `m.${c}`)}
    from (${monthsOfLines(['member_id', 'product_id', 'partner_id'], `${lines} l`, 'l.factor')}) m`;

/** SQL text: adds sums to the stored ones. They have stripes, since orders of many customers share them. */
const addSql = (lines: string): string =>
  `insert into manager_sales (${KEY}, partner_id, stripe, ${COLUMNS})
    select ${KEY}, partner_id, (select count_stripe()), ${COLUMNS} from (${sumsOf(lines)}) s order by ${KEY}
    on conflict (${KEY}, stripe) do update set ${eachSum((c) => `${c} = manager_sales.${c} + excluded.${c}`)}`;

/** SQL text: the rows of `changes` whose customer has an account manager at the partner. */
const managed = (changes: string): string =>
  `(select c.*, a.account_manager_id as member_id from ${changes} c
    join ${sql.tableName(CustomerAccessEntity)} a on a.customer_id = c.customer_id and a.org_id = c.partner_id
    where a.until is null and a.account_manager_id is not null)`;

/** SQL text: adds changed lines, a FROM source with their `factor`, to the sums of the account managers. */
export const addManagerSalesSql = (changes: string): string => addSql(managed(changes));

/** Moves the sales to a customer from the sums of its former account manager to those of the present one. */
export const MOVE_SALES = `
create or replace function move_sales(asked_customer uuid, asked_partner uuid, former uuid, present uuid) returns void
language plpgsql volatile set search_path = public, pg_temp as $$
begin
  ${addSql(`(select o.*, x.factor, x.member_id from order_line o cross join (values (former, -1), (present, 1)) x (member_id, factor)
    where o.customer_id = asked_customer and o.partner_id = asked_partner and x.member_id is not null)`)};
end
$$`;
