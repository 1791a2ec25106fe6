import { beforeAll, describe, expect, it } from '@jest/globals';
import { completeLine, refundLines } from '../../../server/modules/orders/index.ts';
import { testStage } from '../../kit/test-world.ts';
import { type Goods, listed, setStage } from '../discounts/stage.ts';
import { line, orderOf, paid } from './checkout.ts';

const stage = testStage('course of orders', setStage);
let service: Goods;

beforeAll(async () => {
  service = await listed(stage.sellerManager, '迁移上云服务', {
    productType: 'MANUAL_SERVICE',
    supervisionTemplate: 'STANDARD',
  });
});

const FIELDS =
  'status completedAt lines { id status supervision effectiveAt supervisionCompletedAt }';
const seen = (id: string, fields = FIELDS) => orderOf(stage.operator, id, fields);
const uuid = (id: string): string => id.slice(4);
const complete = (id: string, options?: { activatedAt: Date }) =>
  stage.world.system((tx) => completeLine(tx, uuid(id), options));
const refund = (orderId: string, lines: { orderLineId: string; cashMinor?: bigint }[]) =>
  stage.world.system((tx) =>
    refundLines(
      tx,
      uuid(orderId),
      lines.map((one) => ({ ...one, orderLineId: uuid(one.orderLineId) })),
    ),
  );

describe('a supervised order', () => {
  it('completes with the acceptance of its last line, which takes effect when it was activated', async () => {
    const { world } = stage;
    const id = await paid(stage, {
      lines: [...service.specifications, stage.goods.specifications[0]].map((one) => line(one)),
    });
    const order = await seen(id);
    expect(order).toMatchObject({
      status: 'PROCESSING',
      lines: [
        { status: 'PROCESSING', supervision: 'IN_PROGRESS', effectiveAt: null },
        { status: 'PROCESSING', supervision: 'IN_PROGRESS', effectiveAt: null },
        { status: 'COMPLETED', supervision: 'NOT_APPLICABLE' },
      ],
    });
    const [first, second] = order.lines;
    const activatedAt = world.clock.now();
    world.clock.advance(60_000);
    await complete(first.id, { activatedAt });
    expect((await seen(id)).status).toBe('PROCESSING');
    await complete(second.id);
    const now = world.clock.now().toISOString();
    expect(await seen(id)).toMatchObject({
      status: 'COMPLETED',
      completedAt: now,
      lines: [
        {
          supervision: 'COMPLETED',
          effectiveAt: activatedAt.toISOString(),
          supervisionCompletedAt: now,
        },
        { supervision: 'COMPLETED', effectiveAt: now },
        {},
      ],
    });
    await expect(complete(second.id)).rejects.toThrow('NOT_IN_THIS_STATE');
  });
});

describe('a refund', () => {
  it('takes back parts that add up to the line, and the order with its last line', async () => {
    const id = await paid(stage, { voucher: '1000.01' });
    const { lines } = await seen(id, 'lines { id cash { amount } }');
    expect(lines).toMatchObject([{ cash: { amount: '11345.66' } }]);
    const [{ id: lineId }] = lines;
    for (const cashMinor of [333_333n, 1n]) await refund(id, [{ orderLineId: lineId, cashMinor }]);
    expect((await seen(id)).status).toBe('COMPLETED');
    await expect(refund(id, [{ orderLineId: lineId, cashMinor: 801_233n }])).rejects.toThrow(
      'REFUND_ABOVE_PAID_CASH',
    );
    const last = await refund(id, [{ orderLineId: lineId }]);
    expect(await seen(id)).toMatchObject({ status: 'REFUNDED', lines: [{ status: 'REFUNDED' }] });
    expect(
      await seen(
        `ord_${last}`,
        'orderType status attribution lines { refundOf { id } cash { amount } }',
      ),
    ).toEqual({
      orderType: 'UNSUBSCRIBE',
      status: 'COMPLETED',
      attribution: 'SELECTED',
      lines: [{ refundOf: { id: lineId }, cash: { amount: '-8012.32' } }],
    });
    const { orderLines } = await stage.manager.ask(
      '{ orderLines(first: 10) { nodes { order { id } refundOf { order { id } } } totals { listPrice { amount } dealPrice { amount } voucher { amount } cash { amount } } } }',
    );
    expect(orderLines.nodes.length).toBeGreaterThan(3);
    const { orders } = await stage.manager.ask(
      `{ orders(first: 20, filter: { orderType: [UNSUBSCRIBE] }) { totals { listTotal { amount } dealTotal { amount } voucherTotal { amount } cashTotal { amount } } } }`,
    );
    expect(orders.totals).toEqual({
      listTotal: { amount: '-12345.67' },
      dealTotal: { amount: '-12345.67' },
      voucherTotal: { amount: '-1000.01' },
      cashTotal: { amount: '-11345.66' },
    });
    await expect(refund(id, [{ orderLineId: lineId }])).rejects.toThrow('NOT_IN_THIS_STATE');
  });
});
