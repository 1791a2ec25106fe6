import { describe, expect, it } from '@jest/globals';
import { sql } from '../../../server/platform/sql/sql.ts';
import { actionsOf } from '../../kit/actions.ts';
import { testStage } from '../../kit/test-world.ts';
import { midnight } from '../../kit/time.ts';
import { bulk, jobOf, outcomes } from '../workspace/bulk-stage.ts';
import { day, during, saved, scheduled, seen, setStage, submitted } from './stage.ts';

const stage = testStage('discounts extended', setStage);

const JUNE = midnight('2026-07-01');
const utc = (at: string): string => new Date(at).toISOString();

const extended = (id: string, validUntil = JUNE): Promise<{ id: string }> =>
  stage.manager.mutate('exclusiveDiscountExtend', { id, validUntil });
const refused = (id: string, code: string, validUntil = JUNE) =>
  stage.manager.cannot('exclusiveDiscountExtend', { id, validUntil }, code);

/** A granted discount on one of the stage's specifications. */
const granted = (specification: 0 | 1, changes: object = {}) =>
  scheduled(stage, {
    lines: [{ specificationId: stage.goods.specifications[specification], payRate: '0.85' }],
    ...changes,
  });

describe('a discount that is extended', () => {
  it('gets a successor in review, from its end on, at the same prices', async () => {
    const { manager, reviewer, buyer } = stage;
    const id = await granted(0, { name: '年度优惠' });
    const next = await extended(id);
    await manager.sees(next.id, {
      name: '年度优惠 – 2026-06-30',
      status: 'SELLER_REVIEW',
      validFrom: utc(day('31')),
      validUntil: utc(JUNE),
    });
    const lines = 'lines { pricedBy payRate netPrice { amount } specification { id } }';
    expect(await seen(manager, next.id, lines)).toEqual(await seen(manager, id, lines));
    await manager.sees(id, {
      status: 'SCHEDULED',
      validUntil: utc(day('31')),
      successor: { id: next.id },
      predecessor: null,
      'activities(first: 10)': { nodes: expect.arrayContaining([{ event: 'extend' }]) },
    });
    await buyer.sees(id, {
      'activities(first: 10)': { nodes: expect.not.arrayContaining([{ event: 'extend' }]) },
    });
    await reviewer.sees(next.id, { successor: null, predecessor: { id } });
    expect(await actionsOf(manager, id)).toMatchObject({ extend: 'ALREADY_EXTENDED' });
    await refused(id, 'ALREADY_EXTENDED', midnight('2027-01-01'));
  });

  it('gets another one after the rejection of the first, which is extended in turn', async () => {
    const { manager, reviewer, world } = stage;
    const id = await granted(1, { name: '用户优惠' });
    await reviewer.mutate('exclusiveDiscountReject', {
      id: (await extended(id)).id,
      reason: '价格过低',
    });
    world.clock.advance(1000);
    const again = await extended(id);
    await manager.sees(id, { successor: { id: again.id } });
    await reviewer.mutate('exclusiveDiscountApprove', { id: again.id });
    await manager.sees(again.id, { status: 'SCHEDULED' });
    const third = await extended(again.id, midnight('2027-01-01'));
    await manager.sees(third.id, { name: '用户优惠 – 2026-12-31' });
  });

  it('must be granted, end before its successor ends and come from its partner', async () => {
    const { world, reviewer } = stage;
    await refused(await saved(stage), 'NOT_IN_THIS_STATE');
    const inReview = await submitted(stage, during('2027-07-01', '2027-08-01'));
    await refused(inReview, 'NOT_IN_THIS_STATE');
    const id = await granted(1, during('2027-02-01', '2027-03-01'));
    await refused(id, 'NOT_LATER_THAN_END', midnight('2027-03-01'));
    await world.rows(
      sql`update exclusive_discount set origin = 'AUTO', order_line_id = gen_random_uuid() where id = ${id.slice(4)}`,
    );
    await refused(id, 'AUTO_NOT_EXTENDED', midnight('2027-04-01'));
    await expect(
      reviewer.refused('exclusiveDiscountExtend', { id, validUntil: JUNE }),
    ).rejects.toThrow('may not');
  });

  it('is one of many: the dry run says which can be extended, the job reports each outcome', async () => {
    const { manager } = stage;
    const ids = [
      await granted(1, during('2027-04-05', '2027-04-20')),
      await saved(stage),
      await submitted(stage, during('2027-08-01', '2027-09-01')),
    ];
    const input = { ids, validUntil: midnight('2027-07-01') };
    const { summary } = await bulk(manager, 'exclusiveDiscountsExtend', input, {
      validateOnly: true,
    });
    expect(summary).toMatchObject({
      total: 3,
      accepted: 1,
      refusals: [{ code: 'NOT_IN_THIS_STATE', count: 2 }],
    });
    const { job } = await bulk(manager, 'exclusiveDiscountsExtend', input);
    expect(outcomes(job)).toEqual(['1 DONE', '2 REFUSED NOT_IN_THIS_STATE']);
    const { rows } = await jobOf(manager, job.id);
    expect(rows.nodes[0]).toMatchObject({ subjectId: ids[0], outcome: 'DONE' });
    await manager.sees(ids[0]!, {
      successor: { status: 'SELLER_REVIEW', validUntil: utc(midnight('2027-07-01')) },
    });
  });
});
