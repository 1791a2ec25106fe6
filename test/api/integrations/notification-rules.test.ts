import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { DAY, HOUR } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { holdLimit } from '../../kit/held-limit.ts';
import { rowsFor, upstreamFault } from '../../kit/resiliency.ts';
import { LONG } from '../../kit/sizes.ts';
import type { KooOrder } from '../../kit/upstream/index.ts';
import { encryptField, type SignedNotification } from '../../kit/upstream/notify.ts';
import { KEY, kooOrder, type Notified, openNotified } from './notified.ts';

let world: Notified;
beforeAll(async () => {
  world = await openNotified();
});
afterAll(() => world?.close());

const NOTIFY = { orderLineId: 'CS9-000001', activity: 'orderNotify', orderId: 'CS9' };

/** Everything that a refused request could change, apart from the feed and the audit. */
const ledger = (): Promise<unknown> =>
  world.rows(sql`
    select (select array_agg((n.id, n.updated_at)) from upstream_notification n)::text as notifications,
      (select array_agg((i.id, i.updated_at)) from upstream_instance i)::text as instances,
      (select array_agg(e.*) from notification_nonce e)::text as nonces,
      (select array_agg((o.id, o.updated_at)) from customer_order o)::text as orders`);
const audited = () =>
  world.rows<{ code: string; source: string }>(sql`
    select detail ->> 'code' as code, detail ->> 'source' as source from audit_entry
    where action = 'upstreamNotificationRefuse' order by position`);
const feed = async () => {
  const { upstreamFeeds } = await world.stage.sellerManager.ask(
    `{ upstreamFeeds(first: 20, filter: { api: [ORDER_NOTIFICATIONS] }) { nodes { lastErrorCode lastErrorAt lastSuccessAt failures } } }`,
  );
  return upstreamFeeds.nodes[0];
};

/** Sends a request that must be refused with a code: nothing is stored, the feed and the audit count it. */
async function refused(request: SignedNotification, code: string, resultCode = '000001') {
  const [before, lines] = [await ledger(), (await audited()).length];
  const answer = await world.post(request);
  expect(answer).toMatchObject({ resultCode, isSigned: true });
  expect(await ledger()).toEqual(before);
  const now = await audited();
  expect(now).toHaveLength(lines + 1);
  expect(now.at(-1)).toEqual({ code, source: '127.0.0.1' });
  expect(await feed()).toMatchObject({ lastErrorCode: code });
}

describe('a request that the marketplace did not sign', () => {
  it('is refused in each protocol', async () => {
    const other = { accessKey: 'another-access-key' };
    await refused(
      world.signed({ activity: 'newInstance', orderId: 'CS9' }, { version: 'V1', ...other }),
      'NOTIFICATION_FORGED',
    );
    await refused(world.signed(NOTIFY, other), 'NOTIFICATION_FORGED');
    await refused(
      world.signed({ tenantId: 't' }, { version: 'KIT', sync: 'authSync', ...other }),
      'NOTIFICATION_FORGED',
    );
  });

  it('is refused if a byte of its body differs', async () => {
    const request = world.signed(NOTIFY);
    await refused(
      { ...request, body: Buffer.from(JSON.stringify({ ...NOTIFY, orderId: 'CS8' })) },
      'NOTIFICATION_FORGED',
    );
  });

  it('is refused without any signature', async () => {
    const { url } = world.signed(NOTIFY);
    const bare = url.split('?')[0]!;
    await refused(
      { method: 'POST', url: bare, headers: {}, body: Buffer.from('{}') },
      'NOTIFICATION_FORGED',
    );
    await refused({ method: 'GET', url: bare, headers: {}, body: null }, 'NOTIFICATION_FORGED');
  });

  it('is refused if it was signed for another account', async () => {
    // The same seller cannot have a second account, so the other one is that of a seller with another key.
    const { stage, upstream } = world;
    const other = await stage.world.organization('SELLER', '别家软件');
    const manager = await stage.world.member(other, 'seller.manager');
    const { id } = await stage.operator.mutate('upstreamAccountConnect', {
      organizationId: `org_${other.id}`,
      system: 'KOOGALLERY',
      endpoint: upstream.url,
      accessKeyId: 'AKOTHER',
      secretAccessKey: 'SKOTHER',
    });
    const request = world.signed(NOTIFY, { account: id });
    expect((await fetchStatus(request)).status).toBe(404);
    await manager.mutate('upstreamAccountSetNotificationKey', {
      id,
      notificationKey: 'other-key-0001',
    });
    const answer = await world.post(request);
    expect(answer).toMatchObject({ resultCode: '000001', isSigned: false });
  });
});

const fetchStatus = (request: SignedNotification) =>
  fetch(request.url, {
    method: request.method,
    headers: request.headers,
    body: request.body && new Uint8Array(request.body),
  });

