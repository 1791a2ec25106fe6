import { computed } from '../../platform/read/computed.ts';
import { extend } from '../../platform/read/declare.ts';
import { MoneyType } from '../../platform/schema/types.ts';
import type { Columns } from '../../platform/sql/columns.ts';
import { type Sql, sql, type ViewerRef } from '../../platform/sql/sql.ts';
import { ROLES } from '../../platform/viewer.ts';
import { customer } from '../customers/index.ts';
import { COUNTS } from './sales-rollup.sql.ts';
import { startOf } from './sold.read.ts';

const sold = (d: Columns<'id'>, v: ViewerRef): Sql => sql`(
  select ${computed.money(sql.raw('coalesce(sum(l.deal_minor), 0)'))} from order_line l
  where l.customer_id = ${d.id} and l.partner_id = ${v.tenantId}
    and l.placed_at >= ${startOf('year')} and ${sql.raw(COUNTS)})`;

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
