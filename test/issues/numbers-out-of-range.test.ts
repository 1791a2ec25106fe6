import { expect, test } from '@jest/globals';
import { testWorld } from '../kit/test-world.ts';

const world = testWorld('numbers');

test('a price out of the column’s range is refused with its field', async () => {
  const seller = await world.member(await world.organization('SELLER', '华芯'), 'seller.manager');
  const publish = (listPrice: string) =>
    seller.refused('productPublish', {
      name: `星云 ${listPrice}`,
      saleModel: 'COMMON',
      productType: 'SAAS',
      maxShareRatio: '0.3',
      standardShareRatio: '0.2',
      specifications: [{ code: 'STD', name: '标准版', listPrice, period: 'YEAR' }],
    });
  expect(await publish('999999999999999999.99')).toEqual(['INVALID_AMOUNT']);
  expect(await publish('1000000000000')).toEqual(['INVALID_AMOUNT']);
  expect(await publish('999999999999.99')).toEqual([]);
});

test('a policy refuses a number that overflows dates or makes counting endless', async () => {
  const operator = await world.member(await world.organization('OPERATOR', '运营'), 'operator');
  const set = (key: string, value: string) =>
    operator.refused('policySet', { key, value, reason: '试' });
  expect(await set('binding.invite', '999999999')).toEqual(['OUT_OF_RANGE']);
  expect(await set('discounts.review-days', '999999999')).toEqual(['OUT_OF_RANGE']);
  expect(await set('binding.request.interval', '121')).toEqual(['OUT_OF_RANGE']);
  expect(await set('binding.request.interval', '120')).toEqual([]);
});
