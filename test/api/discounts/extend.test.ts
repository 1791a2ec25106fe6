import { describe, expect, it } from '@jest/globals';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import { bulk, jobOf, outcomes } from '../workspace/bulk-stage.ts';
import { day, errorsOf, saved, scheduled, seen, setStage, submitted } from './stage.ts';

const stage = testStage('discounts extended', setStage);

const JUNE = '2026-07-01T00:00:00.000+08:00';
const LINES = 'lines { pricedBy payRate netPrice { amount } specification { id } }';

/** Periods without any other discount. */
const JULY = {
  validFrom: '2027-07-01T00:00:00.000+08:00',
  validUntil: '2027-08-01T00:00:00.000+08:00',
};
const AUGUST = {
  validFrom: '2027-08-01T00:00:00.000+08:00',
  validUntil: '2027-09-01T00:00:00.000+08:00',
};

/** Codes with which an extension is refused. */
const refusals = async (id: string, validUntil: string): Promise<string[]> =>
  (await errorsOf(stage.manager, 'exclusiveDiscountExtend', { id, validUntil })).map(
    ({ code }) => code,
  );

/** A granted discount on each of the stage's specifications. */
const granted = (specification: number, changes: object = {}) =>
  scheduled(stage, {
    lines: [{ specificationId: stage.goods.specifications[specification], payRate: '0.85' }],
    ...changes,
  });

describe('a discount that is extended', () => {
  it('gets a successor in review, from its end on, at the same prices', async () => {
    const { manager, reviewer } = stage;
    const id = await granted(0, { name: '年度优惠' });
    const next = await manager.mutate('exclusiveDiscountExtend', { id, validUntil: JUNE });
    await manager.sees(next.id, {
      name: '年度优惠 – 2026-06-30',
      status: 'SELLER_REVIEW',
      validFrom: new Date(day('31')).toISOString(),
      validUntil: new Date(JUNE).toISOString(),
    });
    expect(await seen(manager, next.id, LINES)).toEqual(await seen(manager, id, LINES));
    await manager.sees(id, {
      status: 'SCHEDULED',
      validUntil: new Date(day('31')).toISOString(),
      successor: { id: next.id },
      predecessor: null,
    });
    await reviewer.sees(next.id, { successor: null, predecessor: { id } });
    const { viewerActions } = (await seen(manager, id, 'viewerActions { name reasonCode }'))!;
    expect(viewerActions).toContainEqual({ name: 'extend', reasonCode: 'ALREADY_EXTENDED' });
    expect(await refusals(id, '2027-01-01T00:00:00.000+08:00')).toEqual(['ALREADY_EXTENDED']);

    const events = 'activities(first: 10) { nodes { event } }';
    expect((await seen(manager, id, events))!.activities.nodes).toContainEqual({ event: 'extend' });
    const { nodes: told } = (await seen(stage.buyer, id, events))!.activities;
    expect(told).toContainEqual({ event: 'approve' });
    expect(told).not.toContainEqual({ event: 'extend' });

    await reviewer.mutate('exclusiveDiscountReject', { id: next.id, reason: '价格过低' });
    stage.world.clock.advance(1000);
    const again = await manager.mutate('exclusiveDiscountExtend', { id, validUntil: JUNE });
    await manager.sees(id, { successor: { id: again.id } });
    await reviewer.mutate('exclusiveDiscountApprove', { id: again.id });
    await manager.sees(again.id, { status: 'SCHEDULED' });
    const third = await manager.mutate('exclusiveDiscountExtend', {
      id: again.id,
      validUntil: '2027-01-01T00:00:00.000+08:00',
    });
    await manager.sees(third.id, { name: '年度优惠 – 2026-12-31' });
  });

  it('must be granted, end before its successor ends and come from its partner', async () => {
    expect(await refusals(await saved(stage), JUNE)).toEqual(['NOT_IN_THIS_STATE']);
    expect(await refusals(await submitted(stage, JULY), JUNE)).toEqual(['NOT_IN_THIS_STATE']);
    const id = await granted(1);
    expect(await refusals(id, day('31'))).toEqual(['NOT_LATER_THAN_END']);
    await stage.world.rows(
      sql`update exclusive_discount set origin = 'AUTO', order_line_id = gen_random_uuid() where id = ${id.slice('dsc_'.length)}`,
    );
    expect(await refusals(id, JUNE)).toEqual(['AUTO_NOT_EXTENDED']);
    expect(
      await stage.reviewer.run(
        'mutation($id: ID!, $end: DateTime!) { exclusiveDiscountExtend(input: { id: $id, validUntil: $end }, idempotencyKey: "r") { userErrors { code } } }',
        { id, end: JUNE },
      ),
    ).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
  });

  it('is one of many: the dry run says which can be extended, the job reports each outcome', async () => {
    const { manager } = stage;
    const later = {
      validFrom: '2026-04-05T00:00:00.000+08:00',
      validUntil: '2026-04-20T00:00:00.000+08:00',
    };
    const ids = [await granted(1, later), await saved(stage), await submitted(stage, AUGUST)];
    const input = { ids, validUntil: JUNE };
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
    const { exclusiveDiscounts } = await manager.ask(
      '{ exclusiveDiscounts(first: 50) { nodes { status validFrom validUntil } } }',
    );
    expect(exclusiveDiscounts.nodes).toContainEqual({
      status: 'SELLER_REVIEW',
      validFrom: '2026-04-19T16:00:00.000Z',
      validUntil: '2026-06-30T16:00:00.000Z',
    });
  });
});
