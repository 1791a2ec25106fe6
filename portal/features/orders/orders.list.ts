import { between, extra, main, wide, wider } from '../../list/column-kinds.tsx';
import { beside, defineList } from '../../list/define.ts';
import { counts, query, totals } from './orders.documents.ts';
import { filters, views } from './orders.filters.ts';

const REASON = 'OrderAttributionReason';

/** Orders that the viewer may see, newest first, with their lines in the panel. */
export const list = defineList({
  name: 'orders',
  title: 'ui.nav.orders',
  query,
  rows: (data) => data.orders,
  counts,
  totals,
  search: 'ui.orders.search',
  filters,
  views,
  period: 'placedWithin',
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
    c.enum('program', 'ui.order.program', 'OrderProgram', (r) => r.program, extra),
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
