import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AnyFeed } from '../../../server/modules/integrations/feed/feed.ts';
import { feedOf } from '../../../server/modules/integrations/feeds/feeds.ts';
import { runBills } from '../../../server/modules/settlement/index.ts';
import { DAY, HOUR } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { type CustomerOrder, customerOrder, type Upstream } from '../../kit/upstream/index.ts';
import { authorizedJoint, listed, type Stage } from '../discounts/stage.ts';
import { line, orderOf, paid } from '../orders/checkout.ts';
import { ACCOUNT, known, ledgerOf } from '../orders/reports.ts';
import { certified } from '../settlement/bills.ts';
import { type FeedRun, type FeedStage, openFeedStage } from './feed-stage.ts';

const feed = feedOf('CUSTOMER_ORDERS') as AnyFeed;
const orders: CustomerOrder[] = [];

let world: FeedStage;
let stage: Stage;
let upstream: Upstream;

beforeAll(async () => {
  world = await openFeedStage('orders of BSS', { orders }, async (stage) => {
    const sale = { saleModel: 'JOINT_OPERATION' };
    const joint = await listed(stage.sellerManager, '星云数据中台', sale);
    await authorizedJoint(stage, joint);
    await known(stage, joint, 'DATA');
    stage.world.clock.advance(2 * DAY);
  });
  ({ stage, upstream } = world);
});
afterAll(() => world?.close());

const order = (orderId: string, facts: object = {}): CustomerOrder =>
  customerOrder({
    orderId,
    customerId: ACCOUNT,
    at: new Date(stage.world.clock.now().getTime() - HOUR),
    lines: [{ skuCode: 'DATA-0', listPrice: '10000.00', price: '9000.125' }],
    ...facts,
  });

const run = (from: FeedRun['cursor'] = null, pages?: number): Promise<FeedRun> => {
  const { id } = stage.partner;
  return world.run({ feed, account: { id, orgId: id, domainId: null }, feedId: 'f', from, pages });
};

