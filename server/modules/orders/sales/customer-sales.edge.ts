import { calendarSql } from '../../../platform/db/calendar-sql.ts';
import { NOW } from '../../../platform/db/tenancy.ts';
import { computed } from '../../../platform/read/computed.ts';
import { extend } from '../../../platform/read/declare.ts';
import { measure } from '../../../platform/read/measures.ts';
import { sight, visibleTo } from '../../../platform/read/visible.ts';
import { MoneyType } from '../../../platform/schema/types.ts';
import type { Columns } from '../../../platform/sql/columns.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import { partnerBinding } from '../../bindings/index.ts';
import { customer } from '../../customers/index.ts';

/** The stored sum, or zero once its year is over. */
const soldMinor = (d: Columns<'access.soldInYear' | 'access.soldThisYearMinor'>): Sql =>
  sql`(case when ${d['access.soldInYear']} = ${calendarSql.year(sql.raw(NOW))} then ${d['access.soldThisYearMinor']} else 0 end)`;

/** Cash of a customer that the partner's performance leaves out after the change of the partner. */
export const bindingPerformance = extend(partnerBinding, {
  fields: {
    leftOut: {
      type: () => MoneyType,
      nullable: true,
      description:
        "Cash of the customer's orders that does not count as performance of the partner, because the customer changed its partner less than 6 months before; less refunds. Null for the other sides (换绑未计业绩).",
      source: visibleTo(
        sight.of('partner', 'operator'),
        (
          d,
        ) => sql`(select ${computed.money(sql.raw('coalesce(sum(l.cash_minor), 0)'))} from order_line l
          where l.customer_id = ${d.customerId} and l.partner_id = ${d.partnerId} and l.performance = 'REBOUND'
            and l.placed_at >= ${d.boundAt})`,
        'json',
      ),
    },
  },
});

export const customerSales = extend(customer, {
  fields: {
    soldThisYear: {
      type: () => MoneyType,
      nullable: true,
      description:
        "Sales of the viewer's organization to the customer since 1 January, less refunds (本年成交额); null for the other sides.",
      source: visibleTo(sight.of('partner'), (d) => computed.money(soldMinor(d)), 'json'),
    },
  },
  measures: {
    soldThisYear: measure.sum(
      soldMinor,
      "Sum of the sales of the viewer's organization to the customers since 1 January, less refunds; null for the other sides.",
    ),
  },
});
