import { computed } from '../../platform/read/computed.ts';
import { extend } from '../../platform/read/declare.ts';
import { MoneyType } from '../../platform/schema/types.ts';
import type { Columns } from '../../platform/sql/columns.ts';
import { type Sql, sql, type ViewerRef } from '../../platform/sql/sql.ts';
import { ROLES } from '../../platform/viewer.ts';
import { partnerBinding } from '../bindings/index.ts';
import { customer } from '../customers/index.ts';
import { COUNTS } from './sales-rollup.sql.ts';
import { startOf } from './sold.read.ts';

const sold = (d: Columns<'id'>, v: ViewerRef): Sql => sql`(
  select ${computed.money(sql.raw('coalesce(sum(l.deal_minor), 0)'))} from order_line l
  where l.customer_id = ${d.id} and l.partner_id = ${v.tenantId}
    and l.placed_at >= ${startOf('year')} and ${sql.raw(COUNTS)})`;

/** Cash of a customer that the partner's performance leaves out after the change of the partner. */
export const bindingPerformance = extend(partnerBinding, {
  fields: {
    leftOut: {
      type: () => MoneyType,
      nullable: true,
      description:
        "Cash of the customer's orders that does not count as performance of the partner, because the customer changed its partner less than 6 months before; less refunds. Null for the other sides (换绑未计业绩).",
      source: computed.onlyFor(
        (role) => ROLES[role] === 'partner' || ROLES[role] === 'operator',
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
      source: computed.onlyFor((role) => ROLES[role] === 'partner', sold, 'json'),
    },
  },
});
