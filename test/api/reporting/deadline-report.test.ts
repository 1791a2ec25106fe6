import { beforeAll, describe, expect, it } from '@jest/globals';
import { DAY, HOUR } from '../../../server/platform/clock.ts';
import { testStage } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { setDemandStage, submittedDemand } from '../demands/stage.ts';
import { submitted } from '../discounts/stage.ts';
import { askPlanned } from './planned.ts';

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
  askPlanned(
    stage.world,
    caller,
    `{ deadlineReport(first: 100, ${args}) { rows { ${fields} } } }`,
  ).then(({ deadlineReport }) => deadlineReport.rows);

const COUNTS = 'deadlineCount inTimeCount lateCount lapsedCount withdrawnCount';

describe('a report of deadlines', () => {
  it('tells answers in time, late ones, expiries and matters that needed no answer', async () => {
    const rows = await ask(
      stage.sellerManager,
      'groupBy: [SUBJECT_TYPE, ACTS_SIDE], orderBy: { field: SUBJECT_TYPE, direction: DESC }',
      `subjectType actsSide ${COUNTS}`,
    );
    expect(rows).toEqual([
      {
        subjectType: 'ExclusiveDiscount',
        actsSide: 'SELLER',
        deadlineCount: 4,
        inTimeCount: 2,
        lateCount: 1,
        lapsedCount: 0,
        withdrawnCount: 1,
      },
      {
        subjectType: 'CustomerDemand',
        actsSide: 'SELLER',
        deadlineCount: 1,
        inTimeCount: 0,
        lateCount: 0,
        lapsedCount: 1,
        withdrawnCount: 0,
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
    const [row] = await ask(
      stage.sellerManager,
      'groupBy: [], filter: { subjectType: ["ExclusiveDiscount"] }',
      'medianLeftSeconds',
    );
    expect(row.medianLeftSeconds).toBe(left[1]);
    const [none] = await ask(
      stage.sellerManager,
      'groupBy: [], filter: { subjectType: ["CustomerDemand"] }',
      'medianLeftSeconds',
    );
    expect(none.medianLeftSeconds).toBeNull();
  });

  it('lists the outcome of each object, which the report counts', async () => {
    const { deadlineOutcomes } = await stage.manager.ask(
      '{ deadlineOutcomes(first: 20) { count { value } nodes { subjectId outcome label isMine subject { id } } } }',
    );
    const found = new Map(
      deadlineOutcomes.nodes.map((row: any) => [row.subjectId, [row.outcome, row.isMine]]),
    );
    expect(Object.fromEntries(found)).toEqual({
      [ids.inTime]: ['IN_TIME', false],
      [ids.quick]: ['IN_TIME', false],
      [ids.late]: ['LATE', false],
      [ids.withdrawn]: ['WITHDRAWN', false],
      [ids.demand]: ['LAPSED', false],
      // The customer accepted the invitation of the binding.
      ...Object.fromEntries(
        deadlineOutcomes.nodes
          .filter(({ subjectId }: any) => subjectId.startsWith('bnd_'))
          .map(({ subjectId }: any) => [subjectId, ['IN_TIME', false]]),
      ),
    });
    const [total] = await ask(stage.manager, 'groupBy: []', 'deadlineCount');
    expect(deadlineOutcomes.count.value).toBe(total.deadlineCount);
  });

  it('is closed to other parties and to customers', async () => {
    const other = await stage.world.organization('SELLER', '别家软件');
    const stranger = await stage.world.member(other, 'seller.manager', '吴敌');
    expect(await ask(stranger, 'groupBy: []', 'deadlineCount')).toEqual([{ deadlineCount: 0 }]);
    const { errors } = await stage.buyer.run(
      '{ deadlineReport(first: 1, groupBy: []) { isComplete } }',
    );
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
  });
});