describe('the orders of a partner in BSS', () => {
  it('enter once, with the fen of the decimal text and the vouchers of the order', async () => {
    orders.push(
      order('CS-A', { coupons: '1000.00' }),
      { ...order('CS-CLOUD'), service_type_code: 'hws.service.type.ec2' },
      { ...order('CS-GIFT'), order_type: 12 },
      order('CS-SKU', { lines: [{ skuCode: 'OTHER', listPrice: '1.00', price: '1.00' }] }),
      {
        ...order('CS-610'),
        amount_info: { discounts: [{ discount_type: 610, discount_amount: '1.00' }] },
      },
    );
    const first = await run();
    expect(first).toMatchObject({ written: 1, differences: [] });
    expect([...new Set(first.refused)].sort()).toEqual([
      'CS-GIFT ORDER_TYPE_NOT_TAKEN order_type',
      'CS-SKU SKU_UNKNOWN lines.0.skuCode',
      'UNKNOWN_CODE amount_info.discounts.0.discount_type',
    ]);
    const { nodes } = (
      await stage.manager.ask(
        `{ orders(first: 9) { nodes { upstreamOrderId upstreamType upstreamStatus attribution lines { dealPrice { amount } voucher { amount } cash { amount } shareRatio } } } }`,
      )
    ).orders;
    expect(nodes).toEqual([
      {
        upstreamOrderId: 'CS-A',
        upstreamType: '1',
        upstreamStatus: '5',
        attribution: 'AUTO',
        lines: [
          {
            dealPrice: { amount: '9000.13' },
            voucher: { amount: '1000.00' },
            cash: { amount: '8000.13' },
            shareRatio: '0.25',
          },
        ],
      },
    ]);
    const before = await ledgerOf(stage);
    stage.world.clock.advance(HOUR);
    expect(await run(first.cursor)).toMatchObject({ written: 0, differences: [] });
    expect(await run()).toMatchObject({ written: 0, unchanged: 1, differences: [] });
    expect(await ledgerOf(stage)).toEqual(before);
  });

  it('go on after an interruption, and are complete after the next pass', async () => {
    const many = Array.from({ length: 120 }, (_, i) =>
      order(`CS-M${i}`, { at: new Date(stage.world.clock.now().getTime() - 20 * DAY + i) }),
    );
    orders.push(...many);
    const part = await run(null, 1);
    expect(part.written).toBeGreaterThan(0);
    const rest = await run(part.cursor);
    expect(part.written + rest.written).toBe(120);
    const [count] = await stage.world.rows(
      sql`select count(*)::int as n from customer_order where upstream_order_id like 'CS-M%'`,
    );
    expect(count).toEqual({ n: 120 });
    // The upstream says another price of a paid order: named, not written.
    orders[0] = order('CS-A', {
      lines: [{ skuCode: 'DATA-0', listPrice: '10000.00', price: '8000.00' }],
    });
    expect((await run()).differences).toContain('ORDER_AMOUNT DEAL 9000.13 8000.00');
  });

  it('are read once in a pass, also those that are paid days after they were placed', async () => {
    const now = stage.world.clock.now().getTime();
    const at = new Date(now - 5 * DAY);
    const read = () =>
      upstream.requests.filter(
        ({ api, parameters }) => api === 'CUSTOMER_ORDER' && parameters.order_id === 'CS-LATE',
      ).length;
    orders.push(order('CS-LATE', { at, paidAt: null }));
    const first = await run();
    expect(read()).toBe(1);
    stage.world.clock.advance(2 * HOUR);
    orders.pop();
    orders.push(order('CS-LATE', { at, paidAt: new Date(now + HOUR) }));
    expect(await run(first.cursor)).toMatchObject({ written: 1 });
    expect(read()).toBe(2);
    expect(await run()).toMatchObject({ written: 0 });
    expect(read()).toBe(3);
  });

  it('serve as long as was bought there, and a renewal here goes on from that end', async () => {
    const at = new Date('2026-01-15T02:00:00Z');
    const bought = (id: string, line: object): CustomerOrder => {
      const base = order(id, { at });
      return { ...base, lines: base.lines.map((one) => ({ ...one, ...line })) };
    };
    orders.push(
      bought('CS-12', { period_type: 2, period_num: 12, effective_time: '2026-01-15T02:00:00Z' }),
      bought('CS-2Y', { period_type: 3, period_num: 2, effective_time: '2026-01-15T02:00:00Z' }),
      bought('CS-END', { period_num: 3, expire_time: '2026-05-31T15:59:59Z' }),
      bought('CS-DAYS', { period_type: 0, period_num: 90 }),
      bought('CS-NONE', { period_type: null, period_num: null }),
    );
    await run();
    // A link shows the orders with its partner only; nobody was bound in January.
    const by = stage.world.as({ ...stage.buyer.viewer, via: 'PORTAL', subjectId: null });
    const lineOf = async (id: string) => {
      const found = await by.ask(
        `{ order(by: { upstreamOrderId: "${id}" }) { lines { id serviceUntil specification { id } } } }`,
      );
      return found.order.lines[0];
    };
    const ends = ['CS-12', 'CS-2Y', 'CS-END', 'CS-DAYS', 'CS-NONE'].map(
      async (id) => (await lineOf(id)).serviceUntil,
    );
    expect(await Promise.all(ends)).toEqual([
      '2027-01-15T02:00:00.000Z',
      '2028-01-15T02:00:00.000Z',
      '2026-05-31T15:59:59.000Z',
      null,
      // Without a period upstream, one of the specification's, a year from the payment.
      '2027-01-15T02:01:00.000Z',
    ]);
    const { id, specification } = await lineOf('CS-12');
    const renewed = await paid(stage, {
      by,
      lines: [line(specification.id, { renewsLineId: id })],
    });
    expect(await orderOf(by, renewed, 'lines { effectiveAt serviceUntil }')).toEqual({
      lines: [
        { effectiveAt: '2027-01-15T02:00:00.000Z', serviceUntil: '2028-01-15T02:00:00.000Z' },
      ],
    });
  });

  it('take a refund back from the partner when it is complete, and not while the upstream may refuse it', async () => {
    const now = stage.world.clock.now().getTime();
    const [sold, refused] = [order('CS-B'), order('CS-C')];
    const unsubscription = (of: CustomerOrder, status: number): CustomerOrder => ({
      ...order(`${of.order_id}-R`, { orderType: 4, at: new Date(now), paidAt: new Date(now) }),
      status,
      refunds: [
        {
          id: `${of.order_id}-r`,
          customer_id: ACCOUNT,
          base_order_id: of.order_id,
          amount: '-9000.13',
          measure_id: 1,
        },
      ],
    });
    const set = (...rows: CustomerOrder[]) => {
      for (const row of rows) {
        const at = orders.findIndex(({ order_id }) => order_id === row.order_id);
        orders.splice(at < 0 ? orders.length : at, at < 0 ? 0 : 1, row);
      }
    };
    const statusOf = async (id: string): Promise<string> => {
      const by = `by: { upstreamOrderId: "${id}" }`;
      return (await stage.manager.ask(`{ order(${by}) { status } }`)).order?.status ?? 'UNKNOWN';
    };
    set(sold, refused, unsubscription(sold, 2), unsubscription(refused, 3));
    const first = await run();
    expect(first).toMatchObject({ written: 2 });
    expect(await Promise.all(['CS-B', 'CS-B-R', 'CS-C', 'CS-C-R'].map(statusOf))).toEqual([
      'COMPLETED',
      'UNKNOWN',
      'COMPLETED',
      'UNKNOWN',
    ]);
    // The decision comes weeks later and moves no time by which the lists are filtered.
    stage.world.clock.advance(20 * DAY);
    expect(await run(first.cursor)).toMatchObject({ written: 0, differences: [] });
    set(unsubscription(sold, 5), unsubscription(refused, 4));
    const decided = await run(first.cursor);
    expect(decided).toMatchObject({ written: 1, differences: [] });
    expect(await Promise.all(['CS-B', 'CS-B-R', 'CS-C', 'CS-C-R'].map(statusOf))).toEqual([
      'REFUNDED',
      'COMPLETED',
      'COMPLETED',
      'UNKNOWN',
    ]);
    const asked = upstream.requests.length;
    expect(await run(decided.cursor)).toMatchObject({ written: 0, differences: [] });
    const again = upstream.requests.slice(asked).map(({ parameters }) => parameters.order_id);
    expect(again).not.toContain('CS-B-R');
    // A refund that was complete is compared for good.
    set(unsubscription(sold, 3));
    expect((await run()).differences).toContain('ORDER_STATE STATE COMPLETED PROCESSING');
    orders.splice(0, orders.length, ...orders.filter(({ order_id }) => !/^CS-[BC]/.test(order_id)));
  });

  it('enter the next bill, and so does a refund', async () => {
    const { world, operator } = stage;
    await certified(stage);
    const refund = {
      ...order('CS-R', { orderType: 4 }),
      refunds: [
        {
          id: 'r1',
          customer_id: ACCOUNT,
          base_order_id: 'CS-A',
          amount: '-3000.00',
          measure_id: 1,
        },
        { id: 'r2', customer_id: ACCOUNT, base_order_id: 'CS-A', amount: '100.00', measure_id: 1 },
      ],
    };
    orders.push(refund);
    expect(await run()).toMatchObject({ written: 1 });
    world.clock.moveTo(new Date('2026-04-03T02:00:00Z'));
    await runBills(world.deps, '2026-03');
    const { nodes } = (
      await operator.ask(
        `{ settlementBills(first: 9) { nodes { period lines(first: 100) { nodes { kind cash { amount } settlement { amount } orderLine { order { upstreamOrderId } } } } } } }`,
      )
    ).settlementBills;
    expect(nodes).toHaveLength(1);
    const of = (id: string) =>
      nodes[0].lines.nodes.filter(
        (line: { orderLine: { order: { upstreamOrderId: string } } }) =>
          line.orderLine.order.upstreamOrderId === id,
      );
    expect(of('CS-A')).toMatchObject([
      { kind: 'SALE', cash: { amount: '8000.13' }, settlement: { amount: '2000.03' } },
    ]);
    expect(of('CS-R')).toMatchObject([
      { kind: 'REFUND', cash: { amount: '-2900.00' }, settlement: { amount: '-725.00' } },
    ]);
  });
});
