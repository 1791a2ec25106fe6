import { command } from '../../platform/command/command.ts';
import { field } from '../../platform/command/input.ts';
import type { AnyCommand } from '../../platform/command/types.ts';
import { refuse } from '../../platform/errors.ts';
import { money } from '../../platform/money.ts';
import { sql } from '../../platform/sql/sql.ts';
import { ProductTypeEnum, priceInput, product } from '../catalog/index.ts';
import { type PerformanceTarget, PerformanceTargetEntity } from './performance-target.entity.ts';
import { performanceTarget } from './performance-target.read.ts';

const PERIOD = /^\d{4}(-(0[1-9]|1[0-2]|Q[1-4]))?$/;

const unitOf = (period: string): PerformanceTarget['unit'] => {
  if (period.length === 4) return 'YEAR';
  return period.includes('Q') ? 'QUARTER' : 'MONTH';
};

const set = command({
  name: 'performanceTargetSet',
  description:
    "Sets the target of the partner's performance in a month, quarter or year, or removes it (业绩目标). Without a product and a kind it is the target of all sales.",
  roles: ['csp.owner'],
  fields: {
    period: field.text('Period: 2026-03, 2026-Q1 or 2026.', { max: 7, pattern: PERIOD }),
    productId: field.optional(
      field.id(() => product, 'Product whose performance it is; not together with a kind.'),
    ),
    productType: field.optional(
      field.word(ProductTypeEnum, 'Kind of the products whose performance it is.'),
    ),
    amount: field.optional(
      priceInput('Performance to reach, in yuan; null removes the target of the period.'),
    ),
  },
  payload: { performanceTarget: () => performanceTarget },
  idempotent: true,
  async run(tx, { period, amount, productId = null, productType = null }) {
    if (productId !== null && productType !== null) throw refuse('PRODUCT_AND_TYPE', 'productType');
    const partnerId = tx.viewer.tenantId;
    tx.lock('PerformanceTarget', `${partnerId}:${period}`);
    const [row] = await tx.find(
      PerformanceTargetEntity,
      (d) => sql`${d.partnerId} = ${partnerId} and ${d.period} = ${period}
        and ${d.productId} is not distinct from ${productId}::uuid and ${d.productType} is not distinct from ${productType}::text`,
    );
    tx.audit({
      action: 'performanceTargetSet',
      subjectType: 'Partner',
      subjectId: partnerId,
      detail: {
        period,
        productId,
        productType,
        amount: amount ?? null,
        was: row ? money.format(row.amountMinor) : null,
      },
    });
    if (amount === undefined || amount === null) {
      if (row) await tx.rows(sql`delete from performance_target where id = ${row.id}`);
      return { performanceTarget: null };
    }
    const amountMinor = money.parse(amount);
    if (row) {
      tx.update(PerformanceTargetEntity, (d) => sql`${d.id} = ${row.id}`, { amountMinor });
      return { performanceTarget: row.id };
    }
    const made = {
      id: tx.newId(),
      createdAt: tx.now,
      partnerId,
      unit: unitOf(period),
      period,
      productId,
      productType,
      amountMinor,
    };
    tx.insert(PerformanceTargetEntity, made);
    return { performanceTarget: made.id };
  },
});

export const performanceTargetCommands: readonly AnyCommand[] = [set];
