import { countOf, sumOf } from '../../platform/read/measures.ts';
import { report, rollup } from '../../platform/read/report/declare.ts';
import { dimension } from '../../platform/read/report/dimensions.ts';
import type { Columns } from '../../platform/sql/columns.ts';
import { sql } from '../../platform/sql/sql.ts';
import { rolesOf } from '../../platform/viewer.ts';
import { product } from '../catalog/index.ts';
import { customer } from '../customers/index.ts';
import { organization } from '../identity/index.ts';
import { partner } from '../partners/index.ts';
import { orderLine } from './order.read.ts';
import { productSales, salesPeriod } from './sales.read.ts';
import { AMOUNTS, counts } from './sales-rollup.sql.ts';

const SOLD = 'Number of order lines sold.';
const REFUNDED = 'Number of refund lines (退订).';
const DEAL = 'Sum of the deal prices, including tax, less refunds (成交额).';
const CASH = 'Part of the deal prices paid in cash, less refunds (现金消费).';
const REFUNDED_CASH = 'Refunded cash, as a positive amount.';

/** The stored sums of months; quarters and years are sums of months. A month without lines left has zeros. */
const months = {
  names: { placedAt: 'startsAt' },
  rows: (d: Columns<'unit' | 'saleCount' | 'refundCount'>) =>
    sql`${d.unit} = 'MONTH' and ${d.saleCount} + ${d.refundCount} > 0`,
  measures: {
    deal: sumOf('dealMinor', DEAL),
    cash: sumOf('cashMinor', CASH),
    refunded: sumOf('refundedMinor', REFUNDED_CASH),
    saleCount: countOf(SOLD, 'saleCount'),
    refundCount: countOf(REFUNDED, 'refundCount'),
  },
} as const;

/** Sales that are attributed to partners, as `SalesPeriod` sums them, by any of their parties. */
export const salesReport = report({
  name: 'salesReport',
  description:
    'Sales attributed to partners (业绩): paid order lines less refunds, by the time of the order.',
  over: orderLine,
  roles: rolesOf('partner', 'seller', 'operator', 'reporting'),
  rows: counts,
  time: 'placedAt',
  dimensions: {
    partner: dimension.refersTo(
      () => partner,
      'partnerId',
      'Partner to which the sale is attributed.',
    ),
    product: dimension.refersTo(() => product, 'productId', 'Product sold.'),
    seller: dimension.refersTo(() => organization, 'sellerId', 'Seller of the product (商家).'),
    customer: dimension.refersTo(
      () => customer,
      'customerId',
      'Customer, as far as the viewer may see it.',
    ),
  },
  filters: ['partnerId', 'productId', 'sellerId', 'customerId'],
  measures: {
    deal: sumOf(AMOUNTS.dealMinor, DEAL),
    cash: sumOf(AMOUNTS.cashMinor, CASH),
    refunded: sumOf(AMOUNTS.refundedMinor, REFUNDED_CASH),
    saleCount: countOf(SOLD, AMOUNTS.saleCount),
    refundCount: countOf(REFUNDED, AMOUNTS.refundCount),
  },
  views: { sales_by_month: ['month', 'partner', 'product'] },
  rollups: [rollup(salesPeriod, months), rollup(productSales, months)],
});
