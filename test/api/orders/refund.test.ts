import { describe, expect, it } from '@jest/globals';
import { completeLine, refundLines } from '../../../server/modules/orders/index.ts';
import { DAY } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { enabledOf } from '../../kit/actions.ts';
import { testStage } from '../../kit/test-world.ts';
import { listed, setStage } from '../discounts/stage.ts';
import { line, orderOf, paid } from './checkout.ts';

const stage = testStage('refunds', setStage);

const service = async (name: string): Promise<readonly [string, string]> =>
  (
    await listed(stage.sellerManager, name, {
      productType: 'MANUAL_SERVICE',
      supervisionTemplate: 'STANDARD',
    })
  ).specifications;
const complete = (id: string, options?: { activatedAt: Date }) =>
  stage.world.system((tx) => completeLine(tx, id.slice(4), options));
const cash = (amount: string) => ({ refundKind: 'NO_REASON', cash: { amount } });

it('a supervised order completes with the acceptance of its last line, which takes effect when it was activated', async () => {
  const { world, goods, operator } = stage;
  const specifications = [...(await service('迁移上云服务')), goods.specifications[0]];
  const id = await paid(stage, { lines: specifications.map((one) => line(one)) });
  const waiting = { status: 'PROCESSING', supervision: 'IN_PROGRESS', effectiveAt: null };
  const { lines } = await orderOf(operator, id, 'lines { id status supervision effectiveAt }');
  expect(lines).toMatchObject([
    waiting,
    waiting,
    { status: 'COMPLETED', supervision: 'NOT_APPLICABLE' },
  ]);
  const [first, second] = lines;
  const activatedAt = world.clock.now();
  world.clock.advance(60_000);
  await complete(first.id, { activatedAt });
  await operator.sees(id, { status: 'PROCESSING' });
  await complete(second.id);
  const now = world.clock.now().toISOString();
  const accepted = { supervision: 'COMPLETED', supervisionCompletedAt: now };
  await operator.sees(id, {
    status: 'COMPLETED',
    completedAt: now,
    lines: [
      { ...accepted, effectiveAt: activatedAt.toISOString() },
      { ...accepted, effectiveAt: now },
      expect.anything(),
    ],
  });
  await expect(complete(second.id)).rejects.toThrow('NOT_IN_THIS_STATE');
});

it('a refund takes back parts that add up to the line, and the order with its last line', async () => {
  const { operator, manager, world } = stage;
  const id = await paid(stage, { voucher: '1000.01' });
  const { lines } = await orderOf(operator, id, 'lines { id cash { amount } }');
  expect(lines).toMatchObject([{ cash: { amount: '11345.66' } }]);
  const [{ id: lineId }] = lines;
  const refund = (cashMinor?: bigint) =>
    world.system((tx) =>
      refundLines(tx, id.slice(4), [{ orderLineId: lineId.slice(4), cashMinor }]),
    );
  for (const part of [333_333n, 1n]) await refund(part);
  await operator.sees(id, { status: 'COMPLETED' });
  await expect(refund(801_233n)).rejects.toThrow('REFUND_ABOVE_PAID_CASH');
  const last = await refund();
  await operator.sees(id, { status: 'REFUNDED', lines: [{ status: 'REFUNDED' }] });
  await operator.sees(`ord_${last}`, {
    orderType: 'UNSUBSCRIBE',
    status: 'COMPLETED',
    attribution: 'SELECTED',
    lines: [{ refundOf: { id: lineId }, cash: { amount: '-8012.32' } }],
  });
  const { orders } = await manager.ask(
    `{ orders(first: 20, filter: { orderType: [UNSUBSCRIBE] }) { totals { listTotal { amount } dealTotal { amount } voucherTotal { amount } cashTotal { amount } } } }`,
  );
  expect(orders.totals).toEqual({
    listTotal: { amount: '-12345.67' },
    dealTotal: { amount: '-12345.67' },
    voucherTotal: { amount: '-1000.01' },
    cashTotal: { amount: '-11345.66' },
  });
  await expect(refund()).rejects.toThrow('NOT_IN_THIS_STATE');
});

