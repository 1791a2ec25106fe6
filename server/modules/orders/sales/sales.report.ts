import { measure } from '../../../platform/read/measures.ts';
import { report, rollup } from '../../../platform/read/report/declare.ts';
import { dimension } from '../../../platform/read/report/dimensions.ts';
import type { Columns } from '../../../platform/sql/columns.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import { Role } from '../../../platform/viewer.ts';
import { ProductEntity, ProductTypeEnum, product } from '../../catalog/index.ts';
import { customer } from '../../customers/index.ts';
import { organization } from '../../identity/index.ts';
import { partner } from '../../partners/index.ts';
import { PerformanceEnum } from '../line/order-line.type.ts';
import { orderLine } from '../order/order.read.ts';
import { ManagerSalesEntity, SellerSalesEntity } from './sales.entity.ts';
import { productSales, salesPeriod } from './sales.read.ts';
import { AMOUNTS, counts } from './sales-rollup.sql.ts';

const SOLD = 'Number of order lines sold.';
const REFUNDED = 'Number of refund lines (退订).';
const DEAL = 'Sum of the deal prices, including tax, less refunds (成交额).';
const CASH = 'Part of the deal prices paid in cash, less refunds (现金消费).';
const REFUNDED_CASH = 'Refunded cash, as a positive amount.';
const PERFORMANCE =
  'Performance (业绩): cash of lines whose customer was bound to the partner at payment, outside the 6 months after a change of the partner, less refunds.';
const REBOUND =
  'Cash left out of the performance within 6 months after a change of the partner, less refunds (换绑未满 6 个月).';
const UNASSOCIATED =
  'Cash left out of the performance because the customer was not bound to the partner at payment, less refunds (非绑定客户).';

/** Cash is performance, left out for either reason, and nothing else. */
const unassociated = (
  cash: Sql,
  { performanceMinor, reboundMinor }: Record<'performanceMinor' | 'reboundMinor', Sql>,
): Sql => sql`${cash} - ${performanceMinor} - ${reboundMinor}`;

/** The stored sums of months; quarters and years are sums of months. A month without lines left has zeros. */
const sums = {
  time: 'startsAt',
  summed: (d: Columns<'saleCount' | 'refundCount'>) => sql`${d.saleCount} + ${d.refundCount}`,
  measures: {
    deal: measure.sum('dealMinor', DEAL),
    cash: measure.sum('cashMinor', CASH),
    performance: measure.sum('performanceMinor', PERFORMANCE),
    rebound: measure.sum('reboundMinor', REBOUND),
    unassociated: measure.sum(
      (d: Columns<'cashMinor' | 'performanceMinor' | 'reboundMinor'>) =>
        unassociated(d.cashMinor, d),
      UNASSOCIATED,
    ),
    refunded: measure.sum('refundedMinor', REFUNDED_CASH),
    saleCount: measure.count(SOLD, 'saleCount'),
    refundCount: measure.count(REFUNDED, 'refundCount'),
  },
} as const;

const months = { ...sums, rows: (d: Columns<'unit'>) => sql`${d.unit} = 'MONTH'` } as const;

/** Sales that are attributed to partners, as `SalesPeriod` sums them, by any of their parties. */
export const salesReport = report({
  name: 'salesReport',
  description:
    'Sales attributed to partners (销售额), and the part that counts as their performance (业绩): paid order lines less refunds, by the time of the order.',
  over: orderLine,
  roles: Role.of('partner', 'seller', 'operator', 'reporting'),
  rows: counts,
  time: 'placedAt',
  within: 'placedWithin',
  dimensions: {
    partner: dimension.refersTo(
      () => partner,
      'partnerId',
      'Partner to which the sale is attributed.',
    ),
    product: dimension.refersTo(() => product, 'productId', 'Product sold.'),
    productType: {
      description: 'Kind of the product sold.',
      type: () => ProductTypeEnum,
      // PostgreSQL reads the kinds of all products once, instead of looking up that of each line.
      value: (d) =>
        sql`(select jsonb_object_agg(t.id, t.product_type) from ${sql.table(ProductEntity)} t) ->> (${d.productId})::text`,
    },
    seller: dimension.refersTo(() => organization, 'sellerId', 'Seller of the product (商家).'),
    customer: dimension.refersTo(
      () => customer,
      'customerId',
      'Customer, as far as the viewer may see it.',
    ),
    performanceStatus: dimension.column(
      'performance',
      PerformanceEnum,
      'Part of the line in the performance of its partner.',
    ),
  },
  filters: [
    'partnerId',
    'productId',
    'productType',
    'sellerId',
    'customerId',
    'performance',
    'placedWithin',
  ],
  measures: {
    deal: measure.sum(AMOUNTS.dealMinor, DEAL),
    cash: measure.sum(AMOUNTS.cashMinor, CASH),
    performance: measure.sum(AMOUNTS.performanceMinor, PERFORMANCE),
    rebound: measure.sum(AMOUNTS.reboundMinor, REBOUND),
    unassociated: measure.sum(
      (d: Columns<'cashMinor' | 'performance'>) =>
        unassociated(d.cashMinor, {
          performanceMinor: AMOUNTS.performanceMinor(d),
          reboundMinor: AMOUNTS.reboundMinor(d),
        }),
      UNASSOCIATED,
    ),
    refunded: measure.sum(AMOUNTS.refundedMinor, REFUNDED_CASH),
    saleCount: measure.count(SOLD, AMOUNTS.saleCount),
    refundCount: measure.count(REFUNDED, AMOUNTS.refundCount),
  },
  views: { sales_by_month: ['month', 'partner', 'product'] },
  rollups: [
    rollup(SellerSalesEntity, sums),
    rollup(ManagerSalesEntity, sums),
    rollup(salesPeriod, months),
    rollup(productSales, months),
  ],
});
