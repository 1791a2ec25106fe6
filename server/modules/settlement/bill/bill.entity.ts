import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../../../platform/db/aggregate.ts';
import { p } from '../../../platform/db/columns.ts';
import { ALL, type PartiesOf } from '../../../platform/db/parties.ts';
import { PartnerEntity } from '../../partners/index.ts';
import { BILL_STATES } from './bill.machine.ts';

/** Columns of a bill that no statement may change after it was sent (domain §4.8). */
const ISSUED =
  '(partner_id, period, number, currency, gross_minor, net_minor, tax_minor, carried_in_minor, service_vat_rate, line_count, sales_minor, refunds_minor, adjustments_minor, carried_sales_minor, carried_refunds_minor, carried_adjustments_minor, order_count, refund_count, adjustment_count, orders_minor, run_at, seal, sent_at)';
const of = (row: 'old' | 'new'): string => ISSUED.replaceAll(/(\w+)/g, `${row}.$1`);

const kindSums = (prefix: string, among: string) =>
  Object.entries({ sales: 'SALE', refunds: 'REFUND', adjustments: 'ADJUSTMENT' }).map(
    ([name, kind]) => ({
      kept: `${prefix}${name}_minor`,
      of: `coalesce(sum(l.settlement_minor) filter (where l.kind = '${kind}'${among}), 0)`,
    }),
  );

/** Columns of the sums and numbers of a bill, with the aggregate over its lines `l` that each of them keeps. */
const LINE_SUMS: readonly { readonly kept: string; readonly of: string }[] = [
  { kept: 'gross_minor', of: 'sum(l.settlement_minor)' },
  { kept: 'line_count', of: 'count(*)' },
  ...kindSums('', ''),
  ...kindSums('carried_', ' and l.month < new.period'),
  { kept: 'order_count', of: 'count(distinct l.order_number)' },
  { kept: 'refund_count', of: `count(*) filter (where l.kind = 'REFUND')` },
  { kept: 'adjustment_count', of: `count(*) filter (where l.kind = 'ADJUSTMENT')` },
];

/**
 * Bills and invoices with their parts are visible to the partner's roles for money matters and to the
 * marketplace.
 */
export const billParties = {
  partner: {
    column: 'partnerId',
    // One a month.
    few: true,
    roles: ['csp.owner', 'csp.manager', 'csp.finance', 'csp.auditor'],
  },
  operator: ALL,
} as const satisfies PartiesOf<{ partnerId: unknown }>;

