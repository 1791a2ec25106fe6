import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../../../platform/db/aggregate.ts';
import { p } from '../../../platform/db/columns.ts';
import { trigger } from '../../../platform/db/triggers.ts';
import { PRODUCT_TYPES } from '../../catalog/index.ts';
import { OrderLineEntity } from '../../orders/index.ts';
import { PartnerEntity } from '../../partners/index.ts';
import { billParties } from '../bill/bill.entity.ts';
import { SettlementBillLineEntity } from '../bill/bill-line.entity.ts';
import { adjustedToRefunds } from '../line/settled-sale.sql.ts';

export const ADJUSTMENT_ORIGINS = ['DISPUTE', 'REFUSED_AUTHORIZATION', 'OPERATOR'] as const;

/**
 * Correction of a line of a sent bill (domain §4.8). The next bill run makes an ADJUSTMENT line of it; the bill
 * line refers to it, so that it is billed once.
 */
export const BillAdjustmentEntity = aggregate({
  name: 'BillAdjustment',
  parties: billParties,
  properties: {
    ...p.record(),
    partnerId: () => p.ref(PartnerEntity),
    billLineId: () => p.ref(SettlementBillLineEntity),
    orderLineId: () => p.ref(OrderLineEntity),
    productType: p.word(PRODUCT_TYPES),
    amountMinor: p.bigint('bigint'),
    currency: p.currency(),
    origin: p.word(ADJUSTMENT_ORIGINS),
    /** Dispute or payment authorization from which it follows. */
    sourceId: p.uuid().nullable(),
    reason: p.text(),
    madeByName: p.text(),
  },
  checks: [
    { name: 'bill_adjustment_amount', expression: 'amount_minor <> 0' },
    {
      name: 'bill_adjustment_source',
      expression: `(origin = 'OPERATOR') = (source_id is null)`,
    },
  ],
  uniques: [{ name: 'bill_adjustment_of_source', properties: ['sourceId'] }],
  indexes: [
    { name: 'bill_adjustment_newest', properties: ['createdAt', 'id'] },
    { name: 'bill_adjustment_of_partner', properties: ['partnerId', 'createdAt', 'id'] },
    { name: 'bill_adjustment_of_line', properties: ['billLineId', 'createdAt', 'id'] },
    { name: 'bill_adjustment_of_order_line', properties: ['orderLineId'] },
    { name: 'bill_adjustment_changed', properties: ['updatedAt', 'id'] },
  ],
  triggers: [
    ...trigger.appendOnly('bill_adjustment', 'adjustments'),
    trigger.definer({
      name: 'bill_adjustment_to_refunds',
      table: 'bill_adjustment',
      timing: 'after',
      event: 'insert',
      forEach: 'statement',
      referencing: 'new table as new_rows',
      body: `${adjustedToRefunds('new_rows')}; return null`,
    }),
  ],
});
export type BillAdjustment = InferEntity<typeof BillAdjustmentEntity>;
