import { between, extra, main, wide, wider } from '../../../list/column-kinds.tsx';
import { defineList } from '../../../list/define.ts';
import { DataAsOf } from '../DataAsOf.tsx';
import { CoveredDays } from '../data-as-of.ts';
import { BillingState, billingTexts } from './BillingState.tsx';
import { counts, query, totals } from './transactions.documents.ts';
import { facets, filters, views } from './transactions.filters.ts';

const REPAYMENT = 'ui.transactions.repayment';
const SUPERVISION = 'ui.transactions.supervision';
const earned = { for: ['PARTNER', 'OPERATOR'] } as const;
/** Roles that read no bills would see an empty column. */
const billed = { ...earned, may: 'SettlementBill' } as const;
const summed = { ...main, ...billed, total: 'settlementAmount' } as const;

/** Order lines with repayment, supervision and billing (交易明细), up to the last complete day. */
export const list = defineList({
  name: 'transactions',
  title: 'ui.nav.transactions',
  meta: () => <DataAsOf />,
  query,
  rows: (data) => data.orderLines,
  counts,
  totals,
  search: 'ui.transactions.search',
  searchField: 'orderNumber',
  filters,
  views,
  period: 'placedWithin',
  lastDay: CoveredDays,
  facets,
  sorts: ['PLACED', 'DEAL', 'CASH'],
  columns: (c) => [
    c.title('number', 'ui.order', (r) => [r.orderNumber, r.productName]),
    c.cell('customer', 'ui.customer', (r) => r.order.customerName),
    c.cell('partner', 'ui.partner', (r) => r.partner?.name, { ...between, extra: ['PARTNER'] }),
    c.money('list', 'ui.discount.listPrice', (r) => r.listPrice, { ...extra, total: 'listPrice' }),
    c.money('DEAL', 'ui.order.deal', (r) => r.dealPrice, { ...extra, total: 'dealPrice' }),
    c.money('CASH', 'ui.order.cash', (r) => r.cash, { ...wide, total: 'cash' }),
    c.money('settlement', 'ui.bill.settlement', (r) => r.settlementAmount, summed),
    c.enum('repayment', REPAYMENT, 'RepaymentStatus', (r) => r.repayment, extra),
    c.enum('supervision', SUPERVISION, 'LineSupervisionStatus', (r) => r.supervision, wider),
    c.cell('original', 'ui.transactions.original', (r) => r.refundOf?.orderNumber, extra),
    c.enum('performance', 'ui.nav.performance', 'LinePerformance', (r) => r.performance, {
      ...extra,
      ...earned,
    }),
    c.dateTime('PLACED', 'ui.order.placedAt', (r) => r.placedAt, wider),
    c.cell('billing', 'ui.transactions.billing', (r) => <BillingState line={r} />, {
      ...billed,
      card: 'badge',
      file: (r, { t }) => billingTexts(r, t),
    }),
  ],
  link: (row) => ({ to: '/orders/$id', params: { id: row.order.id } }),
  empty: ['ui.transactions.empty', 'ui.transactions.emptyText'],
});
