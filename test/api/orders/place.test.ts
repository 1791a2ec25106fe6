import { describe, expect, it } from '@jest/globals';
import { DAY } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { actionsOf, enabledOf } from '../../kit/actions.ts';
import { testStage } from '../../kit/test-world.ts';
import { pass } from '../../kit/time.ts';
import type { Caller } from '../../kit/world.ts';
import { customerOf, partnerOf } from '../bindings/fixtures.ts';
import { errorsOf, listed, scheduled, setStage } from '../discounts/stage.ts';
import { basket, line, orderOf, paid, placed } from './checkout.ts';

const stage = testStage('placing orders', setStage);

const refusals = async (facts: object, by: Caller = stage.buyer): Promise<string[]> =>
  (await errorsOf(by, 'orderPlace', basket(stage, facts))).map(
    ({ code, field }) => `${code} ${field?.join('.')}`,
  );

describe('an order of a buyer', () => {
  it('is placed at the list price, awaits its payment, and completes when it is paid', async () => {
    const { buyer, manager, sellerManager, world } = stage;
    const id = await placed(stage);
    await buyer.sees(id, {
      status: 'PENDING_PAYMENT',
      attribution: 'NONE',
      attributionReason: 'NOT_PAID_YET',
      dealTotal: { amount: '12345.67' },
      paymentDueAt: new Date(world.clock.now().getTime() + 7 * DAY).toISOString(),
    });
    // Nobody else is told of it before the payment.
    await manager.sees(id, null);
    await buyer.mutate('orderConfirmPayment', { id });
    await manager.sees(id, {
      status: 'COMPLETED',
      attribution: 'SELECTED',
      lines: [{ attribution: 'SELECTED', status: 'COMPLETED', payRate: '1', attributedBy: null }],
    });
    await sellerManager.sees(id, {
      status: 'COMPLETED',
      lines: [{ shareRatio: '0.2', strategy: 'OWN_SALE', vatRate: '0.06' }],
    });
  });

  it('keeps the accepted support terms with their text, for its customer, partner and seller', async () => {
    const { supportTerms } = await stage.buyer.ask(
      '{ supportTerms { family version chinese english } }',
    );
    const online = supportTerms.find(({ family }: { family: string }) => family === 'ONLINE');
    expect(online.chinese).not.toBe('');
    const id = await paid(stage);
    for (const viewer of [stage.buyer, stage.manager, stage.sellerManager])
      await viewer.sees(id, { lines: [{ supportTerms: online }] });
  });

  it('uses the discount in force, and must be paid before the discount ends', async () => {
    const discountId = await scheduled(stage);
    await pass(stage.world, 26 * DAY);
    const [first, second] = stage.goods.specifications;
    const id = await placed(stage, {
      lines: [line(first, { quantity: 3 }), line(second)],
      selectedPartnerId: undefined,
    });
    await stage.buyer.sees(id, {
      exclusiveDiscount: { id: discountId },
      listTotal: { amount: '37337.01' },
      // 37,037.01 × 0.85 = 31,481.4585 → 31,481.46, and 300.00 at the list price.
      dealTotal: { amount: '31781.46' },
      paymentDueAt: '2026-03-30T16:00:00.000Z',
    });
    await stage.buyer.mutate('orderConfirmPayment', { id });
    await stage.manager.sees(id, {
      attribution: 'DISCOUNT',
      lines: [
        { attribution: 'DISCOUNT', payRate: '0.85', attributedBy: { origin: 'PARTNER' } },
        { attribution: 'SELECTED', payRate: '1', attributedBy: null },
      ],
    });
    expect(await refusals({ voucher: '10.00' })).toEqual(['VOUCHER_BARRED voucher']);
    const rival = await partnerOf(stage.world, '另一服务商');
    expect(await refusals({ selectedPartnerId: `ptn_${rival.id}` })).toEqual([
      'PARTNER_NOT_OF_DISCOUNT selectedPartnerId',
    ]);
  });

  it('is cancelled by the buyer, or by the clock when it is not paid in time', async () => {
    const { buyer, world } = stage;
    const [first, second] = [await placed(stage), await placed(stage)];
    const cancelled = { status: 'CANCELLED', lines: [{ status: 'CANCELLED' }] };
    await buyer.mutate('orderCancel', { id: first });
    await buyer.sees(first, cancelled);
    // At the end of the time to pay nobody pays any more, also before the clock has cancelled the order.
    world.clock.advance(7 * DAY);
    await buyer.cannot('orderConfirmPayment', { id: second }, 'PAYMENT_PERIOD_OVER');
    expect(await actionsOf(buyer, second)).toMatchObject({
      confirmPayment: 'PAYMENT_PERIOD_OVER',
      cancel: true,
    });
    await world.settle();
    await buyer.sees(second, cancelled);
    await buyer.cannot('orderConfirmPayment', { id: second }, 'NOT_IN_THIS_STATE');
  });

  it('is refused for what is not sold, and stores nothing', async () => {
    const { sellerManager, goods, world } = stage;
    const count = () => world.rows(sql`select count(*)::int as n from customer_order`);
    const before = await count();
    const consulting = await listed(sellerManager, '上云咨询');
    // Listed with specifications before consulting had none.
    await world.rows(
      sql`update product set product_type = 'CONSULTING' where id = ${consulting.productId.slice(4)}`,
    );
    const delisted = await listed(sellerManager, '旧版网关');
    await sellerManager.mutate('productDelist', { id: delisted.productId, reason: 'ended' });
    const [known] = goods.specifications;
    const lines = [consulting.specifications[0], delisted.specifications[0], known, known];
    expect(await refusals({ lines: lines.map((one) => line(one)) })).toEqual([
      'PRODUCT_NOT_SOLD_HERE lines.0.specificationId',
      'PRODUCT_DELISTED lines.1.specificationId',
      'DUPLICATE_SPECIFICATION lines.3.specificationId',
    ]);
    for (const [facts, refusal] of [
      [{ lines: [line(known, { termsVersion: 2 })] }, 'TERMS_OUTDATED lines.0.termsVersion'],
      [{ lines: [line(known, { quantity: 0 })] }, 'OUT_OF_RANGE lines.0.quantity'],
      [{ voucher: '999999.00' }, 'VOUCHER_ABOVE_PRICE voucher'],
      [{ upstreamOrderId: 'CS1' }, 'NOT_FOR_THIS_ROLE upstreamOrderId'],
    ] as const)
      expect(await refusals(facts)).toEqual([refusal]);
    expect(await count()).toEqual(before);
  });
});

