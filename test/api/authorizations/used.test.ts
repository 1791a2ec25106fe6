import { expect, it } from '@jest/globals';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import { bound, customerOf } from '../bindings/fixtures.ts';
import { authorizedJoint, listed, saved, setStage, submitted } from '../discounts/stage.ts';

const stage = testStage('used authorizations', setStage);

// A seller could limit the number of customers of an authorization, but the limit was not checked (domain §4.3b).
it('an authorization for one customer is used for one customer at a time', async () => {
  const { world, manager, partner, sellerManager } = stage;
  const goods = await listed(sellerManager, '限额商品', { saleModel: 'JOINT_OPERATION' });
  await authorizedJoint(stage, goods, { maxCustomers: 1 });
  const lines = [{ specificationId: goods.specifications[0], payRate: '0.9' }];
  const on = { productId: goods.productId, lines };
  await manager.sees(await submitted(stage, on), { status: 'SCHEDULED' });

  const customerId = await customerOf(world, '南方电子', [partner]);
  await bound(world, manager, customerId);
  const second = await saved(stage, { ...on, customerId });
  const full = { code: 'CUSTOMER_LIMIT_REACHED', params: [{ key: 'limit', value: '1' }] };
  await manager.cannot('exclusiveDiscountSubmit', { id: second }, full);
  const { exclusiveDiscountQuote } = await manager.ask(
    `query($input: ExclusiveDiscountQuoteInput!) { exclusiveDiscountQuote(input: $input) {
      userErrors { code params { key value } } } }`,
    { input: { ...on, customerId } },
  );
  expect(exclusiveDiscountQuote.userErrors).toEqual([full]);

  const may = {
    validFrom: '2026-05-01T00:00:00.000+08:00',
    validUntil: '2026-06-01T00:00:00.000+08:00',
  };
  const again = await saved(stage, { ...on, ...may });
  await manager.mutate('exclusiveDiscountSubmit', { id: again });
  await manager.sees(again, { status: 'SCHEDULED' });
});

// An unbinding ends the discounts that exist; one submitted at the same moment stayed in review.
it('a discount in review is not approved after its customer left', async () => {
  const id = await submitted(stage);
  await stage.world.rows(
    sql`update partner_binding set status = 'UNBOUND', unbound_at = now() where id = ${stage.bindingId.slice(4)}`,
  );
  await stage.sellerManager.cannot('exclusiveDiscountApprove', { id }, 'CUSTOMER_NOT_BOUND');
  await stage.manager.sees(id, { status: 'SELLER_REVIEW' });
});
