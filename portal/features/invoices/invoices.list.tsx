import { extra, main, wide, wider } from '../../list/column-kinds.tsx';
import { defineList, filter, view } from '../../list/define.ts';
import { orElse } from '../../list/file-columns.ts';
import { InvoiceClock } from './InvoiceClock.tsx';
import { counts, query, totals } from './invoices.documents.ts';

const OPEN = ['NOTIFIED', 'ISSUED', 'MAILED', 'SIGNED', 'RETURNED'] as const;
const STATES = [...OPEN, 'VERIFIED'] as const;

export const list = defineList({
  name: 'invoices',
  title: 'ui.nav.invoices',
  query,
  rows: (data) => data.invoices,
  counts,
  totals,
  search: 'ui.invoices.search',
  filters: {
    status: filter.choice('ui.status', 'InvoiceStatus', STATES),
    notifiedWithin: filter.period('ui.invoice.notifiedAt'),
    dueWithin: filter.period('ui.invoice.due'),
    isOverdue: filter.flag('ui.invoice.overdue', { quiet: true }),
    partnerId: filter.record('ui.partner', 'partner'),
  },
  views: [
    view('all', 'ui.all'),
    view('toIssue', 'ui.invoices.view.toIssue', { status: ['NOTIFIED', 'RETURNED'] }),
    view('toSend', 'ui.invoices.view.toSend', { status: ['ISSUED'] }),
    view('toSign', 'ui.invoices.view.toSign', { status: ['MAILED'] }),
    view('toVerify', 'ui.invoices.view.toVerify', { status: ['SIGNED'] }),
    view('verified', 'ui.invoices.view.verified', { status: ['VERIFIED'] }),
    // One that was late, but is verified by now, is nobody's task any more.
    view('overdue', 'ui.invoice.overdue', { isOverdue: true, status: OPEN }),
  ],
  period: 'notifiedWithin',
  sorts: ['DUE', 'NOTIFIED', 'ISSUED', 'GROSS'],
  columns: (c) => [
    c.title('bill', 'ui.invoice.period', (r) => [r.bill.period, r.bill.number]),
    c.cell('partner', 'ui.partner', (r) => r.partner.name, { extra: ['PARTNER'] }),
    c.cell('request', 'ui.invoice.request', (r) => r.paymentRequestNumber, wider),
    c.cell('number', 'ui.invoice.number', (r) => r.number, wide),
    c.money('GROSS', 'ui.invoice.gross', (r) => r.gross, { ...main, total: 'gross' }),
    c.percent('rate', 'ui.invoice.vatRate', (r) => orElse(r.vatRate, r.expectedVatRate), wide),
    c.date('DUE', 'ui.invoice.due', (r) => r.dueAt),
    c.state('InvoiceStatus', (r) => [r.status, <InvoiceClock key="clock" invoice={r} />]),
    c.date('ISSUED', 'ui.invoice.issuedOn', (r) => r.issuedOn, extra),
    c.date('NOTIFIED', 'ui.invoice.notifiedAt', (r) => r.notifiedAt, extra),
  ],
  link: '/invoices/$id',
  empty: ['ui.invoices.empty', 'ui.invoices.emptyText'],
});
