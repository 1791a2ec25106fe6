import { actions } from '../../../platform/read/actions.ts';
import { computed } from '../../../platform/read/computed.ts';
import { type Reads, reads, relation } from '../../../platform/read/declare.ts';
import { filter } from '../../../platform/read/filters.ts';
import { measure } from '../../../platform/read/measures.ts';
import { sight, visibleTo } from '../../../platform/read/visible.ts';
import { scalar } from '../../../platform/schema/scalars.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import { activity } from '../../customers/index.ts';
import { orderLine } from '../../orders/index.ts';
import { notCertified, partner, partnerSuspended } from '../../partners/index.ts';
import { PaymentAuthorizationEntity } from '../authorization/authorization.entity.ts';
import { SettlementBillEntity } from './bill.entity.ts';
import { billMachine } from './bill.machine.ts';
import { BillStatusEnum, SettlementBillType } from './bill.type.ts';
import { SettlementBillLineEntity } from './bill-line.entity.ts';
import { SettlementBillLineType } from './bill-line.type.ts';
import { SettlementBillSignatureEntity } from './signature.entity.ts';
import { SettlementBillSignatureType } from './signature.type.ts';

/** Lines of common products that block the payment: neither authorized nor released. */
const unauthorized = (billId: Sql, columns: Sql): Sql => sql`
  select ${columns} from ${sql.table(PaymentAuthorizationEntity)} a
  where a.bill_id = ${billId} and a.status <> 'AUTHORIZED' and a.released_at is null`;

export const billActions = actions(billMachine, SettlementBillEntity, {
  isNotSumOfLines: (d) => sql`not exists (
    select 1 from ${sql.table(SettlementBillLineEntity)} l where l.bill_id = ${d.id}
    having sum(l.settlement_minor) = ${d.grossMinor} and count(*) = ${d.lineCount})`,
  notCertified: (d) => notCertified(d.partnerId),
  isSuspended: (d) => partnerSuspended(d.partnerId),
  isNotAuthorized: (d) => sql`exists (${unauthorized(d.id, sql.raw('1'))})`,
  unauthorizedCount: (d) => sql`(${unauthorized(d.id, sql.raw('count(*)::text'))})`,
  // The first twenty: a reason must stay readable.
  unauthorizedLines: (d) =>
    sql`(select string_agg(x.line, ', ' order by x.position) from (${unauthorized(
      d.id,
      sql`a.line_position as position, (a.line_position + 1) || ' (' || a.order_number || ')' as line`,
    )} order by a.line_position limit 20) x)`,
  hasNothingToRelease: (d) =>
    sql`not exists (${unauthorized(d.id, sql.raw('1'))} and a.status = 'REFUSED')`,
  isSignedByViewer: (d, v) => sql`exists (
    select 1 from ${sql.table(SettlementBillSignatureEntity)} s where s.bill_id = ${d.id} and s.member_id = ${v.memberId})`,
});

export const settlementBillSignature = reads(
  SettlementBillSignatureType,
  SettlementBillSignatureEntity,
  { id: 'sbs' },
);

export const settlementBillLine: Reads<typeof SettlementBillLineEntity> = reads(
  SettlementBillLineType,
  SettlementBillLineEntity,
  {
    id: 'sbl',
    fields: {
      cash: computed.money('cashMinor'),
      base: computed.money('baseMinor'),
      settlement: computed.money('settlementMinor'),
      shareRatio: computed.rate('shareRatio'),
      productVatRate: computed.rate('productVatRate'),
      serviceVatRate: computed.rate('serviceVatRate'),
    },
    relations: {
      bill: relation.one(() => settlementBill, 'billId', 'Bill of the line.', { nullable: false }),
      orderLine: relation.one(() => orderLine, 'orderLineId', 'Order line that is settled.', {
        nullable: false,
      }),
    },
    measures: {
      cash: measure.sum('cashMinor', 'Sum of the cash parts of the order lines.'),
      base: measure.sum('baseMinor', 'Sum of the amounts to which the share ratios apply.'),
      settlement: measure.sum('settlementMinor', 'Sum of the settlement amounts, including tax.'),
    },
    orders: { POSITION: ['position', 'id'] },
    direction: 'ASC',
    roots: { settlementBillLine: { one: 'One bill line.' } },
  },
);

export const settlementBill = reads(SettlementBillType, SettlementBillEntity, {
  id: 'stl',
  fields: {
    viewerActions: billActions,
    paidOn: computed.day('paidOn'),
    rejectionReason: visibleTo(sight.unless('reporting'), (d) => d.rejectionReason),
    isDueProvisional: (d) => computed.provisional(d.dueAt),
    gross: computed.money('grossMinor'),
    net: computed.money('netMinor'),
    tax: computed.money('taxMinor'),
    carriedIn: computed.money('carriedInMinor'),
    serviceVatRate: computed.rate('serviceVatRate'),
  },
  relations: {
    partner: relation.one(() => partner, 'partnerId', 'Partner whose earnings they are.', {
      nullable: false,
    }),
    signatures: relation.some(
      () => settlementBillSignature,
      'billId',
      'Signatures of operators, in order; visible to operations only (会签记录).',
      { orderBy: 'position', max: 2 },
    ),
    lines: relation.page(() => settlementBillLine, 'billId', 'Lines of the bill, in order.'),
    activities: relation.page(
      () => activity,
      'subjectId',
      'History of the settlement bill (动态).',
    ),
  },
  filters: {
    search: filter.numbered(
      'number',
      'Text that the number must contain.',
      (d, { arg }) => sql`lower(${d.number}) like ${arg('pattern')}`,
    ),
    status: filter.anyOf('status', BillStatusEnum, 'States to include.'),
    period: filter.values('period', () => [scalar.month], 'Months to include.'),
    partnerId: filter.ids('partnerId', () => partner, 'Partners to include.'),
    dueWithin: filter.range('dueAt', 'Range of the deadline of the current step.'),
    runWithin: filter.range('runAt', 'Range of times of the bill run.'),
  },
  measures: {
    gross: measure.sum('grossMinor', 'Sum of the settlement amounts, including tax.'),
    net: measure.sum('netMinor', 'Sum of the amounts without tax.'),
    tax: measure.sum('taxMinor', 'Sum of the tax.'),
    carriedIn: measure.sum('carriedInMinor', 'Sum carried over from earlier months.'),
  },
  orders: {
    RUN: ['runAt', 'id'],
    PERIOD: ['period', 'id'],
    GROSS: ['grossMinor', 'id'],
    NET: ['netMinor', 'id'],
    TAX: ['taxMinor', 'id'],
    LINES: ['lineCount', 'id'],
  },
  searchable: { title: 'number', code: 'number', note: ['period'] },
  keys: {
    number: 'Readable number.',
    paymentRequestNumber: 'Payment request number (申付单号).',
  },
  roots: {
    settlementBill: { one: 'One settlement bill.' },
    settlementBills: { page: "Settlement bills in the viewer's scope, newest first." },
  },
});
