import { computed } from '../../platform/read/computed.ts';
import { reads, relation } from '../../platform/read/declare.ts';
import { filter } from '../../platform/read/filters.ts';
import { sql } from '../../platform/sql/sql.ts';
import { ProductTypeEnum, product } from '../catalog/index.ts';
import { SalesUnitEnum } from '../orders/index.ts';
import { partner } from '../partners/index.ts';
import { PerformanceTargetEntity } from './performance-target.entity.ts';
import { PerformanceTargetType } from './performance-target.type.ts';

export const performanceTarget = reads(PerformanceTargetType, PerformanceTargetEntity, {
  id: 'pft',
  fields: { amount: computed.money('amountMinor') },
  relations: {
    partner: relation.one(() => partner, 'partnerId', 'Partner whose target it is.', {
      nullable: false,
    }),
    product: relation.one(
      () => product,
      'productId',
      'Product whose performance it is; null for any other target.',
    ),
  },
  filters: {
    unit: filter.anyOf('unit', SalesUnitEnum, 'Lengths to include.'),
    period: filter.values(
      'period',
      () => [String],
      'Periods to include, for example 2026-03, 2026-Q1 or 2026.',
    ),
    productId: filter.ids('productId', () => product, 'Products to include.'),
    productType: filter.anyOf('productType', ProductTypeEnum, 'Kinds of products to include.'),
    isOfProducts: filter.holds(
      (d) => sql`num_nonnulls(${d.productId}, ${d.productType}) > 0`,
      'Whether the target is for a product or a kind of products; false leaves those for all sales.',
    ),
    partnerId: filter.ids('partnerId', () => partner, 'Partners to include.'),
  },
  orders: { PERIOD: ['period', 'id'] },
  roots: {
    performanceTarget: { one: 'One performance target.' },
    performanceTargets: { page: "Performance targets in the viewer's scope, latest period first." },
  },
});