describe('a refund without a reason', () => {
  const NAME = 'orderRefundWithoutReason';

  it('is made in full, in time, until the quota of the year is used', async () => {
    const { buyer, manager, sellerManager, operator, world } = stage;
    const cheap = { lines: [line(stage.goods.specifications[1])] };
    const ids: string[] = [];
    for (let i = 0; i < 11; i++) ids.push(await paid(stage, cheap));
    expect(await enabledOf(buyer, ids[0]!)).toEqual(['refundWithoutReason']);
    world.clock.advance(5 * DAY);
    for (const id of ids.slice(0, 10)) await buyer.mutate(NAME, { id });
    for (const who of [manager, sellerManager]) {
      const { notifications } = await who.ask(
        '{ notifications(first: 50) { nodes { event subjectId } } }',
      );
      expect(notifications.nodes).toContainEqual({
        event: 'refundWithoutReason',
        subjectId: ids[0],
      });
    }
    await operator.sees(ids[0]!, {
      status: 'REFUNDED',
      lines: [
        {
          status: 'REFUNDED',
          supportTerms: { version: 1 },
          refunds: [{ ...cash('-300.00'), supportTerms: null }],
        },
      ],
    });
    await buyer.cannot(NAME, { id: ids[10] }, 'QUOTA_USED');
    expect(await enabledOf(buyer, ids[10]!)).toEqual([]);
    await buyer.cannot(NAME, { id: ids[0] }, 'NOT_IN_THIS_STATE');
    const late = await paid(stage, cheap);
    world.clock.advance(5 * DAY + 1);
    expect(await buyer.refused(NAME, { id: late })).toContain('REFUND_PERIOD_OVER');
  });

  it('is made of a line that was delivered at once while another one is delivered', async () => {
    const { world, goods, buyer, operator } = stage;
    world.clock.moveTo(new Date('2027-01-10T02:00:00Z'));
    const [site] = await service('企业官网建设');
    const id = await paid(stage, { lines: [line(goods.specifications[1]), line(site)] });
    expect(await enabledOf(buyer, id)).toContain('refundWithoutReason');
    await buyer.mutate(NAME, { id });
    await operator.sees(id, {
      status: 'PROCESSING',
      lines: [
        { status: 'REFUNDED', refunds: [cash('-300.00')] },
        { status: 'PROCESSING', refunds: [] },
      ],
    });
    expect(await enabledOf(buyer, id)).toEqual(['requestRefund']);
  });

  it('takes the lines that can be refunded by default, beside a package and an accepted service', async () => {
    const { world, goods, buyer } = stage;
    world.clock.moveTo(new Date('2027-02-01T02:00:00Z'));
    const [migration] = await service('数据迁移');
    const specifications = [...goods.specifications, migration];
    const id = await paid(stage, { lines: specifications.map((one) => line(one)) });
    const { lines } = await orderOf(buyer, id, 'lines { id }');
    const [instant, pack, supervised] = lines.map((one: { id: string }) => one.id);
    await complete(supervised);
    // The upstream names packages; nobody orders one here.
    await world.rows(
      sql`update order_line set charging_mode = 'ON_DEMAND_PKG' where id = ${pack.slice(4)}`,
    );
    expect(await enabledOf(buyer, id)).toEqual(['refundWithoutReason']);
    const chosen = { id, lineIds: [instant, pack, supervised, instant] };
    await buyer.cannot(
      NAME,
      chosen,
      { code: 'REFUND_PERIOD_OVER', field: ['lineIds', '1'] },
      { code: 'REFUND_PERIOD_OVER', field: ['lineIds', '2'] },
      { code: 'NOT_FOUND', field: ['lineIds', '3'] },
    );
    await buyer.mutate(NAME, { id });
    await buyer.sees(id, {
      lines: ['REFUNDED', 'COMPLETED', 'COMPLETED'].map((status) => ({ status })),
    });
  });
});
