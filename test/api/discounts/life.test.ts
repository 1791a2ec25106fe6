import { describe, expect, it } from '@jest/globals';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import { goTo } from '../../kit/time.ts';
import { changesOf, day, during, saved, seen, setStage, submitted } from './stage.ts';

const stage = testStage('discount life', setStage);

describe('an exclusive discount', () => {
  it("looks the same in a command's payload as in a later query", async () => {
    const { manager, reviewer } = stage;
    const fields = `id number name status validFrom validUntil submittedAt reviewDueAt decidedAt createdAt version netTotal { amount currency }
      shareRatio privateUrl viewerActions { name enabled reasonCode } lines { payRate netPrice { amount } } customer { id name createdAt }`;
    const id = await saved(stage, during('2027-05-01', '2027-06-01'));
    for (const [by, command] of [
      [manager, 'exclusiveDiscountSubmit'],
      [reviewer, 'exclusiveDiscountApprove'],
    ] as const) {
      const { exclusiveDiscount: told } = await by.mutate(
        command,
        { id },
        `exclusiveDiscount { ${fields} }`,
      );
      expect(told).toEqual(await seen(by, id, fields));
    }
  });

  it('goes from the draft through the seller into effect on its day and ends on its last', async () => {
    const { manager, reviewer, buyer, world, goods } = stage;
    const [standard, users] = goods.specifications;
    const id = await saved(stage, {
      lines: [
        { specificationId: standard, payRate: '0.85' },
        { specificationId: users, netPrice: '255.55' },
      ],
    });
    await manager.sees(id, {
      number: expect.stringMatching(/^EXD-20260302-\d{4,}$/),
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
      lines: [
        {
          specificationName: '标准版',
          payRate: '0.85',
          pricedBy: 'RATE',
          netPrice: { amount: '10493.82' },
          floorPayRate: '0.8',
          specification: { code: 'STD' },
        },
        {
          specificationName: '增购用户',
          payRate: '0.851833',
          pricedBy: 'NET',
          netPrice: { amount: '255.55' },
          floorPayRate: '0.8',
          specification: { code: 'ADD' },
        },
      ],
    });
    for (const viewer of [reviewer, buyer]) await viewer.sees(id, null);

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

    await goTo(world, day('10'));
    await manager.sees(id, {
      status: 'EFFECTIVE',
      activatedAt: new Date(day('10')).toISOString(),
      privateUrl: expect.stringMatching(/^\/offers\/[\w-]{43}$/),
    });
    await buyer.sees(id, {
      status: 'EFFECTIVE',
      decisionReason: null,
      product: { name: '星云ERP' },
      lines: [
        { floorPayRate: null, netPrice: { amount: '10493.82' } },
        { floorPayRate: null, netPrice: { amount: '255.55' } },
      ],
    });

    await goTo(world, new Date(Date.parse(day('31')) - 1));
    await manager.sees(id, { status: 'EFFECTIVE' });
    await goTo(world, day('31'));
    const events = ['end', 'start', 'approve', 'pass', 'submit', 'create'];
    await manager.sees(id, {
      status: 'EXPIRED',
      privateUrl: null,
      'activities(first: 10)': { nodes: events.map((event) => ({ event })) },
    });
  });

  it('takes effect at once when it is approved after its start', async () => {
    const { world, reviewer, manager } = stage;
    const id = await submitted(stage, during('2026-04-02', '2026-04-20'));
    world.clock.moveTo(new Date('2026-04-03T02:00:00.000Z'));
    await reviewer.mutate('exclusiveDiscountApprove', { id });
    await manager.sees(id, { status: 'EFFECTIVE', validFrom: '2026-04-03T02:00:00.000Z' });
    await manager.mutate('exclusiveDiscountRevoke', { id, reason: '客户改签合同' });
    await manager.sees(id, { status: 'REVOKED', revokeReason: '客户改签合同' });
  });

  it('cannot be granted after its period', async () => {
    const { world, reviewer } = stage;
    const id = await submitted(stage, during('2026-04-06', '2026-04-07'));
    world.clock.moveTo(new Date('2026-04-08T02:00:00.000Z'));
    await reviewer.cannot('exclusiveDiscountApprove', { id }, 'PERIOD_OVER');
  });

  it('becomes a draft again after a rejection, and may be withdrawn in review', async () => {
    const { manager, reviewer, world } = stage;
    const period = during('2026-05-01', '2026-06-01');
    const id = await submitted(stage, period);
    await reviewer.cannot(
      'exclusiveDiscountReject',
      { id, reason: ' ' },
      { code: 'BLANK', field: ['reason'] },
    );
    await reviewer.mutate('exclusiveDiscountReject', { id, reason: '价格过低' });
    await manager.sees(id, { status: 'REJECTED', decisionReason: '价格过低', shareRatio: '0.2' });
    const lines = [{ specificationId: stage.goods.specifications[0], payRate: '0.9' }];
    const changes = changesOf(stage, { ...period, lines });
    await manager.mutate('exclusiveDiscountUpdate', { id, ...changes });
    await manager.sees(id, {
      status: 'DRAFT',
      decisionReason: null,
      termsVersion: null,
      shareRatio: null,
      lines: [{ payRate: '0.9' }],
    });
    await manager.mutate('exclusiveDiscountSubmit', { id });
    await manager.mutate('exclusiveDiscountWithdraw', { id });
    await manager.sees(id, { status: 'WITHDRAWN' });
    const clocks = await world.rows(
      sql`select 1 from deadline where subject_id = ${id.slice(4)} and fired_at is null`,
    );
    expect(clocks).toEqual([]);
  });
});
