import { calendarSql } from '../../../platform/db/calendar-sql.ts';
import { computed } from '../../../platform/read/computed.ts';
import { extend } from '../../../platform/read/declare.ts';
import { sight, visibleTo } from '../../../platform/read/visible.ts';
import { MoneyType } from '../../../platform/schema/types.ts';
import type { Columns } from '../../../platform/sql/columns.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import { Role } from '../../../platform/viewer.ts';
import { cspAuthorization, jointSalesAuthorization } from '../../authorizations/index.ts';
import { exclusiveDiscount } from '../../discounts/index.ts';
import { soldSince } from './sold.read.ts';

const sold = (d: Columns<'productId' | 'customerId'>, v: typeof sql.viewer): Sql => sql`(
  select ${computed.money(sql.raw('e.minor'))} from ${soldSince(
    { partnerId: v.tenantId, productId: d.productId, customerId: d.customerId },
    calendarSql.startOf('month', 11),
  )} e)`;

/** Sums would disclose other reps' customers to a rep, and a partner's sales to other sides. */
const soldLastYear = visibleTo(
  sight.roles(...Role.of('partner').filter((role) => role !== 'csp.rep')),
  sold,
  'json',
);

const sales = {
  soldLastYear: {
    type: () => MoneyType,
    nullable: true,
    description:
      "Sales of the product by the viewer's organization to the customers of the authorization, in this month and the eleven months before, less refunds (近 12 个月成交). Null for reps and for the other sides.",
    source: soldLastYear,
  },
};

export const authorizationSales = [
  extend(cspAuthorization, { fields: sales }),
  extend(jointSalesAuthorization, { fields: sales }),
  extend(exclusiveDiscount, {
    fields: {
      soldLastYear: {
        type: () => MoneyType,
        nullable: true,
        description:
          "Sales of the product by the viewer's organization to the customer of the discount, in this month and the eleven months before, less refunds (近 12 个月成交). Null for the other sides.",
        source: visibleTo(sight.of('partner'), sold, 'json'),
      },
    },
  }),
];