/** Settlement bill: earnings of a partner in one month (对账单, domain §3.1, §4.8). */
export const SettlementBillEntity = aggregate({
  name: 'SettlementBill',
  counted: 'status',
  parties: { ...billParties, reporting: ALL },
  properties: {
    ...p.record(),
    partnerId: () => p.ref(PartnerEntity),
    /** Month in Asia/Shanghai, `YYYY-MM`. */
    period: p.text(),
    /** `STL-202602-000001`. */
    number: p.text(),
    status: p.word(BILL_STATES),
    currency: p.currency(),
    grossMinor: p.bigint('bigint'),
    netMinor: p.bigint('bigint'),
    taxMinor: p.bigint('bigint'),
    carriedInMinor: p.bigint('bigint'),
    serviceVatRate: p.rate(),
    lineCount: p.integer(),
    // Sums and numbers of the lines, so that a page of the bill does not add them up.
    salesMinor: p.bigint('bigint'),
    refundsMinor: p.bigint('bigint'),
    adjustmentsMinor: p.bigint('bigint'),
    /** The same of the lines of earlier months. */
    carriedSalesMinor: p.bigint('bigint'),
    carriedRefundsMinor: p.bigint('bigint'),
    carriedAdjustmentsMinor: p.bigint('bigint'),
    orderCount: p.integer(),
    refundCount: p.integer(),
    adjustmentCount: p.integer(),
    /** Gross computed again from the orders at the run; see `tie-out.read.ts`. */
    ordersMinor: p.bigint('bigint'),
    /** SHA-256 of the bill's canonical text; see `seal.ts`. */
    seal: p.text(),
    runAt: p.instant(),
    /** Time by which the current step should be done; a reminder. */
    dueAt: p.instant().nullable(),
    sentAt: p.instant().nullable(),
    countersignedAt: p.instant().nullable(),
    /** `APR-202602-000001` (申付单号), assigned by the countersignature. */
    paymentRequestNumber: p.text().nullable(),
    paidAt: p.instant().nullable(),
    /** Reference of the bank transfer, and its day, 00:00 Asia/Shanghai. */
    paymentReference: p.text().nullable(),
    paidOn: p.instant().nullable(),
    rejectionReason: p.text().nullable(),
    version: p.version(),
  },
  checks: [
    { name: 'settlement_bill_period', expression: `period ~ '^\\d{4}-(0[1-9]|1[0-2])$'` },
    { name: 'settlement_bill_total', expression: 'gross_minor > 0 and line_count > 0' },
    {
      name: 'settlement_bill_kinds',
      expression: `gross_minor = sales_minor + refunds_minor + adjustments_minor and carried_in_minor = carried_sales_minor + carried_refunds_minor + carried_adjustments_minor`,
    },
    { name: 'settlement_bill_split', expression: 'gross_minor = net_minor + tax_minor' },
    { name: 'settlement_bill_sent', expression: `(status = 'GENERATED') = (sent_at is null)` },
    {
      name: 'settlement_bill_countersigned',
      expression: `(status in ('GENERATED', 'SENT', 'COUNTERSIGNING')) = (countersigned_at is null) and (countersigned_at is null) = (payment_request_number is null)`,
    },
    {
      name: 'settlement_bill_paid',
      expression: `num_nonnulls(paid_at, payment_reference, paid_on) = case when status = 'PAID' then 3 else 0 end`,
    },
    {
      name: 'settlement_bill_rejected',
      expression: `(status = 'PAYMENT_REJECTED') = (rejection_reason is not null)`,
    },
  ],
  uniques: [
    { name: 'settlement_bill_month', properties: ['partnerId', 'period'] },
    { name: 'settlement_bill_number', properties: ['number'] },
    { name: 'settlement_bill_payment_request', properties: ['paymentRequestNumber'] },
  ],
  indexes: [
    { name: 'settlement_bill_newest', properties: ['runAt', 'id'] },
    { name: 'settlement_bill_of_partner', properties: ['partnerId', 'runAt', 'id'] },
    {
      name: 'settlement_bill_in_state',
      properties: ['status', 'runAt', 'id'],
      // The operators' queues sum the bills of a state, most of which are paid.
      include: ['grossMinor', 'netMinor', 'taxMinor'],
    },
    { name: 'settlement_bill_changed', properties: ['updatedAt', 'id'] },
    { name: 'settlement_bill_changed_of_partner', properties: ['partnerId', 'updatedAt', 'id'] },
    { name: 'settlement_bill_by_period', properties: ['period', 'id'] },
    { name: 'settlement_bill_by_gross', properties: ['grossMinor', 'id'] },
    { name: 'settlement_bill_by_net', properties: ['netMinor', 'id'] },
    { name: 'settlement_bill_by_tax', properties: ['taxMinor', 'id'] },
    { name: 'settlement_bill_by_lines', properties: ['lineCount', 'id'] },
  ],
  triggers: [
    {
      name: 'settlement_bill_issued',
      timing: 'before',
      events: ['update'],
      forEach: 'row',
      // Otherwise a bill that was sent and set back could change.
      when: `old.status <> 'GENERATED' and (new.status = 'GENERATED' or ${of('old')} is distinct from ${of('new')})`,
      body: `raise exception 'bill % was sent: it cannot change', old.number`,
    },
    {
      name: 'settlement_bill_signed',
      timing: 'before',
      events: ['update'],
      forEach: 'row',
      when: `old.status = 'COUNTERSIGNING' and new.status <> 'COUNTERSIGNING'`,
      body: `if not exists (select 1 from settlement_bill_signature s where s.bill_id = new.id
          having count(distinct s.user_id) = 2 and count(distinct s.seal) = 1) then
        raise exception 'bill % lacks the signatures of two operators', new.number; end if; return new`,
    },
    {
      name: 'settlement_bill_authorized',
      timing: 'before',
      events: ['update'],
      forEach: 'row',
      when: `old.status <> 'PAID' and new.status = 'PAID'`,
      body: `if exists (select 1 from payment_authorization a where a.bill_id = new.id
          and a.status <> 'AUTHORIZED' and a.released_at is null) then
        raise exception 'bill % has lines that no seller authorized', new.number; end if; return new`,
    },
    {
      name: 'settlement_bill_final',
      timing: 'before',
      events: ['update'],
      forEach: 'row',
      when: `old.status = 'PAID'`,
      body: `raise exception 'bill % was paid: it cannot change', old.number`,
    },
    {
      // The sums and numbers of a sent bill are those of its lines.
      name: 'settlement_bill_tie_out',
      timing: 'before',
      events: ['update'],
      forEach: 'row',
      when: `old.status = 'GENERATED' and new.status <> 'GENERATED'`,
      body: `if not exists (select 1 from settlement_bill_line l where l.bill_id = new.id
          having (${LINE_SUMS.map(({ of }) => of).join(', ')}) = (${LINE_SUMS.map(({ kept }) => `new.${kept}`).join(', ')})) then
        raise exception 'bill % is not the sum of its lines', new.number; end if; return new`,
    },
    {
      name: 'settlement_bill_kept',
      timing: 'before',
      events: ['delete'],
      forEach: 'row',
      when: `old.status <> 'GENERATED'`,
      body: `raise exception 'bill % was sent: it cannot be deleted', old.number`,
    },
  ],
});
export type SettlementBill = InferEntity<typeof SettlementBillEntity>;
