import { main, wide } from '../../list/column-kinds.tsx';
import { defineList, filter } from '../../list/define.ts';
import { query, totals } from './services.documents.ts';

/** Delivered lines of a customer: services that it bought and did not return. */
export const list = defineList({
  name: 'services',
  title: 'ui.services',
  query,
  rows: (data) => data.orderLines,
  totals,
  filters: {
    // Fixed: they define the list.
    status: {
      ...filter.choice('ui.status', 'OrderStatus', ['COMPLETED']),
      quiet: true,
      input: () => ['COMPLETED' as const],
    },
    isRefund: { ...filter.flag('ui.transactions.refunds'), quiet: true, input: () => false },
    placedWithin: filter.period('ui.order.placedAt'),
    customerId: filter.record('ui.customer', 'customer'),
    productId: filter.record('ui.product', 'product'),
  },
  sorts: ['PLACED', 'CASH'],
  columns: (c) => [
    c.title('product', 'ui.product', (r) => [r.productName, r.specificationName]),
    c.cell('quantity', 'ui.services.quantity', (r) => String(r.quantity), wide),
    c.money('deal', 'ui.order.deal', (r) => r.dealPrice, { ...main, total: 'dealPrice' }),
    c.date('until', 'ui.services.until', (r) => r.serviceUntil, wide),
    c.date('PLACED', 'ui.order.placedAt', (r) => r.placedAt, wide),
    c.cell('number', 'ui.order', (r) => r.orderNumber),
  ],
  link: (r) => ({ to: '/orders/$id', params: { id: r.order.id } }),
  empty: ['ui.services.empty'],
});
