import { extra, main, wide } from '../../../list/column-kinds.tsx';
import { defineList, filter, view } from '../../../list/define.ts';
import { offerActions } from '../actions.ts';
import { OFFER_STATES, SIBLINGS } from '../states.ts';
import { counts, query, totals } from './offers.documents.ts';

const ENDED = ['REJECTED', 'WITHDRAWN', 'EXPIRED', 'UNUSABLE', 'REVOKED'];
const NET = { ...main, total: 'netTotal' } as const;

export const list = defineList({
  name: 'privateOffers',
  title: 'ui.nav.privateOffers',
  siblings: SIBLINGS,
  query,
  rows: (data) => data.privateOffers,
  counts,
  totals,
  search: 'ui.privateOffers.search',
  filters: {
    status: filter.choice('ui.status', 'PrivateOfferStatus', OFFER_STATES),
    endsWithin: filter.period('ui.discount.ends'),
    productId: filter.record('ui.product', 'product'),
    partnerId: filter.record('ui.partner', 'partner'),
  },
  views: [
    view('all', 'ui.all'),
    view('review', 'ui.discounts.view.review', { status: ['MANUAL_REVIEW'] }),
    view('scheduled', 'ui.discounts.view.scheduled', { status: ['SCHEDULED'] }),
    view('effective', 'ui.discounts.view.effective', { status: ['EFFECTIVE'] }),
    view('ended', 'ui.discounts.view.ended', { status: ENDED }),
  ],
  sorts: ['CREATED', 'ENDING', 'NET_TOTAL'],
  columns: (c) => [
    c.title('name', 'ui.privateOffer.name', (r) => [r.name, r.number]),
    c.two('customers', 'ui.privateOffer.customers', (r, { t }) => [
      (r.customerCount ?? 0) > 1
        ? t('ui.privateOffer.andOthers', {
            name: r.customerName ?? '',
            count: r.customerCount ?? 0,
          })
        : r.customerName,
      r.productName,
    ]),
    c.cell('partner', 'ui.partner', (r) => r.partner?.name, {
      hideBelow: 1200,
      extra: ['PARTNER'],
    }),
    c.cell('seller', 'ui.seller', (r) => r.seller.name, { hideBelow: 1200, extra: ['SELLER'] }),
    c.ratio('rate', 'ui.rate', (r) => [r.netTotal, r.listTotal]),
    c.money('NET_TOTAL', 'ui.discount.netTotal', (r) => r.netTotal, NET),
    c.percent('share', 'ui.product.share', (r) => r.shareRatio, wide),
    c.days('ENDING', 'ui.discount.validity', (r) => [r.validFrom, r.validUntil], wide),
    c.state('PrivateOfferStatus', (r) => [r.status]),
    c.date('CREATED', 'ui.createdAt', (r) => r.createdAt, extra),
  ],
  link: '/private-offers/$id',
  empty: ['ui.privateOffers.empty', 'ui.privateOffers.emptyText'],
  actions: offerActions,
});
