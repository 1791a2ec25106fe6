import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../../../platform/db/aggregate.ts';
import { p } from '../../../platform/db/columns.ts';
import { ALL, type PartiesOf } from '../../../platform/db/parties.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { ProductEntity } from '../../catalog/index.ts';
import { MembershipEntity, OrganizationEntity } from '../../identity/index.ts';
import { PartnerEntity } from '../../partners/index.ts';
import { SALES_UNITS } from './sales-rollup.sql.ts';

const amounts = () => ({
  saleCount: p.integer(),
  refundCount: p.integer(),
  /** Less refunds. */
  dealMinor: p.bigint('bigint'),
  cashMinor: p.bigint('bigint'),
  refundedMinor: p.bigint('bigint'),
  /** Cash of the lines that count as performance, less refunds. */
  performanceMinor: p.bigint('bigint').default(0),
  /** Cash left out of the performance because the customer changed its partner. */
  reboundMinor: p.bigint('bigint').default(0),
});

const sums = () => ({
  id: p.uuid().primary(),
  partnerId: () => p.ref(PartnerEntity),
  unit: p.word(SALES_UNITS),
  /** `2026-03`, `2026-Q1` or `2026`. */
  period: p.text(),
  /** 00:00 of its first day in Asia/Shanghai. */
  startsAt: p.instant(),
  currency: p.currency(),
  ...amounts(),
});

/**
 * Reports read the sums of all partners; only the triggers of the order lines write them. The sums would
 * disclose other reps' customers to a rep, and other sellers' sales to a seller.
 */
const salesParties = {
  // A row for each month, quarter and year.
  partner: { column: 'partnerId', few: true },
  operator: ALL,
  reporting: ALL,
} as const satisfies PartiesOf<{ partnerId: unknown }>;

/** Sales of a partner in a month, quarter or year, summed when the order lines are written. */
export const SalesPeriodEntity = aggregate({
  name: 'SalesPeriod',
  parties: salesParties,
  properties: sums(),
  uniques: [
    {
      name: 'sales_period_once',
      properties: ['partnerId', 'unit', 'period', 'currency'],
    },
  ],
  indexes: [
    { name: 'sales_period_of_partner', properties: ['partnerId', 'unit', 'startsAt', 'id'] },
    { name: 'sales_period_newest', properties: ['startsAt', 'id', 'unit'] },
  ],
});
export type SalesPeriod = InferEntity<typeof SalesPeriodEntity>;

export const ProductSalesEntity = aggregate({
  name: 'ProductSales',
  parties: salesParties,
  properties: {
    ...sums(),
    salesId: () => p.ref(SalesPeriodEntity),
    productId: () => p.ref(ProductEntity),
  },
  indexes: [
    { name: 'product_sales_largest', properties: ['salesId', 'cashMinor', 'id'] },
    {
      name: 'product_sales_of_product',
      properties: ['partnerId', 'productId', 'unit', 'startsAt'],
    },
    {
      // Reports read the sums of months in the index alone.
      name: 'product_sales_of_months',
      expression: `create index product_sales_of_months on product_sales (partner_id, starts_at, product_id) include (sale_count, refund_count, deal_minor, cash_minor, refunded_minor, performance_minor, rebound_minor) where unit = 'MONTH'`,
    },
  ],
});
export type ProductSales = InferEntity<typeof ProductSalesEntity>;

/**
 * Sales of a seller's product in a month, over all partners. Writers of all partners share these sums, so that each of
 * them adds to a stripe (decision 0021).
 */
export const SellerSalesEntity = aggregate({
  name: 'SellerSales',
  writers: 'TRIGGERS',
  parties: { seller: 'sellerId', operator: ALL, reporting: ALL },
  properties: {
    /** 00:00 of the first day of the month in Asia/Shanghai. */
    startsAt: p.instant().primary(),
    sellerId: () => p.ref(OrganizationEntity).primary(),
    productId: () => p.ref(ProductEntity).primary(),
    stripe: p.smallint().primary(),
    ...amounts(),
  },
});

/**
 * Sales of a product in a month to the customers that an account manager has now. The sums of a customer move with it
 * (decision 0021).
 */
export const ManagerSalesEntity = aggregate({
  name: 'ManagerSales',
  writers: 'TRIGGERS',
  parties: {
    partner: { column: 'partnerId', roles: ['csp.rep'] },
    rep: (d, v) => sql`${d.memberId} = ${v.memberId}`,
  },
  properties: {
    memberId: () => p.ref(MembershipEntity).primary(),
    /** 00:00 of the first day of the month in Asia/Shanghai. */
    startsAt: p.instant().primary(),
    productId: () => p.ref(ProductEntity).primary(),
    stripe: p.smallint().primary(),
    partnerId: () => p.ref(PartnerEntity),
    ...amounts(),
  },
});
