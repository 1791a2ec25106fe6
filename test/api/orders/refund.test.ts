import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DAY } from '../../../server/platform/clock.ts';
import { openWorld } from '../../kit/world.ts';
import { errorsOf, type Stage, setStage } from '../discounts/stage.ts';
import { line, orderOf, paid } from './checkout.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await setStage(await openWorld('refunds'));
});
afterAll(() => stage?.world.close());

const codes = async (name: string, input: object, by = stage.buyer): Promise<string[]> =>
  (await errorsOf(by, name, input)).map(({ code }) => code);
const seen = (id: string) =>
  orderOf(stage.operator, id, 'status lines { status refunds { refundKind cash { amount } } }');
const enabled = async (id: string): Promise<string[]> =>
  (await orderOf(stage.buyer, id, 'viewerActions { name enabled }')).viewerActions.flatMap(
    (action: { name: string; enabled: boolean }) => (action.enabled ? [action.name] : []),
  );

describe('a refund without a reason', () => {
  it('is made in full, in time, until the quota of the year is used', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 11; i++)
      ids.push(await paid(stage, { lines: [line(stage.goods.specifications[1])] }));
    expect(await enabled(ids[0]!)).toEqual(['refundWithoutReason']);
    stage.world.clock.advance(5 * DAY);
    for (const id of ids.slice(0, 10)) await stage.buyer.mutate('orderRefundWithoutReason', { id });
    expect(await seen(ids[0]!)).toMatchObject({
      status: 'REFUNDED',
      lines: [
        { status: 'REFUNDED', refunds: [{ refundKind: 'NO_REASON', cash: { amount: '-300.00' } }] },
      ],
    });
    expect(await codes('orderRefundWithoutReason', { id: ids[10] })).toEqual(['QUOTA_USED']);
    expect(await enabled(ids[10]!)).toEqual([]);
    expect(await codes('orderRefundWithoutReason', { id: ids[0] })).toEqual(['NOT_IN_THIS_STATE']);
    const late = await paid(stage, { lines: [line(stage.goods.specifications[1])] });
    stage.world.clock.advance(5 * DAY + 1);
    expect(await codes('orderRefundWithoutReason', { id: late })).toContain('REFUND_PERIOD_OVER');
  });
});
