import { reissueDays } from '../../modules/invoices/invoice.policies.ts';
import {
  countersignDays,
  paymentDays,
  reviewDays,
  verifyDays,
} from '../../modules/settlement/settlement.policies.ts';
import { calendar } from '../../platform/calendar.ts';
import { HOUR } from '../../platform/clock.ts';
import { money } from '../../platform/money.ts';
import { INVOICING_DATA } from '../chapters/invoicing-data.ts';
import { billNumber } from './bills.ts';
import { type Run, runOf } from './runs.ts';
import { choose, dayStart, insertSql, instantSql, randomSql, uuidAt } from './sql.ts';
import { type ScaleFacts, type Step, staging, step } from './step.ts';

/** Working days from the countersignature to the invoice's registration; the last ones are late. */
const DELAYS = [1, 2, 3, 4, 6, 9, 14, 24];
/** In this many last runs some invoices are returned and some payments rejected. */
const UNFINISHED = 3;

/** The progress of each bill after its run, and its invoice. */
export function invoices(facts: ScaleFacts): Step[] {
  const count = facts.sizes.partners * facts.runs.length;
  return [
    step('invoices', count, staging('s_way', ways(facts.runs))),
    step('invoices', count, staging('s_progress', progress(facts))),
    step('invoices', 20 * count, updateBills),
    step('invoices', 1, insertSetting),
    step('invoices', 2 * count, insertInvoices),
    step('invoices', 2 * count, insertRegistrations),
  ];
}

/** The times of a bill's steps, for one run and delay. */
function waysOf({ runAt }: Run, delay: number): Readonly<Record<string, Date>> {
  const sent = new Date(calendar.addWorkingDays(runAt, 1).getTime() + 10 * HOUR);
  const countersigned = calendar.addWorkingDays(sent, 6);
  const registered = calendar.addWorkingDays(countersigned, delay);
  const mailed = calendar.addWorkingDays(registered, 1);
  const signed = calendar.addWorkingDays(mailed, 2);
  const verified = calendar.addWorkingDays(signed, 1);
  return {
    review_due: calendar.addWorkingDays(runAt, reviewDays.default),
    sent,
    countersign_due: calendar.addWorkingDays(sent, countersignDays.default),
    countersigned,
    invoice_due: calendar.addCalendarMonthClamped(countersigned),
    registered,
    mailed,
    signed,
    verify_due: calendar.addWorkingDays(signed, verifyDays.default),
    verified,
    reissue_due: calendar.addWorkingDays(verified, reissueDays.default),
    pay_due: calendar.addWorkingDays(verified, paymentDays.default),
    paid: calendar.addWorkingDays(verified, 4),
  };
}

const WAY = Object.keys(waysOf(runOf('2026-01'), 1));

function ways(runs: readonly Run[]): string {
  const rows = runs.flatMap((run, index) =>
    DELAYS.map((delay, choice) => ({ index, choice, at: waysOf(run, delay) })),
  );
  const values = rows.map(
    ({ index, choice, at }) =>
      `(${[index, choice, ...Object.values(at).map(instantSql)].join(', ')})`,
  );
  return `select * from (values ${values.join(', ')}) w (run, choice, ${WAY.join(', ')})`;
}

