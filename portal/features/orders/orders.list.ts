import { between, extra, main, wide, wider } from '../../list/column-kinds.tsx';
import { beside, defineList, filter } from '../../list/define.ts';
import { query, totals } from './orders.documents.ts';

const PAID = ['PROCESSING', 'COMPLETED', 'REFUND_PENDING', 'REFUNDED'] as const;
const STATES = ['PENDING_PAYMENT', ...PAID, 'CANCELLED'] as const;
const BOUGHT = ['NEW', 'RENEW', 'CHANGE', 'TRIAL', 'TRIAL_TO_FORMAL'] as const;
const ATTRIBUTIONS = ['DISCOUNT', 'SELECTED', 'AUTO', 'NONE'] as const;
const REASON = 'OrderAttributionReason';

/** Orders that the viewer may see, newest first, with their lines in the panel. */
export const list = defineList({
  name: 'orders',
  title: 'ui.nav.orders',
  query,
  rows: (data) => data.orders,
  totals,
  search: 'ui.orders.search',
  filters: {
    status: filter.choice('ui.status', 'OrderStatus', STATES),
    orderType: filter.choice('ui.order.type', 'OrderType', [...BOUGHT, 'UNSUBSCRIBE']),
    attribution: filter.choice('ui.order.attribution', 'OrderAttribution', ATTRIBUTIONS),
    placedWithin: filter.period('ui.order.placedAt'),
    customerId: filter.record('ui.customer', 'customer'),
    partnerId: filter.record('ui.partner', 'partner'),
  },
  sorts: ['PLACED', 'PAID', 'DEAL', 'CASH'],
  columns: (c) => [
    c.title('number', 'ui.order', (r, { t }) => [r.number, t.enum('OrderType', r.orderType)]),
    c.cell('customer', 'ui.customer', (r) => r.customerName),
    c.cell('partner', 'ui.partner', (r) => r.partner?.name, { ...between, extra: ['PARTNER'] }),
    c.two(
      'attribution',
      'ui.order.attribution',
      ({ attribution, attributionReason: why }, { t }) => [
        t.enum('OrderAttribution', attribution),
        why && t.enum(REASON, why),
      ],
      wider,
    ),
    c.cell('discount', 'ui.order.discount', (r) => r.exclusiveDiscount?.number, extra),
    c.ratio('rate', 'ui.rate', (r) => [r.dealTotal, r.listTotal], wider),
    c.money('DEAL', 'ui.order.deal', (r) => r.dealTotal, { ...main, total: 'dealTotal' }),
    c.money('CASH', 'ui.order.cash', (r) => r.cashTotal, { ...extra, total: 'cashTotal' }),
    c.dateTime('PAID', 'ui.order.fact.paidAt', (r) => r.paidAt, extra),
    c.dateTime('PLACED', 'ui.order.placedAt', (r) => r.placedAt, wide),
    c.state('OrderStatus', (r) => [r.status]),
  ],
  panel: beside('ui.order', () => import('./OrderPanel.tsx'), 'OrderPanel'),
  empty: ['ui.orders.empty', 'ui.orders.emptyText'],
});
