import { expect, test } from '@jest/globals';
import { bound, customerOf } from '../api/bindings/fixtures.ts';
import {
  authorizedJoint,
  errorsOf,
  listed,
  saved,
  setStage,
  submitted,
} from '../api/discounts/stage.ts';
import { testStage } from '../kit/test-world.ts';

const stage = testStage('more customers than allowed', setStage);

// A seller could limit the number of customers of an authorization, but the limit was not checked (domain
// §4.3b).
test('an authorization for one customer is used for one customer at a time', async () => {
  const { world, manager, partner, sellerManager } = stage;
  const goods = await listed(sellerManager, '限额商品', { saleModel: 'JOINT_OPERATION' });
  await authorizedJoint(stage, goods, { maxCustomers: 1 });
  const on = {
    productId: goods.productId,
    lines: [{ specificationId: goods.specifications[0], payRate: '0.9' }],
  };
  const first = await submitted(stage, on);
  await manager.sees(first, { status: 'SCHEDULED' });

  const other = await customerOf(world, '南方电子', [partner]);
  await bound(world, manager, other);
  const second = await saved(stage, { ...on, customerId: other });
  const full = [{ code: 'CUSTOMER_LIMIT_REACHED', params: [{ key: 'limit', value: '1' }] }];
  expect(await errorsOf(manager, 'exclusiveDiscountSubmit', { id: second })).toMatchObject(full);
  const { exclusiveDiscountQuote } = await manager.ask(
    `query($input: ExclusiveDiscountQuoteInput!) { exclusiveDiscountQuote(input: $input) {
      userErrors { code params { key value } } } }`,
    { input: { ...on, customerId: other } },
  );
  expect(exclusiveDiscountQuote.userErrors).toEqual(full);

  const again = await saved(stage, {
    ...on,
    validFrom: '2026-05-01T00:00:00.000+08:00',
    validUntil: '2026-06-01T00:00:00.000+08:00',
  });
  await manager.mutate('exclusiveDiscountSubmit', { id: again });
  await manager.sees(again, { status: 'SCHEDULED' });
});