function progress({ now, runs }: ScaleFacts): string {
  const at = instantSql(now);
  const lately = `b.run >= ${runs.length - UNFINISHED}`;
  const returned = `(${lately} and ${randomSql('b.serial', 'returned', 12)} = 0)`;
  const rejected = `(${lately} and ${randomSql('b.serial', 'rejected', 12)} = 1)`;
  const bill = choose(
    [
      [`w.sent > ${at}`, `'GENERATED'`],
      [`w.countersigned > ${at}`, `'COUNTERSIGNING'`],
      [`w.signed > ${at} or (${returned} and w.verified <= ${at})`, `'AWAITING_INVOICE'`],
      [`w.verified > ${at}`, `'VERIFYING_INVOICE'`],
      [rejected, `'PAYMENT_REJECTED'`],
      [`w.paid > ${at}`, `'PAYING'`],
    ],
    `'PAID'`,
  );
  const invoice = choose(
    [
      [`w.countersigned > ${at}`, 'null'],
      [`w.registered > ${at}`, `'NOTIFIED'`],
      [`w.mailed > ${at}`, `'ISSUED'`],
      [`w.signed > ${at}`, `'MAILED'`],
      [`w.verified > ${at}`, `'SIGNED'`],
      [returned, `'RETURNED'`],
    ],
    `'VERIFIED'`,
  );
  return `select b.*, ${WAY.map((name) => `w.${name}`).join(', ')}, ${at} as until, ${bill} as status, ${invoice} as invoice_status, ${randomSql('b.serial', 'paper', 3)} = 0 as on_paper,
      '2644' || lpad(b.serial::text, 16, '0') as number
    from s_bill b join s_way w on w.run = b.run and w.choice = ${randomSql('b.serial', 'delay', DELAYS.length)}`;
}

const reached = (states: readonly string[], value: string, column: string): string =>
  `case when ${column} in (${states.map((state) => `'${state}'`).join(', ')}) then ${value} end`;

const SENT = [
  'COUNTERSIGNING',
  'AWAITING_INVOICE',
  'VERIFYING_INVOICE',
  'PAYING',
  'PAID',
  'PAYMENT_REJECTED',
];

/** Updates from GENERATED make the database compare each bill with the sum of its lines. */
const updateBills = `
  update settlement_bill x set status = b.status, sent_at = ${reached(SENT, 'b.sent', 'b.status')},
    countersigned_at = ${reached(SENT.slice(1), 'b.countersigned', 'b.status')},
    payment_request_number = ${reached(SENT.slice(1), billNumber('APR'), 'b.status')},
    paid_at = ${reached(['PAID'], 'b.paid', 'b.status')},
    payment_reference = ${reached(['PAID'], billNumber('APR'), 'b.status')},
    paid_on = ${reached(['PAID'], `date_trunc('day', b.paid, 'Asia/Shanghai')`, 'b.status')},
    rejection_reason = ${reached(['PAYMENT_REJECTED'], `'收款账户信息有误。'`, 'b.status')},
    due_at = case b.status when 'GENERATED' then b.review_due when 'COUNTERSIGNING' then b.countersign_due
      when 'VERIFYING_INVOICE' then b.verify_due when 'PAYING' then b.pay_due end,
    version = case b.status when 'GENERATED' then 1 when 'COUNTERSIGNING' then 3 when 'AWAITING_INVOICE' then 4
      when 'VERIFYING_INVOICE' then 5 when 'PAYING' then 6 else 7 end
  from s_progress b where x.id = b.id`;

const REGISTERED = ['ISSUED', 'MAILED', 'SIGNED', 'RETURNED', 'VERIFIED'];
const registered = (value: string): string => reached(REGISTERED, value, 'b.invoice_status');
const mailed = (value: string): string => reached(REGISTERED.slice(1), value, 'b.invoice_status');
const signed = (value: string): string => reached(REGISTERED.slice(2), value, 'b.invoice_status');
const net = money.sql.netOfVat('b.gross', 'b.service_vat');

const text = (value: string): string => `'${value}'`;
const purchaser = {
  purchaser_title: text(INVOICING_DATA.title),
  purchaser_tax_number: text(INVOICING_DATA.taxNumber),
  purchaser_bank_name: text(INVOICING_DATA.bankName),
  purchaser_bank_account: text(INVOICING_DATA.bankAccount),
  purchaser_address: text(INVOICING_DATA.address),
  purchaser_phone: text(INVOICING_DATA.phone),
  recipient_name: text(INVOICING_DATA.recipientName),
  recipient_phone: text(INVOICING_DATA.recipientPhone),
  recipient_address: text(INVOICING_DATA.recipientAddress),
  recipient_mailbox: text(INVOICING_DATA.recipientMailbox),
};
const insertSetting = insertSql(
  'invoicing_setting',
  {
    id: 'gen_random_uuid()',
    created_at: 'min(b.run_at)',
    ...purchaser,
    effective_from: 'min(b.run_at)',
    set_by: text('运营'),
    reason: text('开站时设置'),
  },
  'from settlement_bill b having count(*) > 0',
);

