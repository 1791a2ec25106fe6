import { lazyComponent } from '../../../lib/lazy.tsx';
import { between, extra, main, wide, wider } from '../../../list/column-kinds.tsx';
import { beside, defineList, filter, view } from '../../../list/define.ts';
import { counts, query, totals } from './authorizations.documents.ts';
import { bulk } from './bulk.ts';

const STATES = ['PENDING', 'REFUSED', 'AUTHORIZED'] as const;

/** 授权付款: lines of common products whose share the seller authorizes, the most urgent first. */
export const list = defineList({
  name: 'paymentAuthorizations',
  title: 'ui.nav.paymentQueue',
  meta: (_, t) => t('ui.paymentQueue.lead'),
  query,
  rows: (data) => data.paymentAuthorizations,
  counts,
  totals,
  search: 'ui.paymentQueue.search',
  filters: {
    status: filter.choice('ui.status', 'PaymentAuthorizationStatus', STATES),
    isFlagged: filter.flag('ui.paymentQueue.flagged', { quiet: true }),
    createdWithin: filter.period('ui.paymentQueue.since'),
    partnerId: filter.record('ui.partner', 'partner'),
    sellerId: filter.record('ui.seller', 'seller', { quiet: true }),
    productId: filter.record('ui.product', 'product'),
  },
  views: [
    view('pending', 'ui.paymentQueue.view.pending', { status: ['PENDING'] }),
    view('flagged', 'ui.paymentQueue.flagged', { status: ['PENDING'], isFlagged: true }),
    view('refused', 'ui.paymentQueue.view.refused', { status: ['REFUSED'] }),
    view('authorized', 'ui.paymentQueue.view.authorized', { status: ['AUTHORIZED'] }),
  ],
  period: 'createdWithin',
  sorts: ['DUE', 'CREATED', 'AMOUNT'],
  defaultSort: 'CREATED',
  columns: (c) => [
    c.title('partner', 'ui.partner', (r) => [r.partnerName, r.period]),
    c.two('product', 'ui.product', (r) => [r.productName, r.orderLine?.order.customerName], wide),
    c.cell('order', 'ui.order', (r) => r.orderNumber, wider),
    c.cell('seller', 'ui.seller', (r) => r.seller.name, { ...between, for: ['OPERATOR'] }),
    c.money('cash', 'ui.order.cash', (r) => r.orderLine?.cash, wide),
    c.percent('share', 'ui.product.share', (r) => r.orderLine?.shareRatio, wide),
    c.money('AMOUNT', 'ui.bill.gross', (r) => r.amount, { ...main, total: 'amount' }),
    c.state('PaymentAuthorizationStatus', (r) => [r.status, r.dueAt]),
    c.dateTime('DUE', 'ui.paymentQueue.due', (r) => r.dueAt, extra),
    c.date('CREATED', 'ui.paymentQueue.since', (r) => r.createdAt, wide),
  ],
  panel: beside(
    'ui.nav.paymentQueue',
    () => import('./AuthorizationPanel.tsx'),
    'AuthorizationPanel',
  ),
  bulk,
  above: lazyComponent(() => import('./AuthorizationSums.tsx'), 'AuthorizationSums'),
  empty: ['ui.paymentQueue.empty', 'ui.paymentQueue.emptyText'],
});
