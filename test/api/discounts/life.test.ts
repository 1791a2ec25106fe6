import { describe, expect, it } from '@jest/globals';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import {
  authorizedJoint,
  day,
  draftOf,
  listed,
  saved,
  scheduled,
  seen,
  setStage,
  submitted,
} from './stage.ts';

const stage = testStage('discount life', setStage);

describe('an exclusive discount', () => {
  it("looks the same in a command's payload as in a later query", async () => {
    const { manager, reviewer } = stage;
    const fields = `id number name status validFrom validUntil submittedAt reviewDueAt decidedAt createdAt version netTotal { amount currency }
      shareRatio privateUrl viewerActions { name enabled reasonCode } lines { payRate netPrice { amount } } customer { id name createdAt }`;
    const period = {
      validFrom: '2027-05-01T00:00:00.000+08:00',
      validUntil: '2027-06-01T00:00:00.000+08:00',
    };
    const id = await saved(stage, period);
    for (const [by, command] of [
      [manager, 'exclusiveDiscountSubmit'],
      [reviewer, 'exclusiveDiscountApprove'],
    ] as const) {
      const { exclusiveDiscount: told } = await by.mutate(
        command,
        { id },
        `exclusiveDiscount { ${fields} }`,
      );
      expect(told.validFrom).toBe(new Date(period.validFrom).toISOString());
      expect(told).toEqual(await seen(by, id, fields));
    }
  });

  it('goes from the draft through the seller into effect on its day and ends on its last', async () => {
    const { manager, reviewer, buyer, world, goods } = stage;
    const [standard, users] = goods.specifications;
    const id = await saved(stage, {
      name: '年度采购',
      lines: [
        { specificationId: standard, payRate: '0.85' },
        { specificationId: users, netPrice: '255.55' },
      ],
    });
    const fields = `number name status origin customerName productName listTotal { amount currency } netTotal { amount } savings { amount }
      privateUrl reviewDueAt version lines { specificationName payRate pricedBy listPrice { amount } netPrice { amount } floorPayRate specification { code } }
      customer { name } product { name } seller { name } partner { name } createdBy { name }`;
    const draft = await seen(manager, id, fields);
    expect(draft).toMatchObject({
      status: 'DRAFT',
      origin: 'PARTNER',
      customerName: '东方制造',
      productName: '星云ERP',
      listTotal: { amount: '12645.67', currency: 'CNY' },
      netTotal: { amount: '10749.37' },
      savings: { amount: '1896.30' },
      privateUrl: null,
      customer: { name: '东方制造' },
      seller: { name: '华芯软件' },
      partner: { name: '云帆科技' },
      createdBy: { name: '李明' },
    });
    expect(draft.number).toMatch(/^EXD-20260302-\d{4,}$/);
    expect(draft.lines).toEqual([
      expect.objectContaining({
        specificationName: '标准版',
        payRate: '0.85',
        pricedBy: 'RATE',
        netPrice: { amount: '10493.82' },
        floorPayRate: '0.8',
        specification: { code: 'STD' },
      }),
      expect.objectContaining({
        specificationName: '增购用户',
        payRate: '0.851833',
        pricedBy: 'NET',
        netPrice: { amount: '255.55' },
      }),
    ]);
    await reviewer.sees(id, null);
    await buyer.sees(id, null);

    world.clock.advance(1000);
    await manager.mutate('exclusiveDiscountSubmit', { id });
    await reviewer.sees(id, {
      status: 'SELLER_REVIEW',
      reviewDueAt: '2026-03-05T02:00:01.000Z',
      customerName: '东方制造',
      customer: null,
    });
    await buyer.sees(id, null);

    world.clock.advance(1000);
    await reviewer.mutate('exclusiveDiscountApprove', { id, reason: '同意' });
    await manager.sees(id, {
      status: 'SCHEDULED',
      decidedByName: '钱进',
      decisionReason: '同意',
      privateUrl: null,
    });

    world.clock.moveTo(new Date(day('10')));
    await world.settle();
    const effective = await seen(manager, id, 'status activatedAt number privateUrl');
    expect(effective).toMatchObject({
      status: 'EFFECTIVE',
      activatedAt: new Date(day('10')).toISOString(),
    });
    expect(effective.privateUrl).toMatch(/^\/offers\/[\w-]{43}$/);
    await buyer.sees(id, {
      status: 'EFFECTIVE',
      decisionReason: null,
      product: { name: '星云ERP' },
      lines: [
        { floorPayRate: null, netPrice: { amount: '10493.82' } },
        { floorPayRate: null, netPrice: { amount: '255.55' } },
      ],
    });

    world.clock.moveTo(new Date(day('31')));
    await world.settle();
    await manager.sees(id, { status: 'EXPIRED', privateUrl: null });
    const { activities } = await seen(manager, id, 'activities(first: 10) { nodes { event via } }');
    expect(activities.nodes.map(({ event }: { event: string }) => event)).toEqual([
      'end',
      'start',
      'approve',
      'pass',
      'submit',
      'create',
    ]);
  });

  it('takes effect at once when it is approved after its start', async () => {
    const { world, reviewer, manager } = stage;
    world.clock.moveTo(new Date('2026-04-01T02:00:00.000Z'));
    const id = await submitted(stage, {
      validFrom: '2026-04-02T00:00:00.000+08:00',
      validUntil: '2026-04-20T00:00:00.000+08:00',
    });
    world.clock.moveTo(new Date('2026-04-03T02:00:00.000Z'));
    await reviewer.mutate('exclusiveDiscountApprove', { id });
    await manager.sees(id, { status: 'EFFECTIVE', validFrom: '2026-04-03T02:00:00.000Z' });
    await manager.mutate('exclusiveDiscountRevoke', { id, reason: '客户改签合同' });
    await manager.sees(id, { status: 'REVOKED', revokeReason: '客户改签合同' });
  });

  it('cannot be granted after its period', async () => {
    const { world, reviewer } = stage;
    const id = await submitted(stage, {
      validFrom: '2026-04-06T00:00:00.000+08:00',
      validUntil: '2026-04-07T00:00:00.000+08:00',
    });
    world.clock.moveTo(new Date('2026-04-08T02:00:00.000Z'));
    await reviewer.cannot('exclusiveDiscountApprove', { id }, 'PERIOD_OVER');
  });

  it('is refused without effect if it starts in the past or ends before it starts', async () => {
    const { manager } = stage;
    const id = await saved(stage);
    await manager.cannot(
      'exclusiveDiscountSubmit',
      { id },
      { code: 'START_IN_PAST', field: ['validFrom'] },
    );
    const input = draftOf(stage, { validFrom: day('31'), validUntil: day('10') });
    await manager.cannot('exclusiveDiscountCreate', input, {
      code: 'END_BEFORE_START',
      field: ['validUntil'],
    });
  });

  it('becomes a draft again after a rejection, and may be withdrawn in review', async () => {
    const { manager, reviewer } = stage;
    const period = {
      validFrom: '2026-05-01T00:00:00.000+08:00',
      validUntil: '2026-06-01T00:00:00.000+08:00',
    };
    const id = await submitted(stage, period);
    await reviewer.cannot(
      'exclusiveDiscountReject',
      { id, reason: ' ' },
      { code: 'BLANK', field: ['reason'] },
    );
    await reviewer.mutate('exclusiveDiscountReject', { id, reason: '价格过低' });
    await manager.sees(id, { status: 'REJECTED', decisionReason: '价格过低' });
    const {
      customerId: _,
      productId: __,
      ...changes
    } = draftOf(stage, {
      ...period,
      lines: [{ specificationId: stage.goods.specifications[0], payRate: '0.9' }],
    });
    await manager.mutate('exclusiveDiscountUpdate', { id, ...changes });
    await manager.sees(id, { status: 'DRAFT', decisionReason: null, lines: [{ payRate: '0.9' }] });
    await manager.mutate('exclusiveDiscountSubmit', { id });
    await manager.mutate('exclusiveDiscountWithdraw', { id });
    expect((await seen(manager, id)).status).toBe('WITHDRAWN');
    const clocks = await stage.world.rows(
      sql`select 1 from deadline where subject_id = ${id.slice(4)} and fired_at is null`,
    );
    expect(clocks).toEqual([]);
  });

  it('in range skips the seller on a joint-operation product, unless the policy says otherwise', async () => {
    const { world, manager, sellerManager } = stage;
    const period = {
      validFrom: '2026-07-01T00:00:00.000+08:00',
      validUntil: '2026-08-01T00:00:00.000+08:00',
    };
    const joint = await listed(sellerManager, '联营数据库', { saleModel: 'JOINT_OPERATION' });
    await authorizedJoint(stage, joint);
    const lines = [{ specificationId: joint.specifications[0], payRate: '0.9' }];
    const id = await submitted(stage, { ...period, productId: joint.productId, lines });
    expect((await seen(manager, id)).status).toBe('SCHEDULED');
    expect((await seen(manager, await submitted(stage, period))).status).toBe('SELLER_REVIEW');
    expect(
      await scheduled(stage, {
        validFrom: period.validUntil,
        validUntil: '2026-09-01T00:00:00.000+08:00',
      }),
    ).toBeTruthy();
    await world.rows(sql`insert into policy_value (id, created_at, key, value, effective_from, set_by, reason)
      values (gen_random_uuid(), ${world.clock.now()}, 'discounts.seller-reviews-all', 1, ${world.clock.now()}, 'test', 'test')`);
    const looked = await submitted(stage, {
      validFrom: period.validUntil,
      validUntil: '2026-09-01T00:00:00.000+08:00',
      productId: joint.productId,
      lines,
    });
    expect((await seen(manager, looked)).status).toBe('SELLER_REVIEW');
  });
});