it('the payment of an order has one effect and one automatic discount, however often it is confirmed at once', async () => {
  const { buyer, manager } = stage;
  const joint = await listed(stage.sellerManager, '星云数据中台', {
    saleModel: 'JOINT_OPERATION',
  });
  const lines = [line(joint.specifications[0])];
  const id = await placed(stage, { lines });
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => buyer.refused('orderConfirmPayment', { id })),
  );
  expect(answers.flat()).toEqual(Array(49).fill('NOT_IN_THIS_STATE'));
  const { exclusiveDiscounts } = await manager.ask(
    '{ exclusiveDiscounts(first: 5, filter: { origin: [AUTO] }) { nodes { id status netTotal { amount } lines { payRate } } } }',
  );
  expect(exclusiveDiscounts.nodes).toMatchObject([
    { status: 'EXPIRED', netTotal: { amount: '12345.67' }, lines: [{ payRate: '1' }] },
  ]);
  expect(await enabledOf(manager, exclusiveDiscounts.nodes[0].id)).toEqual([]);
  await manager.sees(id, {
    attribution: 'AUTO',
    lines: [{ attribution: 'AUTO', payRate: '1', attributedBy: { origin: 'AUTO' } }],
  });
  // It is over at once, so the next order has one of its own.
  await paid(stage, { lines });
});

it('an order of a program needs a key with the scope of orders, and is reported once', async () => {
  const { world, operator, customerId } = stage;
  const viewer = { ...operator.viewer, via: 'API_KEY', role: 'service', memberId: null } as const;
  const report = (upstreamLineId: string, customer = customerId) =>
    basket(stage, {
      customerId: customer,
      lines: [line(stage.goods.specifications[1], { upstreamLineId })],
    });
  const plain = world.as({ ...viewer, scopes: ['read', 'write'] });
  await expect(plain.mutate('orderPlace', report('L-1'))).rejects.toThrow('orders:write');
  const key = world.as({ ...viewer, scopes: ['orders:write'] });
  const first = await key.mutate('orderPlace', report('L-1'));
  expect(await key.mutate('orderPlace', report('L-1'))).toEqual(first);
  expect((await key.mutate('orderPlace', report('L-2'))).id).not.toBe(first.id);
  await key.cannot('orderPlace', basket(stage), 'BLANK');
  const other = await customerOf(world, '西部能源', [stage.partner]);
  await key.cannot('orderPlace', report('L-1', other), 'ALREADY_REPORTED');
  await key.mutate('orderConfirmPayment', { id: first.id });
});

