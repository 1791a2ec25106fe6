import { extra, main, wide } from '../../../list/column-kinds.tsx';
import { defineList, filter, view } from '../../../list/define.ts';
import { demandActions } from '../actions.ts';
import { DEMAND_STATES, SIBLINGS } from '../states.ts';
import { bulk } from './bulk.ts';
import { counts, query, totals } from './demands.documents.ts';

const NO_DRAFTS = { except: { SELLER: ['DRAFT'] } } as const;
const AMOUNT = { ...main, total: 'expectedAmount' } as const;
const FIRST_DUE = { sort: 'DUE' } as const;
const SEES_DRAFTS = { for: ['PARTNER', 'OPERATOR'] } as const;

export const list = defineList({
  name: 'demands',
  title: 'ui.nav.demands',
  siblings: SIBLINGS,
  query,
  rows: (data) => data.customerDemands,
  counts,
  totals,
  search: 'ui.demands.search',
  filters: {
    status: filter.choice('ui.status', 'CustomerDemandStatus', DEMAND_STATES, NO_DRAFTS),
    submittedWithin: filter.period('ui.demand.submittedAt'),
    dueWithin: filter.period('ui.demand.due'),
    customerId: filter.record('ui.customer', 'customer'),
    productId: filter.record('ui.product', 'product'),
    partnerId: filter.record('ui.partner', 'partner'),
    sellerId: filter.record('ui.seller', 'seller', { quiet: true }),
  },
  views: [
    view('all', 'ui.all'),
    view('drafts', 'ui.demands.view.drafts', { status: ['DRAFT'] }, SEES_DRAFTS),
    view('waiting', 'ui.demands.view.waiting', { status: ['SUBMITTED'] }, FIRST_DUE),
    view('accepted', 'ui.demands.view.accepted', { status: ['ACCEPTED'] }, FIRST_DUE),
    view('converted', 'ui.demands.view.converted', { status: ['CONVERTED'] }),
    view('ended', 'ui.demands.view.ended', {
      status: ['REJECTED', 'AUTO_REJECTED', 'WITHDRAWN', 'CLOSED'],
    }),
  ],
  period: 'submittedWithin',
  sorts: ['CREATED', 'DUE', 'AMOUNT'],
  columns: (c) => [
    c.title('customer', 'ui.customer', (r) => [r.customerName, r.number]),
    c.cell('product', 'ui.product', (r) => r.productName),
    c.cell('seller', 'ui.seller', (r) => r.seller.name, { hideBelow: 1200, extra: ['SELLER'] }),
    c.cell('partner', 'ui.partner', (r) => r.partner.name, { hideBelow: 1200, extra: ['PARTNER'] }),
    c.percent('expected', 'ui.demand.expected', (r) => r.expectedShareRatio),
    c.percent('granted', 'ui.demand.granted', (r) => r.grantedShareRatio, wide),
    c.percent('maximum', 'ui.demand.maximum', (r) => r.maxShareRatio, extra),
    c.money('AMOUNT', 'ui.demand.amount', (r) => r.expectedAmount, AMOUNT),
    c.state('CustomerDemandStatus', (r) => [r.status, r.dueAt]),
    c.dateTime('DUE', 'ui.demand.due', (r) => r.dueAt, wide),
    c.date('CREATED', 'ui.createdAt', (r) => r.createdAt, wide),
  ],
  link: '/demands/$id',
  empty: ['ui.demands.empty', 'ui.demands.emptyText', 'ui.demands.emptyTextOther'],
  bulk,
  actions: demandActions,
});
