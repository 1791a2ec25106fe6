import { Headset } from 'lucide-react';
import { extra, main, wide, wider } from '../../list/column-kinds.tsx';
import { beside, defineList, filter } from '../../list/define.ts';
import { action } from '../../shell/action.ts';
import { actions } from './actions.ts';
import { priceRange } from './prices.ts';
import { query } from './products.documents.ts';

const MODELS = ['COMMON', 'JOINT_OPERATION', 'HUAWEI'] as const;
const ONLINE = ['SAAS', 'IMAGE', 'API', 'CONTAINER', 'DATA_ASSET', 'AI_ASSET', 'LICENSE'] as const;
const TYPES = [...ONLINE, 'MANUAL_SERVICE', 'HARDWARE', 'CONSULTING'] as const;
const figure = { align: 'end', whole: true } as const;

/** Products that the viewer may see, with their specifications in the panel. */
export const list = defineList({
  name: 'products',
  title: 'ui.nav.products',
  query,
  rows: (data) => data.products,
  search: 'ui.product.searchPlaceholder',
  filters: {
    saleModel: filter.choice('ui.product.model', 'SaleModel', MODELS),
    productType: filter.choice('ui.product.type', 'ProductType', TYPES),
    status: filter.choice('ui.status', 'SaleStatus', ['ON_SALE', 'DELISTED']),
    sellerId: filter.record('ui.seller', 'seller'),
    isFavorite: filter.flag('ui.product.favorite'),
  },
  sorts: ['CREATED', 'NAME'],
  actions: [
    action('supportGroupCreate', 'ui.support.groups', '/support-groups', Headset),
    ...actions,
  ],
  columns: (c) => [
    c.title('NAME', 'ui.product', (r, { t }) => [
      r.name,
      [t.enum('ProductType', r.productType), r.isFavorite && t('ui.product.favorite')]
        .filter(Boolean)
        .join(' · '),
    ]),
    c.enum('model', 'ui.product.model', 'SaleModel', (r) => r.saleModel),
    c.cell('seller', 'ui.seller', (r) => r.seller.name, { ...wider, extra: ['SELLER'] }),
    c.number('specs', 'ui.product.specs', (r) => r.specifications.length, wide),
    c.cell(
      'prices',
      'ui.discount.listPrice',
      (r, { format }) => priceRange(r.specifications, format),
      { ...figure, ...main, file: null },
    ),
    c.rate('floor', 'ui.discount.floor', (r) => r.floorPayRate),
    c.percent('share', 'ui.product.share', (r) => r.standardShareRatio, wider),
    c.state('SaleStatus', (r) => [r.status]),
    c.date('CREATED', 'ui.product.listedAt', (r) => r.createdAt, extra),
  ],
  panel: beside('ui.product', () => import('./ProductPanel.tsx'), 'ProductPanel'),
  empty: ['ui.products.empty', 'ui.products.emptyText'],
});
