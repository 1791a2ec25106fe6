import { GraphQLBoolean } from 'graphql';
import { measure } from '../../../platform/read/measures.ts';
import { report } from '../../../platform/read/report/declare.ts';
import { dimension } from '../../../platform/read/report/dimensions.ts';
import type { Columns } from '../../../platform/sql/columns.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { product } from '../../catalog/index.ts';
import { customer } from '../../customers/index.ts';
import { organization } from '../../identity/index.ts';
import { orderLine } from '../../orders/index.ts';
import { partner } from '../../partners/index.ts';
import { BillingBlockerEnum, BillingStatusEnum } from './line-billing.type.ts';
import { billingReason, settlementMinor } from './line-settlement.edge.ts';
import { billingBlockers, billingStatus, readers } from './order-line-billing.edge.ts';

/** Order lines of partners by their billing, for the roles that may read bills. */
export const billingReport = report({
  name: 'billingReport',
  description:
    'Order lines attributed to partners, by billing status and by the reasons why they are not billed yet.',
  over: orderLine,
  roles: readers,
  rows: (d) => sql`${d.partnerId} is not null`,
  time: 'placedAt',
  dimensions: {
    status: {
      description: 'Billing status of the line.',
      type: () => BillingStatusEnum,
      value: billingStatus,
    },
    blocker: {
      description:
        'Reason why the line is not billed; null if it is. A line with several reasons counts for each of them.',
      type: () => BillingBlockerEnum,
      value: billingBlockers,
      isList: true,
    },
    reason: {
      description: 'Main reason why the line is not billed; null if it is. Every line counts once.',
      type: () => BillingBlockerEnum,
      value: billingReason,
    },
    refund: {
      description: 'Whether the line is a refund, which deducts (退订待扣减).',
      type: () => GraphQLBoolean,
      value: (d) => sql`${d.refundOfId} is not null`,
    },
    partner: dimension.refersTo(() => partner, 'partnerId', 'Partner of the line.'),
    product: dimension.refersTo(() => product, 'productId', 'Product sold.'),
    seller: dimension.refersTo(() => organization, 'sellerId', 'Seller of the product (商家).'),
    customer: dimension.refersTo(
      () => customer,
      'customerId',
      'Customer, as far as the viewer may see it.',
    ),
  },
  filters: [
    'partnerId',
    'productId',
    'sellerId',
    'customerId',
    'placedWithin',
    'strategy',
    'billingStatus',
    'billingReason',
    'productType',
    'billingBlocker',
    'performance',
    'isRefund',
    'orderNumber',
    'isOfCompleteDay',
    'status',
  ],
  measures: {
    lineCount: measure.count('Number of order lines.'),
    deal: measure.sum('dealMinor', 'Sum of the deal prices, including tax (成交额).'),
    cash: measure.sum('cashMinor', 'Part of the deal prices paid in cash (现金消费).'),
    settlement: measure.sum(
      settlementMinor,
      'Sum of the settlement amounts: billed, or estimated at current rates; lines without an agreed share ratio do not count.',
    ),
    withoutShare: measure.count(
      'Number of lines without an agreed share ratio, which `settlement` does not count (未约定分成).',
      (d: Columns<'partnerId' | 'strategy'>) =>
        sql`(${d.partnerId} is not null and ${d.strategy} is null)::int`,
    ),
  },
  views: { billing_by_month: ['month', 'partner', 'status', 'blocker'] },
});
