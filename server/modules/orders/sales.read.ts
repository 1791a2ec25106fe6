import {
  of,
  one,
  oneRoot,
  page,
  pageRoot,
  type Reads,
  reads,
} from '../../platform/read/declare.ts';
import { anyOf, idsOf, range, valuesIn } from '../../platform/read/filters.ts';
import { moneyOf } from '../../platform/read/money-field.ts';
import { sql } from '../../platform/sql/sql.ts';
import { product } from '../catalog/index.ts';
import { partner } from '../partners/index.ts';
import { ProductSalesEntity, SalesPeriodEntity } from './sales.entity.ts';
import { ProductSalesType, SalesPeriodType, SalesUnitEnum } from './sales.type.ts';

const sums = {
  deal: of('dealMinor', moneyOf),
  cash: of('cashMinor', moneyOf),
  refunded: of('refundedMinor', moneyOf),
};

export const productSales: Reads<typeof ProductSalesEntity> = reads(
  ProductSalesType,
  ProductSalesEntity,
  {
    id: 'psl',
    fields: sums,
    relations: {
      product: one(() => product, 'productId', 'The product.'),
      salesPeriod: one(() => salesPeriod, 'salesId', 'Sales of all products in the period.', {
        nullable: false,
      }),
    },
    orders: { CASH: ['cashMinor', 'id'] },
  },
);

export const salesPeriod = reads(SalesPeriodType, SalesPeriodEntity, {
  id: 'sal',
  fields: sums,
  relations: {
    partner: one(() => partner, 'partnerId', 'Partner whose sales they are; null for reports.'),
    products: page(() => productSales, 'salesId', 'Sales by product, largest cash part first.'),
  },
  filters: {
    unit: anyOf('unit', SalesUnitEnum, 'Lengths to include.'),
    period: valuesIn(
      () => [String],
      'Periods to include, for example 2026-03, 2026-Q1 or 2026.',
      (d, values) => sql`${d.period} = any(${values}::text[])`,
    ),
    startsWithin: range('startsAt', 'Range of starts of the period.'),
    partnerId: idsOf('partnerId', () => partner, 'Partners to include.'),
  },
  orders: { STARTED: ['startsAt', 'id'] },
  roots: {
    salesPeriod: oneRoot('Sales of a partner in one period.'),
    salesPeriods: pageRoot("Sales of the partners in the viewer's scope, newest first."),
  },
});
