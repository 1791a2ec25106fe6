import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pino from 'pino';
import { syncFeeds } from '../../../server/modules/integrations/index.ts';
import { orderLife } from '../../../server/modules/orders/index.ts';
import { DAY, HOUR } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { type CustomerOrder, customerOrder, virtualTiming } from '../../kit/upstream/index.ts';
import type { Caller } from '../../kit/world.ts';
import type { Stage } from '../discounts/stage.ts';
import { orderOf } from '../orders/checkout.ts';
import { ACCOUNT, known } from '../orders/reports.ts';
import { AK, type FeedStage, openFeedStage } from './feed-stage.ts';

let world: FeedStage;
let stage: Stage;
/** The customer in a session of its own, which shows all its orders. */
let buyer: Caller;
const orders: CustomerOrder[] = [];

beforeAll(async () => {
  world = await openFeedStage('orders owned upstream', { orders }, async (stage) => {
    await known(stage, stage.goods, 'ERP');
    stage.world.clock.advance(2 * DAY);
  });
  ({ stage } = world);
  buyer = stage.world.as({ ...stage.buyer.viewer, subjectId: null });
  await stage.operator.mutate('upstreamAccountConnect', {
    organizationId: `org_${stage.partner.id}`,
    system: 'HUAWEI_BSS',
    endpoint: world.upstream.url,
    ...AK,
  });
  const { clock, deps } = stage.world;
  Object.assign(deps, { timing: virtualTiming(clock), log: pino({ level: 'silent' }) });
});
afterAll(() => world?.close());

async function sync(): Promise<void> {
  stage.world.clock.advance(HOUR / 2);
  await stage.world.rows(
    sql`update upstream_feed set next_run_at = ${stage.world.clock.now()} where api = 'CUSTOMER_ORDERS'`,
  );
  await syncFeeds(stage.world.deps).run();
}

/** The order as the upstream has it, unpaid or paid and complete. */
function there(orderId: string, state: 'UNPAID' | 'PAID'): void {
  const one = customerOrder({
    orderId,
    customerId: ACCOUNT,
    at: new Date(stage.world.clock.now().getTime() - HOUR / 2),
    ...(state === 'UNPAID' && { paidAt: null }),
    lines: [{ skuCode: 'ERP-0', listPrice: '12345.67', price: '12345.67' }],
  });
  const at = orders.findIndex(({ order_id }) => order_id === orderId);
  orders.splice(at < 0 ? orders.length : at, at < 0 ? 0 : 1, one);
}

const idOf = async (upstreamOrderId: string): Promise<string> =>
  (await buyer.ask(`{ order(by: { upstreamOrderId: "${upstreamOrderId}" }) { id } }`)).order.id;

it('is neither paid nor canceled here, and follows the upstream', async () => {
  there('CS-UNPAID', 'UNPAID');
  await sync();
  const id = await idOf('CS-UNPAID');
  const { status, viewerActions } = await orderOf(
    buyer,
    id,
    'status viewerActions { name enabled reasonCode }',
  );
  expect(status).toBe('PENDING_PAYMENT');
  for (const name of ['confirmPayment', 'cancel'])
    expect(viewerActions).toContainEqual({ name, enabled: false, reasonCode: 'DECIDED_UPSTREAM' });
  await buyer.cannot('orderCancel', { id }, 'DECIDED_UPSTREAM');
  await buyer.cannot('orderConfirmPayment', { id }, 'DECIDED_UPSTREAM');
  there('CS-UNPAID', 'PAID');
  await sync();
  expect(await orderOf(stage.manager, id, 'status attribution')).toEqual({
    status: 'COMPLETED',
    attribution: 'SELECTED',
  });
});

it('is paid by taking the upstream state over, if it was canceled here before', async () => {
  there('CS-LATE', 'UNPAID');
  await sync();
  const id = await idOf('CS-LATE');
  // Canceled by the buyer of an earlier release, which allowed it.
  await stage.world.system(async (tx) =>
    tx.fire(orderLife, await tx.get(orderLife, id.slice(4)), 'cancel'),
  );
  there('CS-LATE', 'PAID');
  await sync();
  expect(await orderOf(buyer, id, 'status')).toEqual({ status: 'CANCELLED' });
  const { differences } = await stage.manager.ask(
    '{ differences(first: 9, filter: { status: [OPEN], differenceClass: [ORDER_STATE] }) { nodes { id ours theirs } } }',
  );
  expect(differences.nodes).toMatchObject([{ ours: 'CANCELLED', theirs: 'COMPLETED' }]);
  const [{ id: differenceId }] = differences.nodes;
  await stage.manager.mutate('differenceTakeOver', { id: differenceId });
  expect(await orderOf(stage.manager, id, 'status attribution partner { id }')).toEqual({
    status: 'COMPLETED',
    attribution: 'SELECTED',
    partner: { id: `ptn_${stage.partner.id}` },
  });
});
