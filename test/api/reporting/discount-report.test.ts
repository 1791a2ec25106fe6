import { beforeAll, describe, expect, it } from '@jest/globals';
import { denied } from '../../kit/denied.ts';
import { testStage } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { bound, customerOf, partnerOf } from '../bindings/fixtures.ts';
import { authorized, listed, saved, scheduled, setStage, submitted } from '../discounts/stage.ts';
import { reportOf } from './planned.ts';

const stage = testStage('discount report', setStage);
let rival: Caller;
beforeAll(async () => {
  const { world, manager, sellerManager, reviewer, operator } = stage;
  const [standard, users] = stage.goods.specifications;
  // List 12,345.67, net 10,493.82 from 10 to 31 March.
  await scheduled(stage);
  // List 300, net 294 from 1 April to 1 June: 2 % below the list price.
  await scheduled(stage, {
    lines: [{ specificationId: users, netPrice: '294' }],
    validFrom: '2026-04-01T00:00:00.000+08:00',
    validUntil: '2026-06-01T00:00:00.000+08:00',
  });
  // List 12,345.67, net 7,407.40: below the floor of 80 %, approved by the operator and the seller.
  const special = await saved(stage, {
    lines: [{ specificationId: standard, payRate: '0.6' }],
    validFrom: '2026-04-01T00:00:00.000+08:00',
    validUntil: '2026-04-30T00:00:00.000+08:00',
  });
  await manager.mutate('exclusiveDiscountSubmit', {
    id: special,
    specialRequest: { justification: '三年框架采购，竞品报价更低' },
  });
  await operator.mutate('exclusiveDiscountApprove', { id: special, reason: '框架价格' });
  await reviewer.mutate('exclusiveDiscountApprove', { id: special });
  // Neither a draft nor a discount in review is granted.
  await saved(stage);
  await submitted(stage, { lines: [{ specificationId: users, payRate: '0.9' }] });
  const partner = await partnerOf(world, '远航科技');
  rival = await world.member(partner, 'csp.manager', '周海');
  const customerId = await customerOf(world, '西部矿业', [partner]);
  await bound(world, rival, customerId);
  const goods = await listed(sellerManager, '小星云');
  await authorized(sellerManager, goods);
  await scheduled({ ...stage, manager: rival, customerId, goods });
});

const ask = (caller: Caller, args: string, fields: string) =>
  reportOf(stage.world, caller, 'discountReport', args, fields);
const counts = (caller: Caller, by: string, field: string) =>
  ask(
    caller,
    `groupBy: [${by}], orderBy: { field: ${by}, direction: ASC }`,
    `${field} discountCount`,
  );

describe('a report of the depth of discounts', () => {
  it('sums list and net totals of granted discounts by the month of their start', async () => {
    const rows = await ask(
      stage.manager,
      'groupBy: [MONTH], orderBy: { field: MONTH, direction: ASC }',
      'month discountCount specialCount listTotal { amount } netTotal { amount } savings { amount }',
    );
    expect(rows).toEqual([
      {
        month: '2026-03',
        discountCount: 1,
        specialCount: 0,
        listTotal: { amount: '12345.67' },
        netTotal: { amount: '10493.82' },
        savings: { amount: '1851.85' },
      },
      {
        month: '2026-04',
        discountCount: 2,
        specialCount: 1,
        listTotal: { amount: '12645.67' },
        netTotal: { amount: '7701.40' },
        savings: { amount: '4944.27' },
      },
    ]);
  });

  it('groups by depth, whose words are exact to the fen', async () => {
    expect(await counts(stage.manager, 'DEPTH', 'depth')).toEqual([
      { depth: 'OVER_30', discountCount: 1 },
      { depth: 'UP_TO_20', discountCount: 1 },
      { depth: 'UP_TO_5', discountCount: 1 },
    ]);
  });

  it('counts a discount in every month that its validity touches', async () => {
    // 1 June at midnight ends the last day of May.
    expect(await counts(stage.manager, 'VALID_MONTH', 'validMonth')).toEqual([
      { validMonth: '2026-03', discountCount: 1 },
      { validMonth: '2026-04', discountCount: 2 },
      { validMonth: '2026-05', discountCount: 1 },
    ]);
  });

  it('opens as many rows of the list as it counts', async () => {
    const april = '{ from: "2026-03-31T16:00:00.000Z", until: "2026-04-30T16:00:00.000Z" }';
    const granted = 'status: [SCHEDULED, EFFECTIVE, EXPIRED, REVOKED], origin: [PARTNER]';
    const { list } = await stage.manager.ask(
      `{ list: exclusiveDiscounts(filter: { ${granted}, validWithin: ${april} }) { count { value } totals { savings { amount } } nodes { name } } }`,
    );
    const [row] = await ask(
      stage.manager,
      `groupBy: [], filter: { validWithin: ${april} }`,
      'discountCount savings { amount }',
    );
    expect(list.count.value).toBe(row.discountCount);
    expect(list.totals.savings).toEqual(row.savings);
    const { deep } = await stage.manager.ask(
      `{ deep: exclusiveDiscounts(filter: { ${granted}, depth: [OVER_30], isSpecial: true }) { count { value } } }`,
    );
    expect(deep.count.value).toBe(1);
  });

  it('shows each side its own discounts only', async () => {
    const of = async (caller: Caller) =>
      (await ask(caller, 'groupBy: [PARTNER]', 'partner { name } discountCount')).map(
        (row: any) => [row.partner.name, row.discountCount],
      );
    expect(await of(stage.manager)).toEqual([['云帆科技', 3]]);
    expect(await of(rival)).toEqual([['远航科技', 1]]);
    for (const caller of [stage.sellerManager, stage.operator])
      expect(await of(caller)).toEqual([
        ['云帆科技', 3],
        ['远航科技', 1],
      ]);
    const other = await stage.world.organization('SELLER', '别家软件');
    expect(await of(await stage.world.member(other, 'seller.manager', '吴敌'))).toEqual([]);
    await denied(of(stage.buyer));
  });
});
