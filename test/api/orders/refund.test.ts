import { describe, expect, it } from '@jest/globals';
import { completeLine } from '../../../server/modules/orders/index.ts';
import { DAY } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { errorsOf, listed, setStage } from '../discounts/stage.ts';
import { line, orderOf, paid } from './checkout.ts';

const stage = testStage('refunds', setStage);

const codes = async (name: string, input: object, by = stage.buyer): Promise<string[]> =>
  (await errorsOf(by, name, input)).map(({ code }) => code);
const told = async (who: Caller): Promise<string[]> =>
  (
    await who.ask('{ notifications(first: 50) { nodes { event subjectId } } }')
  ).notifications.nodes.map(({ event, subjectId }: any) => `${event} ${subjectId}`);
const seen = (id: string) =>
  orderOf(
    stage.operator,
    id,
    'status lines { status supportTerms { version } refunds { refundKind supportTerms { version } cash { amount } } }',
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
    for (const who of [stage.manager, stage.sellerManager])
      expect(await told(who)).toContain(`refundWithoutReason ${ids[0]}`);
    expect(await seen(ids[0]!)).toMatchObject({
      status: 'REFUNDED',
      lines: [
        {
          status: 'REFUNDED',
          supportTerms: { version: 1 },
          refunds: [{ refundKind: 'NO_REASON', supportTerms: null, cash: { amount: '-300.00' } }],
        },
      ],
    });
    expect(await codes('orderRefundWithoutReason', { id: ids[10] })).toEqual(['QUOTA_USED']);
    expect(await enabled(ids[10]!)).toEqual([]);
    expect(await codes('orderRefundWithoutReason', { id: ids[0] })).toEqual(['NOT_IN_THIS_STATE']);
    const late = await paid(stage, { lines: [line(stage.goods.specifications[1])] });
    stage.world.clock.advance(5 * DAY + 1);
    expect(await codes('orderRefundWithoutReason', { id: late })).toContain('REFUND_PERIOD_OVER');
  });

  it('is made of a line that was delivered at once while another one is delivered', async () => {
    const { world, goods, sellerManager } = stage;
    world.clock.moveTo(new Date('2027-01-10T02:00:00Z'));
    const service = await listed(sellerManager, '企业官网建设', { productType: 'MANUAL_SERVICE' });
    const id = await paid(stage, {
      lines: [goods.specifications[1], service.specifications[0]].map((one) => line(one)),
    });
    expect(await enabled(id)).toContain('refundWithoutReason');
    await stage.buyer.mutate('orderRefundWithoutReason', { id });
    expect(await seen(id)).toMatchObject({
      status: 'PROCESSING',
      lines: [
        { status: 'REFUNDED', refunds: [{ refundKind: 'NO_REASON', cash: { amount: '-300.00' } }] },
        { status: 'PROCESSING', refunds: [] },
      ],
    });
    expect(await enabled(id)).toEqual(['requestRefund']);
  });

  it('takes the lines that can be refunded by default, beside a package and an accepted service', async () => {
    const { world, goods, sellerManager } = stage;
    world.clock.moveTo(new Date('2027-02-01T02:00:00Z'));
    const service = await listed(sellerManager, '数据迁移', { productType: 'MANUAL_SERVICE' });
    const id = await paid(stage, {
      lines: [...goods.specifications, service.specifications[0]].map((one) => line(one)),
    });
    const { lines } = await orderOf(stage.buyer, id, 'lines { id }');
    const [instant, pack, supervised] = lines.map((one: { id: string }) => one.id);
    await world.system((tx) => completeLine(tx, supervised.slice(4)));
    // The upstream names packages; nobody orders one here.
    await world.rows(
      sql`update order_line set charging_mode = 'ON_DEMAND_PKG' where id = ${pack.slice(4)}`,
    );
    expect(await enabled(id)).toEqual(['refundWithoutReason']);
    const chosen = { id, lineIds: [instant, pack, supervised, instant] };
    expect(
      (await errorsOf(stage.buyer, 'orderRefundWithoutReason', chosen)).map(
        ({ code, field }) => `${code} ${field?.join('.')}`,
      ),
    ).toEqual([
      'REFUND_PERIOD_OVER lineIds.1',
      'REFUND_PERIOD_OVER lineIds.2',
      'NOT_FOUND lineIds.3',
    ]);
    await stage.buyer.mutate('orderRefundWithoutReason', { id });
    expect((await seen(id)).lines.map(({ status }: { status: string }) => status)).toEqual([
      'REFUNDED',
      'COMPLETED',
      'COMPLETED',
    ]);
  });
});