describe('a request of the marketplace', () => {
  test.each([-61_000, 90_000])('is late %i ms from now', async (ms) => {
    const at = new Date(world.product.realClock.now().getTime() + ms);
    await refused(world.signed(NOTIFY, { at }), 'NOTIFICATION_LATE');
    await refused(
      world.signed({ activity: 'newInstance', orderId: 'CS9' }, { version: 'V1', at }),
      'NOTIFICATION_LATE',
    );
    await refused(
      world.signed({ tenantId: 't' }, { version: 'KIT', sync: 'authSync', at }),
      'NOTIFICATION_LATE',
    );
  });

  it('is accepted once: its repetition is refused, in each protocol', async () => {
    for (const request of [
      world.signed({ activity: 'newInstance', orderId: 'T1', testFlag: '1' }, { version: 'V1' }),
      world.signed({ ...NOTIFY, testFlag: '1' }),
      world.signed(
        { tenantId: 't', orgCode: 'o', flag: 1, testFlag: 1 },
        { version: 'KIT', sync: 'singleOrgSync' },
      ),
    ]) {
      expect(await world.post(request)).toMatchObject({ resultCode: '000000', isSigned: true });
      await refused(request, 'NOTIFICATION_REPLAYED');
    }
  });

  it('is accepted once if 200 copies arrive at the same time', async () => {
    const request = world.signed({ ...NOTIFY, orderId: 'CS200', testFlag: '1' });
    const sent = await Promise.allSettled(Array.from({ length: 200 }, () => world.post(request)));
    // On a busy machine some copies are not answered within the 5 s of the marketplace.
    const answers = sent.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
    const accepted = answers.filter(({ resultCode }) => resultCode === '000000');
    expect(accepted.length).toBeLessThanOrEqual(1);
    expect(answers.every(({ isSigned }) => isSigned)).toBe(true);
    const rows = await world.notifications({ activity: ['ORDER_NOTIFY'] });
    expect(rows.filter(({ upstreamOrderId }) => upstreamOrderId === 'CS200')).toMatchObject([
      { deliveries: 1 },
    ]);
  });

  it.each([
    ['bytes of GB 18030', Buffer.from('{"activity":"\xb9\xba"}', 'latin1')],
    ['no JSON', Buffer.from('activity=orderNotify')],
    ['a null character', Buffer.from('{"activity":"orderNotify","orderId":"\\u0000"}')],
  ])('is refused if it holds %s', async (_, body) => {
    await world.later(60_000);
    await refused(world.signed({}, { body }), 'NOTIFICATION_MALFORMED', '000002');
  });

  it('is refused if it is larger than 500 kB, and the answer is signed', async () => {
    const before = await ledger();
    const request = world.signed({ ...NOTIFY, padding: 'x'.repeat(600_000) });
    const answer = await world.post(request);
    expect(answer).toMatchObject({ status: 413, resultCode: '000002', isSigned: true });
    expect(await ledger()).toEqual(before);
  });

  it('reaches no account by another id', async () => {
    for (const account of [
      'upa_00000000-0000-7000-8000-000000000000',
      world.stage.customerId,
      'x',
    ]) {
      const { status } = await fetchStatus(world.signed(NOTIFY, { account }));
      expect(status).toBe(404);
    }
  });

  test.each<[string, Record<string, unknown>, string, string]>([
    ['an unknown activity', { activity: 'sellInstance' }, 'ACTIVITY_UNKNOWN', 'activity'],
    ['no order', { activity: 'orderNotify' }, 'MALFORMED_PARAMETER', 'orderId'],
    [
      '101 instances',
      { activity: 'queryInstance', instanceId: Array(101).fill('i').join(',') },
      'MALFORMED_PARAMETER',
      'instanceId',
    ],
    [
      'a wrong status',
      { activity: 'updateInstanceStatus', instanceId: 'i', status: 'MELT' },
      'MALFORMED_PARAMETER',
      'status',
    ],
  ])('is stored and refused if it names %s', async (_, fields, problemCode, problemPath) => {
    const answer = await world.send(fields);
    expect(answer).toMatchObject({ resultCode: '000002', isSigned: true });
    expect(answer.body).toContain(problemPath);
    const rows = await world.notifications({ status: ['REFUSED'] });
    expect(rows.filter((row) => row.problemPath === problemPath)).toMatchObject([
      { status: 'REFUSED', problemCode, resultCode: '000002' },
    ]);
  });

  it('about an instance of nobody is answered with 000003', async () => {
    for (const fields of [
      { activity: 'queryInstance', instanceId: 'nobody' },
      { activity: 'releaseInstance', instanceId: 'nobody' },
      { activity: 'refreshInstance', instanceId: 'nobody', scene: 'RENEWAL', orderId: 'CS1' },
    ])
      expect(await world.send(fields)).toMatchObject({ resultCode: '000003', isSigned: true });
  });
});

