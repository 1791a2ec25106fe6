import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DAY } from '../../../server/platform/clock.ts';
import { openWorld } from '../../kit/world.ts';
import { errorsOf, type Goods, listed, type Stage, setStage } from '../discounts/stage.ts';
import { line, orderOf, paid } from './checkout.ts';

let stage: Stage;
let service: Goods;

beforeAll(async () => {
  stage = await setStage(await openWorld('refunds'));
  service = await listed(stage.sellerManager, '迁移上云服务', {
    productType: 'MANUAL_SERVICE',
    supervisionTemplate: 'STANDARD',
    averageDeliveryDays: 10,
  });
});
afterAll(() => stage?.world.close());

const codes = async (name: string, input: object, by = stage.buyer): Promise<string[]> =>
  (await errorsOf(by, name, input)).map(({ code }) => code);
const seen = (id: string) =>
  orderOf(
    stage.operator,
    id,
    'status lines { id status refundRequested { amount } refundReason refunds { refundKind cash { amount } } }',
  );
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

describe('a refund of a supervised line', () => {
  it('is asked for by the buyer, rejected or approved by the seller, and never above the paid cash', async () => {
    const id = await paid(stage, { lines: [line(service.specifications[0])] });
    const [{ id: orderLineId }] = (await seen(id)).lines;
    const ask = (amount?: string) => ({
      id,
      lines: [{ orderLineId, ...(amount && { amount }) }],
      reason: '需求变化',
    });
    expect(await codes('orderRequestRefund', ask('12345.68'))).toEqual(['REFUND_ABOVE_PAID_CASH']);
    expect((await seen(id)).status).toBe('PROCESSING');
    await stage.buyer.mutate('orderRequestRefund', ask('2345.67'));
    expect(await seen(id)).toMatchObject({
      status: 'REFUND_PENDING',
      lines: [
        {
          status: 'REFUND_PENDING',
          refundRequested: { amount: '2345.67' },
          refundReason: '需求变化',
        },
      ],
    });
    const { sellerManager } = stage;
    await sellerManager.mutate('orderLineRejectRefund', { id: orderLineId, reason: '已开始实施' });
    expect(await seen(id)).toMatchObject({
      status: 'PROCESSING',
      lines: [{ status: 'PROCESSING', refundRequested: null, refunds: [] }],
    });
    await stage.buyer.mutate('orderRequestRefund', ask('2345.67'));
    await sellerManager.mutate('orderLineApproveRefund', { id: orderLineId });
    expect(await seen(id)).toMatchObject({
      status: 'PROCESSING',
      lines: [
        {
          status: 'PROCESSING',
          refunds: [{ refundKind: 'NEGOTIATED', cash: { amount: '-2345.67' } }],
        },
      ],
    });
    expect(await codes('orderLineApproveRefund', { id: orderLineId }, sellerManager)).toEqual([
      'NOT_IN_THIS_STATE',
    ]);
    await stage.buyer.mutate('orderRequestRefund', ask());
    await sellerManager.mutate('orderLineApproveRefund', { id: orderLineId });
    expect(await seen(id)).toMatchObject({ status: 'REFUNDED', lines: [{ status: 'REFUNDED' }] });
    const stranger = await stage.world.member(
      await stage.world.organization('SELLER', '他人'),
      'seller.manager',
    );
    await expect(codes('orderLineApproveRefund', { id: orderLineId }, stranger)).rejects.toThrow(
      'Not found',
    );
  });
});
