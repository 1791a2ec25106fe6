import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { DAY, HOUR } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import type { KooOrder } from '../../kit/upstream/index.ts';
import { kooOrder, type Notified, openNotified } from './notified.ts';

let world: Notified;
beforeAll(async () => {
  world = await openNotified();
});
afterAll(() => world?.close());

/** ERP-0 costs 12,345.67 a year, ERP-1 costs 300.00 a month. */
type Line = Partial<KooOrder['orderLine'][number]> & {
  readonly sku?: string;
  readonly pieces?: number;
};

function offer(
  orderId: string,
  { sku = 'ERP-0', pieces = 1, ...line }: Line = {},
  more = {},
): void {
  const [first] = kooOrder(orderId).orderLine;
  const productInfo = [{ skuCode: sku, productId: 'P1', linearValue: pieces }];
  const { orders } = world.upstream.world.sellers[0]!;
  orders.push(kooOrder(orderId, { orderLine: [{ ...first!, ...line, productInfo }], ...more }));
}

const notify = (orderId: string, more: object = {}) =>
  world.send({
    activity: 'orderNotify',
    orderId,
    orderLineId: `${orderId}-000001`,
    testFlag: '0',
    ...more,
  });

/** Quantity, list price and cash of an order's lines, and the problem of its notifications. */
async function told(orderId: string): Promise<unknown> {
  await world.settle();
  const lines = await world.product.world.rows<{ paid: string }>(sql`
    select concat_ws(' ', l.quantity, l.list_minor, l.cash_minor) as paid
    from order_line l join customer_order o on o.id = l.order_id where o.upstream_order_id = ${orderId}`);
  if (lines.length > 0) return lines.map(({ paid }) => paid);
  const of = ({ upstreamOrderId }: { upstreamOrderId: string }) => upstreamOrderId === orderId;
  return (await world.notifications())
    .filter(of)
    .map(({ problemCode, problemPath }) => `${problemCode} ${problemPath}`);
}

const UNKNOWN = ['AMOUNT_UNKNOWN lines.0.orderAmount'];

it.each([
  ['14 months of a yearly price', { periodType: 'month', periodNumber: 14 }, ['1 1440328 1440328']],
  [
    'one year of a monthly price',
    { sku: 'ERP-1', periodType: 'year', periodNumber: 1 },
    ['1 360000 360000'],
  ],
  [
    '3 pieces for 2 years',
    { pieces: 3, periodType: 'year', periodNumber: 2 },
    ['3 7407402 7407402'],
  ],
  ['10 days of a monthly price', { sku: 'ERP-1', periodType: 'day', periodNumber: 10 }, UNKNOWN],
  ['use', { chargingMode: 'ON_DEMAND', periodType: null, periodNumber: null }, UNKNOWN],
] as [string, Line, string[]][])('prices %s', async (name, line, expected) => {
  const orderId = `CS-${name.replaceAll(' ', '-')}`;
  offer(orderId, line);
  await notify(orderId);
  expect(await told(orderId)).toEqual(expected);
});

async function bought(orderId: string): Promise<string> {
  offer(orderId);
  await notify(orderId);
  const { instanceId } = await world
    .send({
      activity: 'newInstance',
      orderId,
      orderLineId: `${orderId}-000001`,
      businessId: orderId,
    })
    .then(({ body }) => JSON.parse(body));
  await world.settle();
  return instanceId;
}

it('takes the amount of a change from its notification, and waits for it', async () => {
  const instanceId = await bought('CS-BASE');
  offer('CS-UP', {}, { orderType: 'CHANGE' });
  await notify('CS-UP');
  expect(await told('CS-UP')).toEqual(UNKNOWN);
  const about = { instanceId, orderId: 'CS-UP', orderLineId: 'CS-UP-000001' };
  await world.send({
    activity: 'refreshInstance',
    scene: 'RENEWAL_CHANGE',
    orderAmount: '1999.995',
    ...about,
  });
  expect(await told('CS-UP')).toEqual(['1 200000 200000']);
});

it('refunds what the notification names; everything only on the first day', async () => {
  const instanceId = await bought('CS-USED');
  const end = (orderId: string, of: string) => {
    offer(orderId, {}, { orderType: 'UNSUBSCRIBE' });
    return world.send({
      activity: 'refreshInstance',
      scene: 'UNSUBSCRIBE_RENEWAL_PERIOD',
      instanceId: of,
      orderId,
      orderLineId: `${orderId}-000001`,
    });
  };
  const first = await bought('CS-FIRST');
  await end('CS-FIRST-END', first);
  expect(await told('CS-FIRST-END')).toEqual(['1 -1234567 -1234567']);
  await world.later(40 * DAY);
  await end('CS-USED-END', instanceId);
  expect(await told('CS-USED-END')).toEqual(UNKNOWN);
  // A person finds out the amount after the retries.
  for (let i = 0; i < 4; i++) await world.later(HOUR);
  const { quarantinedRows } = await world.stage.sellerManager.ask(
    '{ quarantinedRows(first: 9, filter: { api: [ORDER_QUERY] }) { nodes { id rowKey raw } } }',
  );
  const row = quarantinedRows.nodes.find(
    ({ rowKey }: { rowKey: string }) => rowKey === 'CS-USED-END',
  );
  const raw = JSON.parse(row.raw);
  raw.orderLine[0].orderAmount = '-6172.84';
  await world.stage.operator.mutate('quarantinedRowRetry', {
    id: row.id,
    text: JSON.stringify(raw),
  });
  expect(await told('CS-USED-END')).toEqual(['1 -617284 -617284']);
});