const isReturned = `b.invoice_status = 'RETURNED'`;
/** A return moves an earlier deadline. */
const invoiceDue = `case when ${isReturned} then greatest(b.invoice_due, b.reissue_due) else b.invoice_due end`;

const insertInvoices = insertSql(
  'invoice',
  {
    id: uuidAt('b.countersigned', 'invoice', 'b.id'),
    created_at: 'b.countersigned',
    partner_id: 'b.partner_id',
    bill_id: 'b.id',
    payment_request_number: billNumber('APR'),
    status: 'b.invoice_status',
    gross_minor: 'b.gross',
    bill_vat_rate: 'b.service_vat',
    ...purchaser,
    notified_at: 'b.countersigned',
    due_at: invoiceDue,
    overdue_since: choose(
      [
        [`${isReturned} and ${invoiceDue} >= b.until`, 'null'],
        [`${isReturned} or b.invoice_due < coalesce(${signed('b.signed')}, b.until)`, invoiceDue],
      ],
      'null',
    ),
    number: registered('b.number'),
    issued_on: registered(dayStart('b.registered')),
    vat_rate: registered('b.service_vat'),
    net_minor: registered(net),
    tax_minor: registered(`b.gross - ${net}`),
    delivery: mailed(`case when b.on_paper then 'COURIER' else 'ELECTRONIC' end`),
    carrier: mailed(`case when b.on_paper then '顺丰速运' end`),
    tracking_number: mailed(`case when b.on_paper then 'SF' || substr(b.number, 7) end`),
    mailbox: mailed(`case when not b.on_paper then 'invoices@marketplace.example' end`),
    sent_at: mailed('b.mailed'),
    signed_at: signed('b.signed'),
    signed_by_name: signed('o.name'),
    verify_due_at: reached(['SIGNED'], 'b.verify_due', 'b.invoice_status'),
    verified_at: reached(['VERIFIED'], 'b.verified', 'b.invoice_status'),
    returned_at: reached(['RETURNED'], 'b.verified', 'b.invoice_status'),
    return_reason: reached(['RETURNED'], `'购买方名称有误。'`, 'b.invoice_status'),
    version: choose(
      [
        [`b.invoice_status = 'NOTIFIED'`, '1'],
        [`b.invoice_status = 'ISSUED'`, '2'],
        [`b.invoice_status = 'MAILED'`, '3'],
        [`b.invoice_status = 'SIGNED'`, '4'],
      ],
      '5',
    ),
  },
  `from s_progress b join s_member o on o.role = 'operator' where b.invoice_status is not null order by b.countersigned, b.serial`,
);

const insertRegistrations = insertSql(
  'invoice_registration',
  {
    id: uuidAt('b.registered', 'registration', 'b.id'),
    created_at: 'b.registered',
    invoice_id: 'i.id',
    partner_id: 'i.partner_id',
    position: '1',
    kind: `'VAT_SPECIAL'`,
    number: 'i.number',
    issued_on: 'i.issued_on',
    vat_rate: 'i.vat_rate',
    net_minor: 'i.net_minor',
    tax_minor: 'i.tax_minor',
    registered_by_name: 's.owner_name',
    returned_at: 'i.returned_at',
    return_reason: 'i.return_reason',
  },
  'from s_progress b join invoice i on i.bill_id = b.id join s_partner s using (p) where i.number is not null order by b.registered, b.serial',
);
