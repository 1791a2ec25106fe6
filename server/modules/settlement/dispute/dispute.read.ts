import { actions } from '../../../platform/read/actions.ts';
import { computed } from '../../../platform/read/computed.ts';
import { extend, reads, relation } from '../../../platform/read/declare.ts';
import { filter } from '../../../platform/read/filters.ts';
import { measure } from '../../../platform/read/measures.ts';
import { scalar } from '../../../platform/schema/scalars.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { activity } from '../../customers/index.ts';
import { orderLine } from '../../orders/index.ts';
import { partner } from '../../partners/index.ts';
import { billAdjustment } from '../adjustment/adjustment.read.ts';
import { SettlementBillEntity } from '../bill/bill.entity.ts';
import { settlementBill, settlementBillLine } from '../bill/bill.read.ts';
import { LineDisputeEntity } from './dispute.entity.ts';
import { finance, lineDisputeMachine } from './dispute.machine.ts';
import { LineDisputeStatusEnum, LineDisputeType } from './dispute.type.ts';

export const lineDispute = reads(LineDisputeType, LineDisputeEntity, {
  id: 'dsp',
  fields: {
    viewerActions: actions(lineDisputeMachine, LineDisputeEntity),
    lineAmount: computed.money('lineMinor'),
    expectedAmount: computed.money('expectedMinor'),
    adjustmentAmount: computed.money('adjustmentMinor'),
    isDecideByProvisional: (d) => computed.provisional(d.decideBy),
  },
  relations: {
    bill: relation.one(() => settlementBill, 'billId', 'Bill of the line.', { nullable: false }),
    billLine: relation.one(() => settlementBillLine, 'billLineId', 'Disputed line.', {
      nullable: false,
    }),
    orderLine: relation.one(() => orderLine, 'orderLineId', 'Order line.', { nullable: false }),
    partner: relation.one(() => partner, 'partnerId', 'Partner that disputes the line.', {
      nullable: false,
    }),
    adjustment: relation.chosen(
      () => billAdjustment,
      { among: (a, d) => sql`${a.sourceId} = ${d.id}` },
      'Adjustment that follows from the dispute; null unless it was upheld.',
    ),
    activities: relation.page(() => activity, 'subjectId', 'History of the dispute (动态).'),
  },
  filters: {
    search: filter.search(
      'searchKey',
      'Text that the number, bill, order or product must contain; matches pinyin and initials, too.',
    ),
    status: filter.anyOf('status', LineDisputeStatusEnum, 'States to include.'),
    period: filter.values('period', () => [scalar.month], 'Months of the bill to include.'),
    isBreached: filter.holds((d) => d.isBreached, 'Whether the time for the decision passed.'),
    billId: filter.ids('billId', () => settlementBill, 'Bills to include.'),
    partnerId: filter.ids('partnerId', () => partner, 'Partners to include.'),
    decideWithin: filter.range('decideBy', 'Range of the time by which operations should decide.'),
  },
  measures: {
    lineAmount: measure.sum('lineMinor', 'Sum of the settlement amounts of the disputed lines.'),
  },
  orders: { CREATED: ['createdAt', 'id'], DUE: ['dueAtOrNever', 'id'] },
  keys: { number: 'Readable number.' },
  roots: {
    lineDispute: { one: 'One line dispute.' },
    lineDisputes: { page: "Line disputes in the viewer's scope, newest first (明细异议)." },
  },
});

/** States of a bill in which its lines can be disputed: from sending until the countersignature. */
export const DISPUTABLE = ['SENT', 'COUNTERSIGNING'] as const;

/** Disputes where their bill and line are read. */
export const disputeLists = [
  extend(settlementBill, {
    relations: {
      lineDisputes: relation.page(
        () => lineDispute,
        'billId',
        'Disputes of the lines, newest first (明细异议).',
      ),
    },
  }),
  extend(settlementBillLine, {
    fields: {
      canDispute: {
        type: () => Boolean,
        description:
          'Whether the viewer may dispute the line now: as finance of the partner, until the countersignature, and once.',
        source: (d, _v, role) => {
          if (!(finance as readonly string[]).includes(role)) return sql.raw('false');
          const states = sql.words(DISPUTABLE);
          return sql`(exists (select 1 from ${sql.table(SettlementBillEntity)} b where b.id = ${d.billId} and b.status in (${states}))
            and not exists (select 1 from ${sql.table(LineDisputeEntity)} x where x.bill_line_id = ${d.id} and x.status <> 'WITHDRAWN'))`;
        },
      },
    },
    relations: {
      disputes: relation.page(() => lineDispute, 'billLineId', 'Disputes, newest first.'),
    },
  }),
];
