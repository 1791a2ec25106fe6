import { beforeAll } from '@jest/globals';
import { productLife, specificationLife } from '../../../server/modules/catalog/index.ts';
import { byFiring, describeMatrix, type Rules } from '../../kit/matrix.ts';
import { testWorld } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { type Goods, listed } from '../discounts/stage.ts';
import { supported } from './support.ts';

const world = testWorld('catalog matrix');
let seller: Caller;
let goods: Goods;

beforeAll(async () => {
  seller = await world.member(await world.organization('SELLER', '华芯软件'), 'seller.manager');
  goods = await listed(seller, '星云ERP');
  await supported(seller, goods.productId);
});

const sale: Rules = { delist: { ON_SALE: 'DELISTED' }, relist: { DELISTED: 'ON_SALE' } };
const subject = {
  world: () => world,
  by: () => seller.viewer,
  inputs: {
    revise: { name: '星云ERP 2026' },
    // Absent: the product names none from then on.
    setSupportGroup: {},
    reprice: { listPrice: '1.00' },
    assignSkuCode: { skuCode: 'SKU-1' },
  },
  facts: { DELISTED: 'delisted_at = now()' },
};

describeMatrix(
  productLife,
  {
    ...sale,
    revise: { ON_SALE: 'ON_SALE', DELISTED: 'DELISTED' },
    setSupportGroup: { ON_SALE: 'ON_SALE', DELISTED: 'DELISTED' },
  },
  byFiring({ ...subject, id: () => goods.productId }),
);
describeMatrix(
  specificationLife,
  {
    ...sale,
    reprice: { ON_SALE: 'ON_SALE' },
    assignSkuCode: { ON_SALE: 'ON_SALE', DELISTED: 'DELISTED' },
  },
  byFiring({ ...subject, id: () => goods.specifications[0] }),
);
