import { expect, test } from '@jest/globals';
import { sql } from '../../server/platform/sql/sql.ts';
import { bound, customerOf, invited, partnerOf } from '../api/bindings/fixtures.ts';
import { day, scheduled, setStage } from '../api/discounts/stage.ts';
import { line } from '../api/orders/checkout.ts';
import { testStage } from '../kit/test-world.ts';

const stage = testStage('link prices', setStage);

test('the link of a new partner, which the partner can open, shows no price of the former partner', async () => {
  const { world, manager, buyer, bindingId, customerId } = stage;
  const id = await scheduled(stage);
  world.clock.moveTo(new Date('2026-03-11T00:00:00Z'));
  await world.settle();
  await manager.mutate('exclusiveDiscountRevoke', { id, reason: '改价' });
  await buyer.sees(id, { status: 'REVOKED' });

  await manager.mutate('partnerBindingRequestUnbind', { id: bindingId, reason: '合作结束' });
  await buyer.mutate('partnerBindingApproveUnbind', { id: bindingId });
  const rival = await partnerOf(world, '对手科技');
  const rivalManager = await world.member(rival, 'csp.manager');
  await world.rows(
    sql`insert into customer_access (customer_id, org_id, level, since, tags) values (${customerId.slice(4)}, ${rival.id}, 'NAME', ${world.clock.now()}, '{}')`,
  );
  const { buyer: byRivalsLink } = await bound(world, rivalManager, customerId);

  await byRivalsLink.sees(id, null);
  const { exclusiveDiscounts } = await byRivalsLink.ask(
    '{ exclusiveDiscounts(first: 5) { nodes { id lines { id } } count { value } } }',
  );
  expect(exclusiveDiscounts).toEqual({ nodes: [], count: { value: 0 } });
  await buyer.sees(id, { status: 'REVOKED' });
});

test('the checkout of a link shows no price of another partner, and places no order at it', async () => {
  const { world, manager, partner, goods } = stage;
  const rival = await partnerOf(world, '邻家科技');
  const rivalManager = await world.member(rival, 'csp.manager');
  const customerId = await customerOf(world, '西部物流', [partner, rival]);
  const { buyer: byRivalsLink } = await invited(world, rivalManager, customerId);
  const { buyer } = await bound(world, manager, customerId);
  const now = world.clock.now().getTime();
  const id = await scheduled(stage, {
    customerId,
    validFrom: new Date(now + 86_400_000).toISOString(),
    validUntil: day('31'),
  });
  world.clock.moveTo(new Date(now + 2 * 86_400_000));
  await world.settle();

  const ITEMS = 'specificationId price { amount } discount { discountId }';
  const offered = async (by: typeof buyer, args: string) =>
    (await by.ask(`{ checkoutItems(${args}) { ${ITEMS} } }`)).checkoutItems;
  const ERP = 'search: "星云"';
  expect((await offered(buyer, ERP))[0]).toMatchObject({ discount: { discountId: id } });
  expect(await offered(buyer, `discountId: "${id}"`)).toHaveLength(1);
  expect((await offered(byRivalsLink, ERP))[0]).toMatchObject({
    price: { amount: '12345.67' },
    discount: null,
  });
  expect(await offered(byRivalsLink, `discountId: "${id}"`)).toEqual([]);

  const QUOTE = `query($input: OrderQuoteInput!) {
    orderQuote(input: $input) { discountId dealTotal { amount } userErrors { code } } }`;
  const specificationId = goods.specifications[0];
  const quoted = async (by: typeof buyer) =>
    (await by.ask(QUOTE, { input: { lines: [{ specificationId, quantity: 1 }] } })).orderQuote;
  expect(await quoted(buyer)).toMatchObject({ discountId: id, dealTotal: { amount: '10493.82' } });
  expect(await quoted(byRivalsLink)).toEqual({
    discountId: null,
    dealTotal: { amount: '12345.67' },
    userErrors: [],
  });
  const lines = [line(specificationId)];
  const { order: placed } = await byRivalsLink.mutate(
    'orderPlace',
    { lines },
    'order { dealTotal { amount } exclusiveDiscount { id } }',
  );
  expect(placed).toEqual({ dealTotal: { amount: '12345.67' }, exclusiveDiscount: null });
  await expect(byRivalsLink.mutate('orderPlace', { lines, discountId: id })).rejects.toThrow(
    'Not found',
  );
  expect(await buyer.refused('orderPlace', { lines, discountId: id })).toEqual([]);
});
