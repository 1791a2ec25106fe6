import { describe, expect, it } from '@jest/globals';
import { DAY } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import { customerOf, partnerOf } from '../bindings/fixtures.ts';
import { errorsOf, listed, scheduled, setStage } from '../discounts/stage.ts';
import { basket, line, orderOf, paid, placed } from './checkout.ts';

const stage = testStage('placing orders', setStage);

const FIELDS = `status attribution attributionReason paymentDueAt listTotal { amount } dealTotal { amount } cashTotal { amount }
  lines { attribution attributionReason payRate dealPrice { amount } vatRate supervision effectiveAt status attributedBy { origin } }`;

const refusals = async (facts: object): Promise<string[]> =>
  (await errorsOf(stage.buyer, 'orderPlace', basket(stage, facts))).map(
    ({ code, field }) => `${code} ${field?.join('.')}`,
  );

describe('an order of a buyer', () => {
  it('is placed at the list price, awaits its payment, and completes when it is paid', async () => {
    const id = await placed(stage);
    expect(await orderOf(stage.buyer, id, FIELDS)).toMatchObject({
      status: 'PENDING_PAYMENT',
      attribution: 'NONE',
      attributionReason: 'NOT_PAID_YET',
      dealTotal: { amount: '12345.67' },
      paymentDueAt: new Date(stage.world.clock.now().getTime() + 7 * DAY).toISOString(),
    });
    // Nobody else is told of it before the payment.
    expect(await orderOf(stage.manager, id, 'status')).toBeNull();
    await stage.buyer.mutate('orderConfirmPayment', { id });
    expect(await orderOf(stage.manager, id, FIELDS)).toMatchObject({
      status: 'COMPLETED',
      attribution: 'SELECTED',
      lines: [{ attribution: 'SELECTED', status: 'COMPLETED', payRate: '1', attributedBy: null }],
    });
    expect(
      await orderOf(stage.sellerManager, id, 'status lines { shareRatio strategy vatRate }'),
    ).toEqual({
      status: 'COMPLETED',
      lines: [{ shareRatio: '0.2', strategy: 'OWN_SALE', vatRate: '0.06' }],
    });
  });

  it('keeps the accepted support terms with their text, for its customer, partner and seller', async () => {
    const terms = 'family version chinese english';
    const { supportTerms } = await stage.buyer.ask(`{ supportTerms { ${terms} } }`);
    const online = supportTerms.find(({ family }: { family: string }) => family === 'ONLINE');
    expect(online.chinese).not.toBe('');
    const id = await paid(stage);
    for (const viewer of [stage.buyer, stage.manager, stage.sellerManager])
      expect(await orderOf(viewer, id, `lines { supportTerms { ${terms} } }`)).toEqual({
        lines: [{ supportTerms: online }],
      });
  });

  it('uses the discount in force, and must be paid before the discount ends', async () => {
    const discountId = await scheduled(stage);
    stage.world.clock.advance(26 * DAY);
    await stage.world.settle();
    const id = await placed(stage, {
      lines: [
        line(stage.goods.specifications[0], { quantity: 3 }),
        line(stage.goods.specifications[1]),
      ],
      selectedPartnerId: undefined,
    });
    expect(await orderOf(stage.buyer, id, `${FIELDS} exclusiveDiscount { id }`)).toMatchObject({
      exclusiveDiscount: { id: discountId },
      listTotal: { amount: '37337.01' },
      // 37,037.01 × 0.85 = 31,481.4585 → 31,481.46, and 300.00 at the list price.
      dealTotal: { amount: '31781.46' },
      paymentDueAt: '2026-03-30T16:00:00.000Z',
    });
    await stage.buyer.mutate('orderConfirmPayment', { id });
    expect(await orderOf(stage.manager, id, FIELDS)).toMatchObject({
      attribution: 'DISCOUNT',
      lines: [
        { attribution: 'DISCOUNT', attributedBy: { origin: 'PARTNER' } },
        { attribution: 'SELECTED', payRate: '1' },
      ],
    });
    expect(await refusals({ voucher: '10.00' })).toEqual(['VOUCHER_BARRED voucher']);
    const rival = await partnerOf(stage.world, '另一服务商');
    expect(await refusals({ selectedPartnerId: `ptn_${rival.id}` })).toEqual([
      'PARTNER_NOT_OF_DISCOUNT selectedPartnerId',
    ]);
  });

  it('is cancelled by the buyer, or by the clock when it is not paid in time', async () => {
    const [first, second] = [await placed(stage), await placed(stage)];
    await stage.buyer.mutate('orderCancel', { id: first });
    expect(await orderOf(stage.buyer, first, 'status lines { status }')).toEqual({
      status: 'CANCELLED',
      lines: [{ status: 'CANCELLED' }],
    });
    // At the end of the time to pay nobody pays any more, also before the clock has cancelled the order.
    stage.world.clock.advance(7 * DAY);
    await stage.buyer.cannot('orderConfirmPayment', { id: second }, 'PAYMENT_PERIOD_OVER');
    expect(
      await orderOf(stage.buyer, second, 'status viewerActions { name enabled reasonCode }'),
    ).toMatchObject({
      status: 'PENDING_PAYMENT',
      viewerActions: expect.arrayContaining([
        { name: 'confirmPayment', enabled: false, reasonCode: 'PAYMENT_PERIOD_OVER' },
        { name: 'cancel', enabled: true, reasonCode: null },
      ]),
    });
    await stage.world.settle();
    expect(await orderOf(stage.buyer, second, 'status')).toEqual({ status: 'CANCELLED' });
    await stage.buyer.cannot('orderConfirmPayment', { id: second }, 'NOT_IN_THIS_STATE');
  });

  it('is refused for what is not sold, and stores nothing', async () => {
    const { sellerManager, goods } = stage;
    const count = () => stage.world.rows(sql`select count(*)::int as n from customer_order`);
    const before = await count();
    const consulting = await listed(sellerManager, '上云咨询');
    // Listed with specifications before consulting had none.
    await stage.world.rows(
      sql`update product set product_type = 'CONSULTING' where id = ${consulting.productId.slice(4)}`,
    );
    const delisted = await listed(sellerManager, '旧版网关');
    await sellerManager.mutate('productDelist', { id: delisted.productId, reason: 'ended' });
    const [known] = goods.specifications;
    expect(
      await refusals({
        lines: [
          line(consulting.specifications[0]),
          line(delisted.specifications[0]),
          line(known),
          line(known),
        ],
      }),
    ).toEqual([
      'PRODUCT_NOT_SOLD_HERE lines.0.specificationId',
      'PRODUCT_DELISTED lines.1.specificationId',
      'DUPLICATE_SPECIFICATION lines.3.specificationId',
    ]);
    expect(await refusals({ lines: [line(known, { termsVersion: 2 })] })).toEqual([
      'TERMS_OUTDATED lines.0.termsVersion',
    ]);
    expect(await refusals({ lines: [line(known, { quantity: 0 })] })).toEqual([
      'OUT_OF_RANGE lines.0.quantity',
    ]);
    expect(await refusals({ voucher: '999999.00' })).toEqual(['VOUCHER_ABOVE_PRICE voucher']);
    expect(await refusals({ upstreamOrderId: 'CS1' })).toEqual([
      'NOT_FOR_THIS_ROLE upstreamOrderId',
    ]);
    expect(await count()).toEqual(before);
  });
});

