import { measure } from '../../../platform/read/measures.ts';
import { report } from '../../../platform/read/report/declare.ts';
import { dimension } from '../../../platform/read/report/dimensions.ts';
import type { Columns } from '../../../platform/sql/columns.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { Role } from '../../../platform/viewer.ts';
import { product } from '../../catalog/index.ts';
import { customer } from '../../customers/index.ts';
import { organization } from '../../identity/index.ts';
import { partner } from '../../partners/index.ts';
import { CUSTOMER_STATES } from './discount.machine.ts';
import { exclusiveDiscount } from './discount.read.ts';
import { DiscountDepthEnum, DiscountStatusEnum } from './discount.type.ts';

/** Depth of the granted discounts, and the customers and products that they cover (domain §7, Reporting). */
export const discountReport = report({
  name: 'discountReport',
  description:
    'Granted exclusive discounts by depth below the list price, parties and months (优惠深度). An automatic discount only attributes an order, so it does not count.',
  over: exclusiveDiscount,
  roles: Role.of('partner', 'seller', 'operator', 'reporting'),
  rows: (d) =>
    sql`${d.origin} = 'PARTNER' and (${d.status} in (${sql.words(CUSTOMER_STATES)}) or ${d.activatedAt} is not null)`,
  time: 'validFrom',
  dimensions: {
    depth: dimension.column('depth', DiscountDepthEnum, 'Depth below the list price.'),
    status: dimension.column('status', DiscountStatusEnum, 'State of the discount.'),
    validMonth: dimension.months<'validFrom' | 'validUntil' | 'endedAt'>(
      'validFrom',
      (d) => sql`coalesce(${d.endedAt}, ${d.validUntil})`,
      'Month in which the discount is valid; a discount counts in every month until it ends or is ended.',
    ),
    product: dimension.refersTo(() => product, 'productId', 'Product.'),
    partner: dimension.refersTo(() => partner, 'partnerId', 'Partner that granted the discount.'),
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
    'status',
    'depth',
    'startsWithin',
    'validWithin',
  ],
  sums: ['listTotal', 'netTotal', 'savings'],
  measures: {
    discountCount: measure.count('Number of discounts.'),
    specialCount: measure.count(
      'Number of discounts that were requested below the floor (特殊商务申请).',
      (d: Columns<'justification'>) => sql`(${d.justification} is not null)::int`,
    ),
  },
  views: { discounts_by_month: ['month', 'partner', 'product', 'depth'] },
});
