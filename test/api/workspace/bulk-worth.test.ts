import { beforeAll, describe, expect, it } from '@jest/globals';
import { testStage } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { customerOf } from '../bindings/fixtures.ts';
import {
  authorizedJoint,
  type Goods,
  listed,
  scheduled,
  seen,
  setStage,
  submitted,
} from '../discounts/stage.ts';
import { noon, ordered, refunded } from '../orders/deals.ts';
import { bulk, outcomes } from './bulk-stage.ts';

const stage = testStage('bulk worth', setStage);
let other: string;
let joint: Goods;

beforeAll(async () => {
  other = await customerOf(stage.world, '南方零售', [stage.partner]);
  joint = await listed(stage.sellerManager, '联合商品', { saleModel: 'JOINT_OPERATION' });
  const lines = [{ dealMinor: 1_000_000n }];
  const sold = await ordered(stage, { placedAt: noon('02-10'), lines });
  await refunded(stage, sold.lineIds[0]!, 200_000n, noon('03-01'));
  await ordered({ ...stage, customerId: other }, { placedAt: noon('02-11'), lines });
  await ordered({ ...stage, goods: joint }, { placedAt: noon('02-12'), lines });
  // Too long ago, and another partner's.
  await ordered(stage, { placedAt: new Date('2025-03-31T23:59:59.000+08:00') });
  await ordered(stage, { partnerId: null, placedAt: noon('02-13') });
});

const worth = async (caller: Caller, name: string, input: object): Promise<object> => {
  const { summary } = await bulk(caller, name, input, { validateOnly: true });
  return Object.fromEntries(
    summary.worth.map(({ kind, amount }: any) => [kind, amount.amount as string]),
  );
};

const tags = { tags: ['重点'] };

describe('the worth of a bulk action', () => {
  it('is the sales of twelve months to the accepted customers, less refunds', async () => {
    const { manager, customerId } = stage;
    expect(await worth(manager, 'customersAddTags', { ids: [customerId], ...tags })).toEqual({
      SOLD_LAST_YEAR: '18000.00',
    });
    const both = { ids: [customerId, other], ...tags };
    expect(await worth(manager, 'customersAddTags', both)).toEqual({ SOLD_LAST_YEAR: '28000.00' });
    expect(await worth(manager, 'customersAddTags', { filter: {}, ...tags })).toEqual({
      SOLD_LAST_YEAR: '28000.00',
    });
    // A bound customer cannot be pre-registered, so that its sales do not count.
    expect(
      await worth(manager, 'partnerBindingsPreRegister', { ids: [customerId, other] }),
    ).toEqual({ SOLD_LAST_YEAR: '10000.00' });
  });

  it('stays within the sight of a rep', async () => {
    const { world, partner, manager, customerId } = stage;
    const rep = await world.member(partner, 'csp.rep', '周航');
    await manager.mutate('customerAssignManager', {
      id: customerId,
      memberId: `mem_${rep.viewer.memberId}`,
    });
    expect(await worth(rep, 'customersAddTags', { filter: {}, ...tags })).toEqual({
      SOLD_LAST_YEAR: '18000.00',
    });
  });

  it('counts a sale once for two discounts on one product; a seller sees prices only', async () => {
    const { manager, reviewer, goods } = stage;
    const ids = [
      await scheduled(stage, { name: '甲' }),
      await scheduled(stage, {
        name: '乙',
        lines: [{ specificationId: goods.specifications[1], payRate: '0.85' }],
      }),
    ];
    const before = await seen(manager, ids[0]!, 'validUntil');
    const input = { ids, months: 12 };
    expect(await worth(manager, 'exclusiveDiscountsExtend', input)).toMatchObject({
      // The other product of this customer does not count.
      SOLD_LAST_YEAR: '8000.00',
    });
    const { job } = await bulk(manager, 'exclusiveDiscountsExtend', input);
    expect(outcomes(job)).toEqual(['2 DONE']);
    const next = await seen(
      manager,
      ids[0]!,
      'successor { validFrom validUntil netTotal { amount } }',
    );
    expect(next.successor.validFrom).toBe(before.validUntil);
    expect(next.successor.validUntil).toBe('2027-03-30T16:00:00.000Z');
    const fresh = await submitted(stage, {
      name: '丙',
      validFrom: '2028-07-01T00:00:00.000+08:00',
      validUntil: '2028-08-01T00:00:00.000+08:00',
    });
    const { listTotal, netTotal } = await seen(
      reviewer,
      fresh,
      'listTotal { amount } netTotal { amount }',
    );
    expect(await worth(reviewer, 'exclusiveDiscountsApprove', { ids: [fresh] })).toEqual({
      LIST_TOTAL: listTotal.amount,
      NET_TOTAL: netTotal.amount,
    });
  });

  it('takes either months or one day', async () => {
    const { manager } = stage;
    const id = await scheduled(stage, {
      name: '丁',
      validFrom: '2028-09-01T00:00:00.000+08:00',
      validUntil: '2028-10-01T00:00:00.000+08:00',
    });
    // A year from October 2027 has a leap day, and a discount lasts 365 days.
    const leap = await scheduled(stage, {
      name: '闰年',
      lines: [{ specificationId: stage.goods.specifications[1], payRate: '0.85' }],
      validFrom: '2027-09-01T00:00:00.000+08:00',
      validUntil: '2027-10-01T00:00:00.000+08:00',
    });
    const { id: next } = await manager.mutate('exclusiveDiscountExtend', { id: leap, months: 12 });
    await manager.sees(next, { validUntil: '2028-09-29T16:00:00.000Z' });
    const validUntil = '2028-12-01T00:00:00.000+08:00';
    for (const input of [{ id }, { id, validUntil, months: 2 }])
      await manager.cannot('exclusiveDiscountExtend', input, {
        code: 'END_OR_MONTHS',
        field: ['validUntil'],
      });
    await manager.cannot(
      'exclusiveDiscountExtend',
      { id, months: 61 },
      { code: 'OUT_OF_RANGE', field: ['months'] },
    );
  });

  it('of renewals is the sales that depend on the authorizations', async () => {
    const { manager } = stage;
    const id = await authorizedJoint(stage, joint);
    const ids = [id];
    expect(await worth(manager, 'jointSalesAuthorizationsRenew', { ids, months: 6 })).toEqual({
      SOLD_LAST_YEAR: '10000.00',
    });
    const { job } = await bulk(manager, 'jointSalesAuthorizationsRenew', { ids, months: 6 });
    expect(outcomes(job)).toEqual(['1 DONE']);
    const { jointSalesAuthorizations } = await manager.ask(
      '{ jointSalesAuthorizations(first: 9, filter: { status: [REQUESTED] }) { nodes { id validFrom validUntil renews { id validUntil } } } }',
    );
    const [asked] = jointSalesAuthorizations.nodes;
    expect(asked.renews.id).toBe(id);
    expect(asked.validFrom).toBe(asked.renews.validUntil);
    const withdrawn = await bulk(manager, 'jointSalesAuthorizationsWithdraw', { ids: [asked.id] });
    expect(outcomes(withdrawn.job)).toEqual(['1 DONE']);
  });
});
