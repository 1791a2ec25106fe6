import { beforeAll, describe, expect, it } from '@jest/globals';
import { testWorld } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { customerOf } from '../bindings/fixtures.ts';
import { errorsOf, listed, type Stage, setStage } from '../discounts/stage.ts';
import { basket, line, orderOf, paid } from './checkout.ts';

const world = testWorld('renewals');
let stage: Stage;
beforeAll(async () => {
  stage = await setStage(world);
});

const LINES = 'orderType status lines { id instanceId supervision effectiveAt serviceUntil }';
const seen = (id: string): Promise<any> => orderOf(stage.buyer, id, LINES);
const lineOf = async (id: string): Promise<any> => (await seen(id)).lines[0];

const renewal = (renewsLineId: string, facts: object = {}) => ({
  lines: [line(stage.goods.specifications[0], { renewsLineId, ...facts })],
});

const refusals = async (facts: object, buyer: Caller = stage.buyer): Promise<string[]> =>
  (await errorsOf(buyer, 'orderPlace', basket(stage, facts))).map(
    ({ code, field }) => `${code} ${field?.join('.')}`,
  );

describe('a renewal', () => {
  it('keeps the instance and takes effect when the period before it ends', async () => {
    const first = await lineOf(await paid(stage));
    expect(first).toMatchObject({
      effectiveAt: '2026-03-02T02:00:00.000Z',
      serviceUntil: '2027-03-02T02:00:00.000Z',
    });
    const id = await paid(stage, renewal(first.id));
    expect(await seen(id)).toMatchObject({
      orderType: 'RENEW',
      status: 'COMPLETED',
      lines: [
        {
          instanceId: first.instanceId,
          effectiveAt: '2027-03-02T02:00:00.000Z',
          serviceUntil: '2028-03-02T02:00:00.000Z',
        },
      ],
    });
    // The first line is renewed again: the new period follows the last one of the instance.
    const again = await lineOf(await paid(stage, renewal(first.id)));
    expect(again.effectiveAt).toBe('2028-03-02T02:00:00.000Z');
    await stage.buyer.mutate('orderRefundWithoutReason', { id });
    expect(await lineOf(id)).toMatchObject({ serviceUntil: null });
  });

  it('of a service that has ended starts at its payment, and a month ends within the next one', async () => {
    const goods = { lines: [line(stage.goods.specifications[1])] };
    world.clock.moveTo(new Date('2027-01-31T10:00:00+08:00'));
    const { id, serviceUntil } = await lineOf(await paid(stage, goods));
    expect(serviceUntil).toBe('2027-02-28T02:00:00.000Z');
    world.clock.moveTo(new Date('2027-05-10T10:00:00+08:00'));
    const again = await paid(stage, {
      lines: [line(stage.goods.specifications[1], { renewsLineId: id })],
    });
    expect((await lineOf(again)).effectiveAt).toBe('2027-05-10T02:00:00.000Z');
  });

  it('is not delivered under supervision again', async () => {
    const goods = await listed(stage.sellerManager, '迁移服务', {
      productType: 'MANUAL_SERVICE',
    });
    const supervised = { lines: [line(goods.specifications[0])], selectedPartnerId: undefined };
    const first = await lineOf(await paid(stage, supervised));
    expect(first).toMatchObject({ supervision: 'IN_PROGRESS', serviceUntil: null });
    expect(
      await refusals({ lines: [line(goods.specifications[0], { renewsLineId: first.id })] }),
    ).toEqual(['NOT_RENEWABLE lines.0.renewsLineId']);
  });

  it('is refused for another specification, beside new products, and of another customer', async () => {
    const { id } = await lineOf(await paid(stage));
    const [year, month] = stage.goods.specifications;
    expect(await refusals({ lines: [line(month, { renewsLineId: id })] })).toEqual([
      'NOT_RENEWABLE lines.0.renewsLineId',
    ]);
    expect(await refusals({ lines: [line(year, { renewsLineId: id }), line(month)] })).toEqual([
      'RENEWALS_APART lines.1.renewsLineId',
    ]);
    const other = await customerOf(world, '西部物流', [stage.partner]);
    const buyer = world.as({ ...stage.buyer.viewer, tenantId: other.slice(4), subjectId: null });
    await expect(refusals(renewal(id), buyer)).rejects.toThrow('Not found');
  });

  it('is offered by the checkout alone, at the price of today', async () => {
    const { id } = await lineOf(await paid(stage));
    const { checkoutItems } = await stage.buyer.ask(
      `{ checkoutItems(renewsLineId: "${id}") { specificationId price { amount } } }`,
    );
    expect(checkoutItems).toEqual([
      { specificationId: stage.goods.specifications[0], price: { amount: '12345.67' } },
    ]);
  });
});
