import { computed } from '../../../platform/read/computed.ts';
import { type Reads, reads, relation } from '../../../platform/read/declare.ts';
import { filter } from '../../../platform/read/filters.ts';
import { measure } from '../../../platform/read/measures.ts';
import { product } from '../../catalog/index.ts';
import { partner } from '../../partners/index.ts';
import { ProductSalesEntity, SalesPeriodEntity } from './sales.entity.ts';
import { ProductSalesType, SalesPeriodType, SalesUnitEnum } from './sales.type.ts';

const sums = {
  deal: computed.money('dealMinor'),
  cash: computed.money('cashMinor'),
  refunded: computed.money('refundedMinor'),
  performance: computed.money('performanceMinor'),
  rebound: computed.money('reboundMinor'),
};

const measures = {
  deal: measure.sum(
    'dealMinor',
    'Sum of the deal prices, less refunds. Periods of different lengths overlap.',
  ),
  cash: measure.sum(
    'cashMinor',
    'Sum paid in cash, less refunds. Periods of different lengths overlap.',
  ),
  refunded: measure.sum(
    'refundedMinor',
    'Sum of refunded cash. Periods of different lengths overlap.',
  ),
  performance: measure.sum(
    'performanceMinor',
    'Sum of the performance, less refunds. Periods of different lengths overlap.',
  ),
  rebound: measure.sum(
    'reboundMinor',
    'Sum left out of the performance after changes of the partner. Periods of different lengths overlap.',
  ),
};

export const productSales: Reads<typeof ProductSalesEntity> = reads(
  ProductSalesType,
  ProductSalesEntity,
  {
    id: 'psl',
    fields: sums,
    relations: {
      product: relation.one(() => product, 'productId', 'The product.'),
      salesPeriod: relation.one(
        () => salesPeriod,
        'salesId',
        'Sales of all products in the period.',
        {
          nullable: false,
        },
      ),
    },
    measures,
    orders: { CASH: ['cashMinor', 'id'] },
  },
);

export const salesPeriod = reads(SalesPeriodType, SalesPeriodEntity, {
  id: 'sal',
  unfollowed: 'The sums follow from the order lines.',
  fields: sums,
  relations: {
    partner: relation.one(
      () => partner,
      'partnerId',
      'Partner whose sales they are; null for reports.',
    ),
    products: relation.page(
      () => productSales,
      'salesId',
      'Sales by product, largest cash part first.',
    ),
  },
  filters: {
    unit: filter.anyOf('unit', SalesUnitEnum, 'Lengths to include.'),
    period: filter.values(
      'period',
      () => [String],
      'Periods to include, for example 2026-03, 2026-Q1 or 2026.',
    ),
    startsWithin: filter.range('startsAt', 'Range of starts of the period.'),
    partnerId: filter.ids('partnerId', () => partner, 'Partners to include.'),
  },
  measures,
  orders: { STARTED: ['startsAt', 'id'] },
  roots: {
    salesPeriod: { one: 'Sales of a partner in one period.' },
    salesPeriods: { page: "Sales of the partners in the viewer's scope, newest first." },
  },
});
