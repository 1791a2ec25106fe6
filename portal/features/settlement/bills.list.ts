import { main, wide, wider } from '../../list/column-kinds.tsx';
import { defineList, filter, view } from '../../list/define.ts';
import { counts, query } from './bills.documents.ts';

const SIGNING = ['GENERATED', 'SENT', 'COUNTERSIGNING'] as const;
const INVOICING = ['AWAITING_INVOICE', 'VERIFYING_INVOICE'] as const;
const PAYING = ['PAYING', 'PAYMENT_REJECTED'] as const;

export const list = defineList({
  name: 'bills',
  title: 'ui.nav.bills',
  query,
  rows: (data) => data.settlementBills,
  counts,
  search: 'ui.bills.search',
  filters: {
    status: filter.choice('ui.status', 'SettlementBillStatus', [
      ...SIGNING,
      ...INVOICING,
      ...PAYING,
      'PAID',
    ]),
    partnerId: filter.record('ui.partner', 'partner'),
  },
  views: [
    view('all', 'ui.all'),
    view('toConfirm', 'ui.bills.view.toConfirm', { status: SIGNING }),
    view('toInvoice', 'ui.bills.view.toInvoice', { status: INVOICING }),
    view('paying', 'ui.bills.view.paying', { status: PAYING }),
    view('paid', 'ui.bills.view.paid', { status: ['PAID'] }),
  ],
  columns: (c) => [
    c.title('period', 'ui.invoice.period', (r) => [r.period, r.number]),
    c.cell('partner', 'ui.partner', (r) => r.partner.name, { extra: ['PARTNER'] }),
    c.number('lines', 'ui.bill.lineCount', (r) => r.lineCount, wide),
    c.money('net', 'ui.invoice.net', (r) => r.net, wider),
    c.money('tax', 'ui.invoice.tax', (r) => r.tax, wider),
    c.money('gross', 'ui.bill.gross', (r) => r.gross, main),
    c.date('runAt', 'ui.bill.runAt', (r) => r.runAt, wide),
    c.state('SettlementBillStatus', (r) => [r.status]),
  ],
  link: '/bills/$id',
  empty: ['ui.bills.empty', 'ui.bills.emptyText'],
});
