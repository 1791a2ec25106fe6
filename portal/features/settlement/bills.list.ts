import { main, wide, wider } from '../../list/column-kinds.tsx';
import { defineList, filter, view } from '../../list/define.ts';
import { bulk } from './actions/bulk.ts';
import { counts, query, totals } from './bills.documents.ts';

const CONFIRMING = ['GENERATED', 'SENT'] as const;
const SIGNING = ['COUNTERSIGNING'] as const;
const INVOICING = ['AWAITING_INVOICE', 'VERIFYING_INVOICE'] as const;
const PAYING = ['PAYING', 'PAYMENT_REJECTED'] as const;

export const list = defineList({
  name: 'bills',
  title: 'ui.nav.bills',
  query,
  rows: (data) => data.settlementBills,
  counts,
  totals,
  search: 'ui.bills.search',
  filters: {
    status: filter.choice('ui.status', 'SettlementBillStatus', [
      ...CONFIRMING,
      ...SIGNING,
      ...INVOICING,
      ...PAYING,
      'PAID',
    ]),
    runWithin: filter.period('ui.bill.runAt'),
    partnerId: filter.record('ui.partner', 'partner'),
    // Set by links to some bills, such as those of a figure on Home.
    numbers: filter.tag('ui.bill.numbers', (r: { number: string }) => [r.number], { quiet: true }),
  },
  views: [
    view('all', 'ui.all'),
    view('toConfirm', 'ui.bills.view.toConfirm', { status: CONFIRMING }),
    view('toCountersign', 'ui.bills.view.toCountersign', { status: SIGNING }),
    view('toInvoice', 'ui.bills.view.toInvoice', { status: INVOICING }),
    view('paying', 'ui.bills.view.paying', { status: PAYING }),
    view('paid', 'ui.bills.view.paid', { status: ['PAID'] }),
  ],
  period: 'runWithin',
  sorts: ['RUN', 'PERIOD', 'GROSS', 'NET', 'TAX', 'LINES'],
  columns: (c) => [
    c.title('PERIOD', 'ui.invoice.period', (r) => [r.period, r.number]),
    c.cell('partner', 'ui.partner', (r) => r.partner.name, { extra: ['PARTNER'] }),
    c.number('LINES', 'ui.bill.lineCount', (r) => r.lineCount, wide),
    c.money('NET', 'ui.invoice.net', (r) => r.net, { ...wider, total: 'net' }),
    c.money('TAX', 'ui.invoice.tax', (r) => r.tax, { ...wider, total: 'tax' }),
    c.money('GROSS', 'ui.bill.gross', (r) => r.gross, { ...main, total: 'gross' }),
    c.date('RUN', 'ui.bill.runAt', (r) => r.runAt, wide),
    c.state('SettlementBillStatus', (r) => [r.status]),
  ],
  link: '/bills/$id',
  bulk,
  empty: ['ui.bills.empty', 'ui.bills.emptyText'],
});