describe('the vectors of domain §6.3', () => {
  const v1 = {
    activity: 'newInstance',
    businessId: '61e834ba-7b97-4418-b8f7-e5345137278c',
    customerId: '68cbc86abc2018ab880d92f36422fa0e',
    expireTime: '20200727153156',
    orderId: 'CS1906666666ABCDE',
    productId: '00301-666666-0--0',
    testFlag: '1',
    timeStamp: '20200727073711903',
  };
  const v2 =
    '{"activity":"orderNotify","orderId":"CS2211181819B4LVS","orderLineId":"CS2211181819B4LVS-000001","testFlag":"1"}';

  it('pass through the real addresses', async () => {
    const { realClock } = world.product;
    const now = realClock.now();
    const base = world.signed({}).url.split('?')[0]!;
    realClock.moveTo(new Date('2020-07-27T07:37:30.000Z'));
    const authToken = 'hnOk242kCGm3NfSoavIHNqZJDeiw3Vzf7wSeTnApHGU=';
    const first = {
      method: 'GET',
      url: `${base}?${new URLSearchParams({ ...v1, authToken })}`,
      headers: {},
      body: null,
    } as const;
    expect(await world.post(first)).toMatchObject({ resultCode: '000000', isSigned: true });

    realClock.moveTo(new Date(1729566664115 + 30_000));
    const signature =
      '232bf7733e561b8d97a5943cfc5dffd1766f47bea08ed93d50e0eafaadeaf240'.toUpperCase();
    const query = new URLSearchParams({
      signature,
      timestamp: '1729566664115',
      nonce: 'Of4lsV7H1qrzVDI52O5CFk2ofPcZRaA6',
    });
    const second = {
      method: 'POST',
      url: `${base}?${query}`,
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(v2),
    } as const;
    expect(await world.post(second)).toMatchObject({
      resultCode: '000000',
      body: '{"resultCode":"000000","resultMsg":"success"}',
      isSigned: true,
    });
    realClock.moveTo(now);
    await world.settle();
    const rows = await world.notifications();
    for (const upstreamOrderId of ['CS1906666666ABCDE', 'CS2211181819B4LVS'])
      expect(rows.find((row) => row.upstreamOrderId === upstreamOrderId)).toMatchObject({
        status: 'PROCESSED',
        isTest: true,
        order: null,
      });
    expect(world.upstream.requests).toEqual([]);
  });

  it('have encrypted fields, which must decrypt under the key', async () => {
    const fields = (mobilePhone: string) => ({
      activity: 'newInstance',
      orderId: `CS${randomBytes(4).toString('hex')}`,
      testFlag: '1',
      mobilePhone,
    });
    for (const text of [
      '0123456789abcdefK9DWY645NBc8FR0Y+6UFzQ==',
      '0123456789abcdefIOMe4d4S1icp5bxWXWYMAw==',
      encryptField(KEY, '13800000000', 256),
    ])
      expect(await world.send(fields(text), { version: 'V1' })).toMatchObject({
        resultCode: '000000',
      });
    const foreign = encryptField('another-key', '13800000000', 256);
    expect(await world.send(fields(foreign), { version: 'V1' })).toMatchObject({
      resultCode: '000002',
    });
  });
});

describe('an order whose amount its notification does not name', () => {
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
    const lines = await world.rows<{ paid: string }>(sql`
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
    [
      '14 months of a yearly price',
      { periodType: 'month', periodNumber: 14 },
      ['1 1440328 1440328'],
    ],
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
});

/** Time for an answer that waits for no upstream, far above what it takes on an idle machine. */
const LOCAL_MS = 5_000;
const LIMIT_MS = 300_000;
/** Time limit of a call to an upstream. */
const CALL_MS = 15_000;

describe('KooGallery that is', () => {
  it.each(rowsFor('black hole'))(
    '%s',
    async (fault, row) => {
      const orderId = `CS-${fault.replaceAll(' ', '-')}`;
      world.upstream.world.sellers[0]!.orders.push(kooOrder(orderId));
      await world.upstream.faults.set({ api: 'ORDER_QUERY', ...upstreamFault(row) });
      const limit = fault === 'very slow' && !LONG ? holdLimit(CALL_MS) : null;
      const { resultCode, ms } = await world.send({
        activity: 'orderNotify',
        orderId,
        orderLineId: `${orderId}-000001`,
        testFlag: '0',
      });
      expect(resultCode).toBe('000000');
      expect(ms).toBeLessThan(LOCAL_MS);
      const settled = world.settle();
      // Neither answers nor other notifications wait for the call.
      const other = await world.send({
        activity: 'orderNotify',
        orderId: `${orderId}-test`,
        testFlag: '1',
      });
      expect(other.resultCode).toBe('000000');
      await limit?.expire();
      limit?.release();
      await settled;
      const state = async () =>
        (await world.notifications()).find(({ upstreamOrderId }) => upstreamOrderId === orderId);
      if (row.koogallery === 'processed')
        expect(await state()).toMatchObject({ problemCode: null });
      else {
        expect(await state()).toMatchObject({ status: 'RECEIVED', order: null });
        expect((await state()).problemCode).toMatch(row.koogallery);
      }
      await world.upstream.faults.clear();
      await world.later(HOUR);
      expect(await state()).toMatchObject({
        status: 'PROCESSED',
        problemCode: null,
        order: { id: expect.any(String) },
      });
    },
    LIMIT_MS,
  );
});
