import { importOf } from '../../../domain/bulk/import-action.ts';
import { extra, main, wide } from '../../../list/column-kinds.tsx';
import { coming, defineList, view } from '../../../list/define.ts';
import { actions } from '../actions.ts';
import { ENDED, IN_REVIEW } from '../states.ts';
import { bulk } from './bulk.ts';
import { counts, query, totals } from './discounts.documents.ts';
import { filters } from './discounts.filters.ts';

const SEES_DRAFTS = { for: ['PARTNER', 'OPERATOR'] } as const;
const RENEW_DAYS = 14;

export const list = defineList({
  name: 'discounts',
  title: 'ui.nav.discounts',
  query,
  rows: (data) => data.exclusiveDiscounts,
  counts,
  totals,
  search: 'ui.discounts.search',
  filters,
  views: [
    view('all', 'ui.all'),
    view('drafts', 'ui.discounts.view.drafts', { status: ['DRAFT'] }, SEES_DRAFTS),
    view('review', 'ui.discounts.view.review', { status: IN_REVIEW }),
    view('scheduled', 'ui.discounts.view.scheduled', { status: ['SCHEDULED'] }),
    view('effective', 'ui.discounts.view.effective', { status: ['EFFECTIVE'] }),
    view(
      'ending',
      (t) => t('ui.discounts.view.ending', { days: RENEW_DAYS }),
      { status: ['EFFECTIVE'], endsWithin: coming(RENEW_DAYS) },
      { sort: 'ENDING' },
    ),
    view('rejected', 'ui.discounts.view.rejected', { status: ['REJECTED'] }),
    view('ended', 'ui.discounts.view.ended', { status: ENDED }),
  ],
  sorts: ['CREATED', 'STARTING', 'ENDING', 'NET_TOTAL', 'SAVINGS'],
  columns: (c) => [
    c.title('name', 'ui.discount', (r) => [r.name, r.number]),
    c.two('customer', 'ui.customer', (r) => [r.customerName, r.productName]),
    c.cell('product', 'ui.product', (r) => r.productName, extra),
    c.cell('partner', 'ui.partner', (r) => r.partner.name, { hideBelow: 1200, extra: ['PARTNER'] }),
    c.ratio('rate', 'ui.rate', (r) => [r.netTotal, r.listTotal]),
    c.money('NET_TOTAL', 'ui.discount.netTotal', (r) => r.netTotal, { ...main, total: 'netTotal' }),
    c.money('SAVINGS', 'ui.discount.savings', (r) => r.savings, { ...extra, total: 'savings' }),
    c.days('ENDING', 'ui.discount.validity', (r) => [r.validFrom, r.validUntil], wide),
    c.state('ExclusiveDiscountStatus', (r) => [r.status, r.reviewDueAt]),
    c.date('STARTING', 'ui.discount.starts', (r) => r.validFrom, extra),
    c.date('CREATED', 'ui.createdAt', (r) => r.createdAt, extra),
  ],
  link: '/discounts/$id',
  empty: ['ui.discounts.empty', 'ui.discounts.emptyText', 'ui.discounts.emptyTextOther'],
  bulk,
  actions: [importOf('DISCOUNTS'), ...actions],
});
