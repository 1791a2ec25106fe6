import {
  ALL,
  NONE,
  of,
  one,
  oneRoot,
  page,
  pageRoot,
  type ReadSpec,
  type Reads,
  reads,
} from '../../platform/read/declare.ts';
import { anyOf, idsOf, range, valuesIn } from '../../platform/read/filters.ts';
import { moneyOf } from '../../platform/read/money-field.ts';
import type { Names } from '../../platform/sql/columns.ts';
import { raw, sql } from '../../platform/sql/sql.ts';
import { rolesOf } from '../../platform/viewer.ts';
import { product } from '../catalog/index.ts';
import { partner } from '../partners/index.ts';
import { ProductSalesEntity, SalesPeriodEntity } from './sales.entity.ts';
import { ProductSalesType, SalesPeriodType, SalesUnitEnum } from './sales.type.ts';

/** Sums tell a rep of customers that are not its own, and a seller of what others sold. */
const shared: Pick<
  ReadSpec<Names<typeof ProductSalesEntity> & Names<typeof SalesPeriodEntity>>,
  'scope' | 'narrow' | 'roles' | 'fields'
> = {
  scope: { partner: 'partnerId', seller: NONE, customer: NONE, operator: ALL, reporting: ALL },
  narrow: { 'csp.rep': () => raw('false') },
  roles: rolesOf('partner', 'operator', 'reporting').filter((role) => role !== 'csp.rep'),
  fields: {
    deal: of('dealMinor', moneyOf),
    cash: of('cashMinor', moneyOf),
    refunded: of('refundedMinor', moneyOf),
  },
};

export const productSales: Reads<typeof ProductSalesEntity> = reads(
  ProductSalesType,
  ProductSalesEntity,
  {
    id: 'psl',
    ...shared,
    relations: {
      product: one(() => product, 'productId', 'The product.'),
      salesPeriod: one(() => salesPeriod, 'salesId', 'All products of the period.', {
        nullable: false,
      }),
    },
    orders: { CASH: ['cashMinor', 'id'] },
  },
);

export const salesPeriod = reads(SalesPeriodType, SalesPeriodEntity, {
  id: 'sal',
  ...shared,
  relations: {
    partner: one(() => partner, 'partnerId', 'Whose sales they are; null for reports.'),
    products: page(() => productSales, 'salesId', 'What was sold, the most cash first.'),
  },
  filters: {
    unit: anyOf('unit', SalesUnitEnum, 'Of any of these lengths.'),
    period: valuesIn(
      () => [String],
      'Any of these periods, for example 2026-03, 2026-Q1 or 2026.',
      (d, values) => sql`${d.period} = any(${values}::text[])`,
    ),
    startsWithin: range('startsAt', 'Which begin within this range.'),
    partnerId: idsOf('partnerId', () => partner, 'Of any of these partners.'),
  },
  orders: { STARTED: ['startsAt', 'id'] },
  roots: {
    salesPeriod: oneRoot('The sales of a partner in one period.'),
    salesPeriods: pageRoot('Sales of the partners that the viewer answers for, newest first.'),
  },
});
