import { computed } from '../../../platform/read/computed.ts';
import { extend, reads, relation } from '../../../platform/read/declare.ts';
import { filter } from '../../../platform/read/filters.ts';
import { measure } from '../../../platform/read/measures.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { orderLine } from '../../orders/index.ts';
import { partner } from '../../partners/index.ts';
import { settlementBillLine } from '../bill/bill.read.ts';
import { BillAdjustmentEntity } from './adjustment.entity.ts';
import { BillAdjustmentOriginEnum, BillAdjustmentType } from './adjustment.type.ts';

export const billAdjustment = reads(BillAdjustmentType, BillAdjustmentEntity, {
  id: 'bad',
  fields: { amount: computed.money('amountMinor') },
  relations: {
    partner: relation.one(() => partner, 'partnerId', 'Partner of the bill.', { nullable: false }),
    corrects: relation.one(() => settlementBillLine, 'billLineId', 'Bill line that it corrects.', {
      nullable: false,
    }),
    orderLine: relation.one(() => orderLine, 'orderLineId', 'Order line.', { nullable: false }),
    billedBy: relation.chosen(
      () => settlementBillLine,
      { among: (l, d) => sql`${l.adjustmentId} = ${d.id}` },
      'Bill line that it became; null until the next bill run.',
    ),
  },
  filters: {
    partnerId: filter.ids('partnerId', () => partner, 'Partners to include.'),
    origin: filter.anyOf('origin', BillAdjustmentOriginEnum, 'Causes to include.'),
    createdWithin: filter.range('createdAt', 'Range of times of the decision.'),
  },
  measures: { amount: measure.sum('amountMinor', 'Sum of the amounts, including tax.') },
  orders: { CREATED: ['createdAt', 'id'] },
  roots: {
    billAdjustment: { one: 'One adjustment of a bill line.' },
    billAdjustments: { page: "Adjustments in the viewer's scope, newest first (调整项)." },
  },
});

/** Adjustments where the corrected line is read. */
export const adjustmentLists = extend(settlementBillLine, {
  relations: {
    adjustments: relation.page(
      () => billAdjustment,
      'billLineId',
      'Corrections of the line, newest first.',
    ),
    adjustment: relation.one(
      () => billAdjustment,
      'adjustmentId',
      'Correction that the line bills; only for lines of kind ADJUSTMENT.',
    ),
  },
});
