import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../../platform/db/aggregate.ts';
import { p } from '../../platform/db/columns.ts';
import { ALL } from '../../platform/db/parties.ts';
import { PRODUCT_TYPES, ProductEntity } from '../catalog/index.ts';
import { SALES_UNITS } from '../orders/index.ts';
import { PartnerEntity } from '../partners/index.ts';

/**
 * Performance that a partner wants to reach in a month, quarter or year: of all sales, of one product, or of the products
 * of one kind.
 */
export const PerformanceTargetEntity = aggregate({
  name: 'PerformanceTarget',
  parties: {
    partner: {
      column: 'partnerId',
      few: true,
      roles: ['csp.owner', 'csp.manager', 'csp.finance', 'csp.auditor'],
    },
    operator: ALL,
  },
  properties: {
    ...p.record(),
    partnerId: () => p.ref(PartnerEntity),
    unit: p.word(SALES_UNITS),
    /** `2026-03`, `2026-Q1` or `2026`. */
    period: p.text(),
    productId: () => p.ref(ProductEntity).nullable().deleteRule('no action'),
    productType: p.word(PRODUCT_TYPES).nullable(),
    currency: p.currency(),
    amountMinor: p.bigint('bigint'),
  },
  checks: [
    {
      name: 'performance_target_scope',
      expression: 'num_nonnulls(product_id, product_type) <= 1',
    },
    { name: 'performance_target_amount', expression: 'amount_minor > 0' },
    {
      name: 'performance_target_period',
      expression: `case unit when 'MONTH' then period ~ '^\\d{4}-(0[1-9]|1[0-2])$' when 'QUARTER' then period ~ '^\\d{4}-Q[1-4]$' else period ~ '^\\d{4}$' end`,
    },
  ],
  indexes: [
    {
      name: 'performance_target_once',
      expression:
        'create unique index performance_target_once on performance_target (partner_id, period, product_id, product_type) nulls not distinct',
    },
    { name: 'performance_target_of_partner', properties: ['partnerId', 'period', 'id'] },
    { name: 'performance_target_by_period', properties: ['period', 'id'] },
    { name: 'performance_target_changed', properties: ['updatedAt', 'id'] },
    { name: 'performance_target_changed_of_partner', properties: ['partnerId', 'updatedAt', 'id'] },
  ],
});
export type PerformanceTarget = InferEntity<typeof PerformanceTargetEntity>;