describe('a renewal', () => {
  const lineOf = async (id: string): Promise<any> =>
    (await orderOf(stage.buyer, id, 'lines { id instanceId supervision effectiveAt serviceUntil }'))
      .lines[0];
  const renewal = (renewsLineId: string, specification: 0 | 1 = 0) => ({
    lines: [line(stage.goods.specifications[specification], { renewsLineId })],
  });
  const at = (time: string) => stage.world.clock.moveTo(new Date(time));

  it('keeps the instance and takes effect when the period before it ends', async () => {
    at('2026-05-02T02:00:00Z');
    const first = await lineOf(await paid(stage));
    expect(first).toMatchObject({
      effectiveAt: '2026-05-02T02:00:00.000Z',
      serviceUntil: '2027-05-02T02:00:00.000Z',
    });
    const id = await paid(stage, renewal(first.id));
    await stage.buyer.sees(id, {
      orderType: 'RENEW',
      status: 'COMPLETED',
      lines: [
        {
          instanceId: first.instanceId,
          effectiveAt: '2027-05-02T02:00:00.000Z',
          serviceUntil: '2028-05-02T02:00:00.000Z',
        },
      ],
    });
    // The first line is renewed again: the new period follows the last one of the instance.
    const again = await lineOf(await paid(stage, renewal(first.id)));
    expect(again.effectiveAt).toBe('2028-05-02T02:00:00.000Z');
    await stage.buyer.mutate('orderRefundWithoutReason', { id });
    expect(await lineOf(id)).toMatchObject({ serviceUntil: null });
  });

  it('is offered by the checkout alone, at the price of today', async () => {
    const { id } = await lineOf(await paid(stage));
    const { checkoutItems } = await stage.buyer.ask(
      `{ checkoutItems(renewsLineId: "${id}") { specificationId price { amount } } }`,
    );
    expect(checkoutItems).toEqual([
      { specificationId: stage.goods.specifications[0], price: { amount: '12345.67' } },
    ]);
  });

  it('of a service that has ended starts at its payment, and a month ends within the next one', async () => {
    at('2027-01-31T10:00:00+08:00');
    const month = { lines: [line(stage.goods.specifications[1])] };
    const { id, serviceUntil } = await lineOf(await paid(stage, month));
    expect(serviceUntil).toBe('2027-02-28T02:00:00.000Z');
    at('2027-05-10T10:00:00+08:00');
    const again = await lineOf(await paid(stage, renewal(id, 1)));
    expect(again.effectiveAt).toBe('2027-05-10T02:00:00.000Z');
  });

  it('is refused for a delivery, another specification, beside new products, and of another customer', async () => {
    const service = await listed(stage.sellerManager, '迁移服务', {
      productType: 'MANUAL_SERVICE',
    });
    const [migration] = service.specifications;
    const delivered = await lineOf(
      await paid(stage, { lines: [line(migration)], selectedPartnerId: undefined }),
    );
    expect(delivered).toMatchObject({ supervision: 'IN_PROGRESS', serviceUntil: null });
    const { id } = await lineOf(await paid(stage));
    const [year, month] = stage.goods.specifications;
    for (const [lines, refusal] of [
      [[line(migration, { renewsLineId: delivered.id })], 'NOT_RENEWABLE lines.0.renewsLineId'],
      [[line(month, { renewsLineId: id })], 'NOT_RENEWABLE lines.0.renewsLineId'],
      [[line(year, { renewsLineId: id }), line(month)], 'RENEWALS_APART lines.1.renewsLineId'],
    ] as const)
      expect(await refusals({ lines })).toEqual([refusal]);
    const other = await customerOf(stage.world, '西部物流', [stage.partner]);
    const buyer = stage.world.as({
      ...stage.buyer.viewer,
      tenantId: other.slice(4),
      subjectId: null,
    });
    await expect(refusals(renewal(id), buyer)).rejects.toThrow('Not found');
  });
});
