import { actions } from '../../platform/read/actions.ts';
import {
  of,
  one,
  oneRoot,
  page,
  pageRoot,
  type Reads,
  reads,
} from '../../platform/read/declare.ts';
import { anyOf, idsOf, range, search, valuesIn } from '../../platform/read/filters.ts';
import { moneyOf, rateOf } from '../../platform/read/money-field.ts';
import { provisional } from '../../platform/read/provisional.ts';
import { sql } from '../../platform/sql/sql.ts';
import { activity } from '../customers/index.ts';
import { orderLine } from '../orders/index.ts';
import { partner } from '../partners/index.ts';
import { SettlementBillEntity } from './bill.entity.ts';
import { billMachine } from './bill.machine.ts';
import { BillStatusEnum, SettlementBillType } from './bill.type.ts';
import { SettlementBillLineEntity } from './bill-line.entity.ts';
import { SettlementBillLineType } from './bill-line.type.ts';

export const billActions = actions(billMachine, SettlementBillEntity);

export const settlementBillLine: Reads<typeof SettlementBillLineEntity> = reads(
  SettlementBillLineType,
  SettlementBillLineEntity,
  {
    id: 'sbl',
    fields: {
      cash: of('cashMinor', moneyOf),
      base: of('baseMinor', moneyOf),
      settlement: of('settlementMinor', moneyOf),
      shareRatio: of('shareRatio', rateOf),
      productVatRate: of('productVatRate', rateOf),
      serviceVatRate: of('serviceVatRate', rateOf),
    },
    relations: {
      bill: one(() => settlementBill, 'billId', 'Bill of the line.', { nullable: false }),
      orderLine: one(() => orderLine, 'orderLineId', 'Kind of the line.', { nullable: false }),
    },
    orders: { POSITION: ['position', 'id'] },
    direction: 'ASC',
    roots: { settlementBillLine: oneRoot('One bill line.') },
  },
);

export const settlementBill = reads(SettlementBillType, SettlementBillEntity, {
  id: 'stl',
  fields: {
    isDueProvisional: (d) => provisional(d.dueAt),
    gross: of('grossMinor', moneyOf),
    net: of('netMinor', moneyOf),
    tax: of('taxMinor', moneyOf),
    carriedIn: of('carriedInMinor', moneyOf),
    serviceVatRate: of('serviceVatRate', rateOf),
  },
  relations: {
    partner: one(() => partner, 'partnerId', 'Partner whose earnings they are.', {
      nullable: false,
    }),
    lines: page(() => settlementBillLine, 'billId', 'Lines of the bill, in order.'),
    activities: page(() => activity, 'subjectId', 'History of the settlement bill (动态).'),
  },
  filters: {
    search: {
      ...search('number', 'Text that the number must contain.'),
      where: (d, a) => sql`lower(${d.number}) like ${a('pattern')}`,
    },
    status: anyOf('status', BillStatusEnum, 'States to include.'),
    period: valuesIn(
      () => [String],
      'Months to include, YYYY-MM.',
      (d, values) => sql`${d.period} = any(${values}::text[])`,
    ),
    partnerId: idsOf('partnerId', () => partner, 'Partners to include.'),
    dueWithin: range('dueAt', 'Range of the deadline of the current step.'),
  },
  orders: { RUN: ['runAt', 'id'] },
  searchable: { title: 'number', code: 'number', note: ['period'] },
  roots: {
    settlementBill: oneRoot('One settlement bill.', {
      number: { column: 'number', description: 'Readable number.' },
    }),
    settlementBills: pageRoot("Settlement bills in the viewer's scope, newest first."),
  },
});
