import { beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testWorld } from '../../kit/test-world.ts';
import { draftOf, type Stage, saved, scheduled, seen, setStage, submitted } from './stage.ts';

const world = testWorld('discount ends');
let stage: Stage;

beforeEach(async () => {
  stage = await setStage(world);
});

const state = async (id: string) => {
  const { status, unusableReason } = await seen(stage.manager, id, 'status unusableReason');
  return [status, unusableReason];
};
const second = {
  validFrom: '2027-01-01T00:00:00.000+08:00',
  validUntil: '2027-02-01T00:00:00.000+08:00',
};

describe('a discount becomes unusable', () => {
  it('when its customer leaves, in review or granted, even by a customer who cannot see it', async () => {
    const { manager, buyer, bindingId } = stage;
    const granted = await scheduled(stage);
    const inReview = await submitted(stage, second);
    const draft = await saved(stage);
    world.clock.advance(100 * 86_400_000);
    await world.settle();
    expect(await state(granted)).toEqual(['EXPIRED', null]);
    const later = await scheduled(stage, second);
    await manager.mutate('partnerBindingRequestUnbind', {
      id: bindingId,
      reason: '客户更换服务商',
    });
    await buyer.mutate('partnerBindingApproveUnbind', { id: bindingId });
    expect(await state(later)).toEqual(['UNUSABLE', 'CUSTOMER_UNBOUND']);
    expect(await state(inReview)).toEqual(['UNUSABLE', 'CUSTOMER_UNBOUND']);
    expect(await state(draft)).toEqual(['DRAFT', null]);
    await manager.cannot('exclusiveDiscountSubmit', { id: draft }, 'CUSTOMER_NOT_BOUND');
    await manager.cannot('exclusiveDiscountCreate', draftOf(stage), {
      code: 'CUSTOMER_NOT_BOUND',
      field: ['customerId'],
    });
    const running = await world.rows(
      sql`select 1 from deadline where subject_id in (${later.slice(4)}, ${inReview.slice(4)}) and fired_at is null`,
    );
    expect(running).toEqual([]);
    const { activities } = await seen(
      manager,
      inReview,
      'activities(first: 1) { nodes { event via actorName } }',
    );
    expect(activities.nodes).toEqual([
      { event: 'unbind', via: 'SYSTEM', actorName: 'exclusive discounts' },
    ]);
  });

  it('line by line when a specification is delisted, and entirely with its last line', async () => {
    const { manager, sellerManager, buyer, goods, world } = stage;
    const soon = new Date(world.clock.now().getTime() + 86_400_000).toISOString();
    const end = new Date(world.clock.now().getTime() + 5 * 86_400_000).toISOString();
    const [standard, users] = goods.specifications;
    const id = await scheduled(stage, {
      validFrom: soon,
      validUntil: end,
      lines: [
        { specificationId: standard, payRate: '0.9' },
        { specificationId: users, payRate: '0.9' },
      ],
    });
    world.clock.advance(2 * 86_400_000);
    await world.settle();
    const clocks = () =>
      world.rows(
        sql`select event from deadline where subject_id = ${id.slice(4)} and fired_at is null order by event`,
      );
    const running = await clocks();
    const { privateUrl } = await seen(manager, id, 'privateUrl');
    await sellerManager.mutate('specificationDelist', { id: users, reason: '停止供应' });
    const fields =
      'status privateUrl listTotal { amount } netTotal { amount } lines { specificationCode isUsable }';
    const left = {
      status: 'EFFECTIVE',
      listTotal: { amount: '12345.67' },
      netTotal: { amount: '11111.10' },
    };
    expect(await seen(manager, id, fields)).toEqual({
      ...left,
      privateUrl,
      lines: [
        { specificationCode: 'STD', isUsable: true },
        { specificationCode: 'ADD', isUsable: false },
      ],
    });
    expect(await seen(buyer, id, fields)).toEqual({
      ...left,
      privateUrl: null,
      lines: [{ specificationCode: 'STD', isUsable: true }],
    });
    expect(await clocks()).toEqual(running);
    const price = async (specificationId: string) =>
      (
        await manager.ask(
          `query($input: PriceExplanationInput!) { priceExplanation(input: $input) { winner { kind } rules { kind standing } } }`,
          { input: { customerId: stage.customerId, specificationId } },
        )
      ).priceExplanation;
    expect((await price(standard)).winner).toEqual({ kind: 'EXCLUSIVE_DISCOUNT' });
    expect(await price(users)).toMatchObject({
      winner: null,
      rules: [{ kind: 'EXCLUSIVE_DISCOUNT', standing: 'UNUSABLE' }, {}, {}],
    });
    const { exclusiveDiscount: next } = await manager.mutate(
      'exclusiveDiscountExtend',
      { id, validUntil: new Date(Date.parse(end) + 86_400_000).toISOString() },
      'exclusiveDiscount { lines { specificationCode } }',
    );
    expect(next.lines).toEqual([{ specificationCode: 'STD' }]);
    await sellerManager.mutate('specificationDelist', { id: standard, reason: '停止供应' });
    expect(await state(id)).toEqual(['UNUSABLE', 'SPECIFICATION_DELISTED']);
    expect((await seen(manager, id, 'lines { isUsable }')).lines).toEqual([
      { isUsable: false },
      { isUsable: false },
    ]);
    expect(await clocks()).toEqual([]);
  });

  it('when its product or one of its specifications is delisted; a review of it cannot be approved', async () => {
    const { manager, sellerManager, reviewer, goods } = stage;
    const soon = new Date(world.clock.now().getTime() + 86_400_000).toISOString();
    const end = new Date(world.clock.now().getTime() + 5 * 86_400_000).toISOString();
    const users = await scheduled(stage, {
      validFrom: soon,
      validUntil: end,
      lines: [{ specificationId: goods.specifications[1], payRate: '0.9' }],
    });
    const standard = await scheduled(stage, { validFrom: soon, validUntil: end });
    const inReview = await submitted(stage, second);
    world.clock.advance(2 * 86_400_000);
    await world.settle();
    await sellerManager.mutate('specificationDelist', {
      id: goods.specifications[1],
      reason: '停止供应',
    });
    expect(await state(users)).toEqual(['UNUSABLE', 'SPECIFICATION_DELISTED']);
    expect(await state(standard)).toEqual(['EFFECTIVE', null]);
    await sellerManager.mutate('productDelist', { id: goods.productId, reason: '停止供应' });
    expect(await state(standard)).toEqual(['UNUSABLE', 'PRODUCT_DELISTED']);
    expect(await state(inReview)).toEqual(['SELLER_REVIEW', null]);
    await reviewer.cannot('exclusiveDiscountApprove', { id: inReview }, 'PRODUCT_DELISTED');
    await manager.cannot('exclusiveDiscountCreate', draftOf(stage), {
      code: 'PRODUCT_DELISTED',
      field: ['productId'],
    });
    const [approve] = (
      await seen(reviewer, inReview, 'viewerActions { name enabled reasonCode }')
    ).viewerActions.filter(({ name }: { name: string }) => name === 'approve');
    expect(approve).toEqual({ name: 'approve', enabled: false, reasonCode: 'PRODUCT_DELISTED' });
  });
});
