import { defineList, filter, main, wide, wider } from '../../list/define.ts';
import { query } from './bills.documents.ts';

/** In the order of a bill's life. */
const SIGNING = ['GENERATED', 'SENT', 'COUNTERSIGNING'] as const;
const PAYING = ['AWAITING_INVOICE', 'VERIFYING_INVOICE', 'PAYING', 'PAID'] as const;

/** Settlement bills, newest first. */
export const list = defineList({
  name: 'bills',
  title: 'ui.nav.bills',
  query,
  rows: (data) => data.settlementBills,
  search: 'ui.bills.search',
  filters: {
    status: filter.choice('ui.status', 'SettlementBillStatus', [
      ...SIGNING,
      ...PAYING,
      'PAYMENT_REJECTED',
    ]),
    partnerId: filter.record('ui.partner', 'partner'),
  },
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