describe('the payment of an order', () => {
  it('has one effect and one automatic discount, however often it is confirmed at once', async () => {
    const joint = await listed(stage.sellerManager, '星云数据中台', {
      saleModel: 'JOINT_OPERATION',
    });
    const id = await placed(stage, { lines: [line(joint.specifications[0])] });
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        errorsOf(stage.buyer, 'orderConfirmPayment', { id }, { key: `pay-${i}` }),
      ),
    );
    const codes = answers.map((errors) => errors.map(({ code }) => code).join());
    expect(codes.filter((code) => code === '')).toHaveLength(1);
    expect(codes.filter((code) => code === 'NOT_IN_THIS_STATE')).toHaveLength(49);
    const { exclusiveDiscounts } = await stage.manager.ask(
      '{ exclusiveDiscounts(first: 5, filter: { origin: [AUTO] }) { nodes { status origin netTotal { amount } lines { payRate } viewerActions { name enabled } } } }',
    );
    expect(exclusiveDiscounts.nodes).toMatchObject([
      { status: 'EXPIRED', netTotal: { amount: '12345.67' }, lines: [{ payRate: '1' }] },
    ]);
    expect(
      exclusiveDiscounts.nodes[0].viewerActions.filter(
        ({ enabled }: { enabled: boolean }) => enabled,
      ),
    ).toEqual([]);
    expect(await orderOf(stage.manager, id, FIELDS)).toMatchObject({
      attribution: 'AUTO',
      lines: [{ attribution: 'AUTO', payRate: '1', attributedBy: { origin: 'AUTO' } }],
    });
    // It is over at once, so the next order has one of its own.
    await paid(stage, { lines: [line(joint.specifications[0])] });
  });
});

describe('an order of a program', () => {
  it('needs a key with the scope of orders, and is reported once', async () => {
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
});
