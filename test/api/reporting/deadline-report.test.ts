import { beforeAll, describe, expect, it } from '@jest/globals';
import { DAY, HOUR } from '../../../server/platform/clock.ts';
import { denied } from '../../kit/denied.ts';
import { testStage } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { customerOf } from '../bindings/fixtures.ts';
import { setDemandStage, submittedDemand } from '../demands/stage.ts';
import { submitted } from '../discounts/stage.ts';
import { reportOf } from './planned.ts';

const stage = testStage('deadline report', setDemandStage);
let ids: Record<'inTime' | 'quick' | 'late' | 'withdrawn' | 'demand', string>;

/** A discount of the second specification in a month of its own. */
const inReview = (month: number) =>
  submitted(stage, {
    lines: [{ specificationId: stage.goods.specifications[1], payRate: '0.9' }],
    validFrom: `2026-${String(month).padStart(2, '0')}-01T00:00:00.000+08:00`,
    validUntil: `2026-${String(month).padStart(2, '0')}-28T00:00:00.000+08:00`,
  });

beforeAll(async () => {
  // Monday, 2 March, 10:00. A seller has 3 working days to review a discount and 5 × 24 h to receive a demand.
  const { world, reviewer, manager } = stage;
  const demand = await submittedDemand(stage);
  const [inTime, quick, late, withdrawn] = [
    await inReview(5),
    await inReview(6),
    await inReview(7),
    await inReview(8),
  ];
  ids = { inTime, quick, late, withdrawn, demand };
  world.clock.advance(HOUR);
  await reviewer.mutate('exclusiveDiscountApprove', { id: quick });
  await manager.mutate('exclusiveDiscountWithdraw', { id: withdrawn });
  world.clock.advance(9 * HOUR);
  await reviewer.mutate('exclusiveDiscountApprove', { id: inTime });
  world.clock.advance(8 * DAY);
  await world.settle();
  await reviewer.mutate('exclusiveDiscountReject', { id: late, reason: '价格过低' });
});

const ask = (caller: Caller, args: string, fields: string) =>
  reportOf(stage.world, caller, 'deadlineReport', args, fields);

const COUNTS = 'deadlineCount inTimeCount lateCount lapsedCount withdrawnCount';

describe('a report of deadlines', () => {
  it('tells answers in time, late ones, expiries and matters that needed no answer', async () => {
    const rows = await ask(
      stage.sellerManager,
      'groupBy: [SUBJECT_TYPE, ACTS_SIDE], orderBy: { field: SUBJECT_TYPE, direction: DESC }',
      `subjectType actsSide ${COUNTS}`,
    );
    const none = { inTimeCount: 0, lateCount: 0, lapsedCount: 0, withdrawnCount: 0 };
    expect(rows).toEqual([
      {
        subjectType: 'ExclusiveDiscount',
        actsSide: 'SELLER',
        ...none,
        deadlineCount: 4,
        inTimeCount: 2,
        lateCount: 1,
        withdrawnCount: 1,
      },
      {
        subjectType: 'CustomerDemand',
        actsSide: 'SELLER',
        ...none,
        deadlineCount: 1,
        lapsedCount: 1,
      },
    ]);
  });

  it('gives the median of the time left at the answers, and none without an answer', async () => {
    const { deadlineOutcomes } = await stage.sellerManager.ask(
      '{ deadlineOutcomes(first: 20) { nodes { subjectId subjectType outcome dueAt startedAt endedAt isMine } } }',
    );
    const left = deadlineOutcomes.nodes
      .filter(({ outcome }: any) => ['IN_TIME', 'LATE'].includes(outcome))
      .map((row: any) => (Date.parse(row.dueAt) - Date.parse(row.endedAt)) / 1000)
      .sort((a: number, b: number) => a - b);
    expect(left).toHaveLength(3);
    // Late by days, then 10 hours after the start, then one hour after it.
    expect(left[2] - left[1]).toBe(9 * 3600);
    expect(left[0]).toBeLessThan(0);
    expect(deadlineOutcomes.nodes.every(({ isMine }: any) => isMine)).toBe(true);
    for (const [type, medianLeftSeconds] of [
      ['ExclusiveDiscount', left[1]],
      ['CustomerDemand', null],
    ])
      expect(
        await ask(
          stage.sellerManager,
          `groupBy: [], filter: { subjectType: ["${type}"] }`,
          'medianLeftSeconds',
        ),
      ).toEqual([{ medianLeftSeconds }]);
  });

  it('lists the outcome of each object, which the report counts', async () => {
    const { deadlineOutcomes } = await stage.manager.ask(
      '{ deadlineOutcomes(first: 20) { count { value } nodes { subjectId outcome isMine } } }',
    );
    const found = deadlineOutcomes.nodes
      // The customer accepted the invitation of the binding.
      .filter(({ subjectId }: any) => !subjectId.startsWith('bnd_'))
      .map(({ subjectId, outcome, isMine }: any) => [subjectId, [outcome, isMine]]);
    expect(Object.fromEntries(found)).toEqual({
      [ids.inTime]: ['IN_TIME', false],
      [ids.quick]: ['IN_TIME', false],
      [ids.late]: ['LATE', false],
      [ids.withdrawn]: ['WITHDRAWN', false],
      [ids.demand]: ['LAPSED', false],
    });
    const [total] = await ask(stage.manager, 'groupBy: []', 'deadlineCount');
    expect(deadlineOutcomes.count.value).toBe(total.deadlineCount);
  });

  it('is closed to other parties and to customers', async () => {
    const other = await stage.world.organization('SELLER', '别家软件');
    const stranger = await stage.world.member(other, 'seller.manager', '吴敌');
    expect(await ask(stranger, 'groupBy: []', 'deadlineCount')).toEqual([{ deadlineCount: 0 }]);
    await denied(ask(stage.buyer, 'groupBy: []', 'deadlineCount'));
  });

  it('leaves to a role the deadlines on which the role may act, and shows it the others', async () => {
    const { world, partner, manager } = stage;
    const customerId = await customerOf(world, '西部矿业', [partner]);
    const [finance, auditor] = [
      await world.member(partner, 'csp.finance', '吴敏'),
      await world.member(partner, 'csp.auditor', '高洁'),
    ];
    await manager.mutate('partnerBindingPreRegister', { customerId });
    const running = async (caller: Caller, filter = '') =>
      (
        await caller.ask(
          `{ deadlines(first: 9, filter: { customerId: ["${customerId}"] ${filter} }) { nodes { event } } }`,
        )
      ).deadlines.nodes;
    expect(await running(manager, 'isMine: true')).toEqual([{ event: 'expire' }]);
    for (const other of [finance, auditor])
      expect(await running(other, 'isMine: true')).toEqual([]);
    expect(await running(finance)).toEqual([{ event: 'expire' }]);
  });
});
