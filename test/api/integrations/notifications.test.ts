import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '../../../server/platform/sql/sql.ts';
import type { NotificationAnswer } from '../../kit/upstream/notify.ts';
import { kooOrder, type Notified, openNotified } from './notified.ts';

const MINUTE = 60_000;

let world: Notified;
beforeAll(async () => {
  world = await openNotified();
});
afterAll(() => world?.close());

const orders = () => world.upstream.world.sellers[0]!.orders;
const offer = (...args: Parameters<typeof kooOrder>): void => {
  orders().push(kooOrder(...args));
};
/** An activity about the first line of an order. */
const about = (activity: string, orderId: string, more: object = {}) => ({
  activity,
  orderId,
  orderLineId: `${orderId}-000001`,
  ...more,
});
const notify = (orderId: string, more: object = {}) =>
  about('orderNotify', orderId, { testFlag: '0', ...more });
const ofOrder = async (orderId: string) =>
  (await world.notifications()).filter(({ upstreamOrderId }) => upstreamOrderId === orderId);
const written = (orderId: string) =>
  world.rows<{
    status: string;
    instanceId: string;
    orderType: string;
    dealMinor: string;
    lines: number;
  }>(sql`
    select o.status, o.order_type as "orderType", l.instance_id as "instanceId", l.deal_minor::text as "dealMinor",
      count(*) over ()::int as lines
    from customer_order o join order_line l on l.order_id = o.id where o.upstream_order_id = ${orderId}`);

describe('a notification of an order', () => {
  it('is stored, answered, and becomes the order that the marketplace has', async () => {
    offer('CS1');
    const at = world.product.world.clock.now();
    const answer = await world.send(notify('CS1'), { at });
    expect(answer).toMatchObject({
      status: 200,
      body: '{"resultCode":"000000","resultMsg":"success"}',
      isSigned: true,
    });
    expect(await ofOrder('CS1')).toMatchObject([
      { status: 'RECEIVED', order: null, deliveries: 1 },
    ]);
    expect(await written('CS1')).toEqual([]);
    await world.settle();
    expect(await ofOrder('CS1')).toMatchObject([
      { status: 'PROCESSED', attempts: 1, resultCode: '000000', order: { id: expect.any(String) } },
    ]);
    expect(await written('CS1')).toMatchObject([
      { status: 'COMPLETED', orderType: 'NEW', dealMinor: '1234567', lines: 1 },
    ]);
    const { order } = (await ofOrder('CS1'))[0]!;
    const bought = await world.stage.buyer.ask(
      'query ($id: ID!) { order(by: { id: $id }) { paidAt customer { id } } }',
      { id: order.id },
    );
    expect(bought.order).toMatchObject({
      paidAt: at.toISOString(),
      customer: { id: world.stage.customerId },
    });
  });

  it('gives the service the end that the marketplace names, or all periods that were bought', async () => {
    const period = (periodNumber: number, expireTime: string | null, periodType = 'month') => {
      const [line] = kooOrder('CS').orderLine;
      return { ...line!, periodType, periodNumber, expireTime };
    };
    const ends = {
      CS31: [period(14, '20270430155959'), '2027-04-30T15:59:59.000Z'],
      CS32: [period(14, null), '2027-05-02T02:00:00.000Z'],
      CS33: [period(2, null, 'year'), '2028-03-02T02:00:00.000Z'],
    } as const;
    const at = new Date('2026-03-02T02:00:00Z');
    for (const [id, [line]] of Object.entries(ends)) {
      offer(id, { orderLine: [{ ...line, orderLineId: `${id}-000001` }] });
      await world.send(notify(id), { at });
    }
    await world.settle();
    const found = await world.rows<{ id: string; until: string | null }>(sql`
      select o.upstream_order_id as id, l.service_until as until from customer_order o join order_line l on l.order_id = o.id
      where o.upstream_order_id = any(${Object.keys(ends)}::text[]) order by 1`);
    expect(found.map(({ id, until }) => [id, until && new Date(until).toISOString()])).toEqual(
      Object.entries(ends).map(([id, [, until]]) => [id, until]),
    );
  });

  it('has no second effect when it is sent again', async () => {
    const before = await written('CS1');
    const asked = world.upstream.requests.length;
    const at = new Date(world.product.world.clock.now().getTime() - 1_000);
    for (const version of ['V2', 'V1'] as const)
      expect(await world.send(notify('CS1'), { version, at })).toMatchObject({
        resultCode: '000000',
      });
    await world.settle();
    expect(await written('CS1')).toEqual(before);
    expect(world.upstream.requests).toHaveLength(asked);
    expect(await ofOrder('CS1')).toMatchObject([{ status: 'PROCESSED', deliveries: 3 }]);
  });

  it('is processed again if the marketplace signs it after that, and writes nothing new', async () => {
    await world.later(MINUTE);
    const before = await written('CS1');
    await world.send(notify('CS1'));
    expect(await ofOrder('CS1')).toMatchObject([{ status: 'RECEIVED' }]);
    await world.settle();
    expect(await written('CS1')).toEqual(before);
    expect(await ofOrder('CS1')).toMatchObject([{ status: 'PROCESSED', deliveries: 4 }]);
  });

  it('has one effect if 200 servers of the marketplace send it at the same time', async () => {
    offer('CS2');
    const asked = world.upstream.requests.length;
    // The marketplace repeats a request that is not answered in time, as it may not be on a busy machine.
    const send = (): Promise<NotificationAnswer> =>
      world.send(notify('CS2')).catch((error: Error) => {
        if (error.name === 'TimeoutError') return send();
        throw error;
      });
    const answers = await Promise.all(Array.from({ length: 200 }, send));
    expect(new Set(answers.map(({ resultCode }) => resultCode))).toEqual(new Set(['000000']));
    await Promise.all([world.settle(), world.settle()]);
    const rows = await ofOrder('CS2');
    expect(rows).toMatchObject([{ status: 'PROCESSED' }]);
    expect(rows[0]!.deliveries).toBeGreaterThanOrEqual(200);
    expect(await written('CS2')).toHaveLength(1);
    expect(world.upstream.requests.length - asked).toBe(1);
  });

  it('of a test is answered, and never an order', async () => {
    offer('CS3');
    expect(await world.send(notify('CS3', { testFlag: '1' }))).toMatchObject({
      resultCode: '000000',
    });
    await world.settle();
    const [row] = await ofOrder('CS3');
    expect(row).toMatchObject({ status: 'PROCESSED', isTest: true, order: null });
    expect(await written('CS3')).toEqual([]);
    await world.stage.operator.cannot(
      'upstreamNotificationReplay',
      { id: row.id },
      'NOTHING_TO_PROCESS',
    );
  });
});

describe('an instance', () => {
  it('has the same id for the same order and line, and gives it to the order line', async () => {
    offer('CS10');
    const fields = about('newInstance', 'CS10');
    const answers = [];
    for (const businessId of ['b1', 'b2', 'b3'])
      answers.push(JSON.parse((await world.send({ ...fields, businessId })).body));
    const [{ instanceId }] = answers;
    expect(answers).toEqual(
      Array(3).fill({ resultCode: '000000', resultMsg: 'success', instanceId }),
    );
    await world.settle();
    expect(await written('CS10')).toMatchObject([{ instanceId, lines: 1 }]);
  });

  it('has the id of the line if the order was notified first', async () => {
    offer('CS11');
    await world.send(notify('CS11'));
    await world.settle();
    const [{ instanceId } = { instanceId: '' }] = await written('CS11');
    const answer = await world.send(about('newInstance', 'CS11'));
    expect(JSON.parse(answer.body).instanceId).toBe(instanceId);
    await world.settle();
    expect(await written('CS11')).toHaveLength(1);
  });

  it('is created once by 50 requests at the same time', async () => {
    offer('CS12');
    const fields = about('newInstance', 'CS12');
    const answers = await Promise.all(Array.from({ length: 50 }, () => world.send(fields)));
    const ids = new Set(answers.map(({ body }) => JSON.parse(body).instanceId));
    expect(ids.size).toBe(1);
  });

  const instanceOf = async (orderId: string): Promise<string> =>
    (await written(orderId))[0]!.instanceId;
  const stateOf = async (instanceId: string): Promise<string> => {
    const rows = await world.notifications({}, 'instance { instanceId state }');
    return rows.find(({ instance }) => instance?.instanceId === instanceId)!.instance.state;
  };

  it('is found by queries of up to 100 ids', async () => {
    const known = [await instanceOf('CS10'), await instanceOf('CS11'), await instanceOf('CS1')];
    const strange = Array.from({ length: 97 }, (_, i) => `strange-${i}`);
    const fields = { activity: 'queryInstance', instanceId: [...known, ...strange].join(',') };
    const answer = JSON.parse((await world.send(fields)).body);
    expect(answer).toMatchObject({ resultCode: '000000' });
    expect(answer.info).toEqual(known.map((instanceId) => ({ instanceId })));
  });

  it('is frozen and unfrozen as the marketplace signed it, in whichever order it arrives', async () => {
    const instanceId = await instanceOf('CS10');
    const now = world.product.realClock.now().getTime();
    const status = (word: string, seconds: number) =>
      world.send(
        { activity: 'updateInstanceStatus', instanceId, status: word },
        { at: new Date(now + seconds * 1000) },
      );
    expect(await status('FREEZE', 10)).toMatchObject({ resultCode: '000000' });
    expect(await stateOf(instanceId)).toBe('FROZEN');
    await status('UNFREEZE', 30);
    expect(await stateOf(instanceId)).toBe('NORMAL');
    await status('FREEZE', 20);
    expect(await stateOf(instanceId)).toBe('NORMAL');
    await status('FREEZE', 40);
    expect(await stateOf(instanceId)).toBe('FROZEN');
    await world.send(
      { activity: 'instanceStatus', instanceId, instanceStatus: 'NORMAL' },
      { version: 'V1', at: new Date(now + 50_000) },
    );
    expect(await stateOf(instanceId)).toBe('NORMAL');
  });

  it('expires and is released', async () => {
    const instanceId = await instanceOf('CS11');
    const expire = { activity: 'expireInstance', instanceId, orderId: 'CS11' };
    await world.send(expire, { version: 'V1' });
    expect(await stateOf(instanceId)).toBe('EXPIRED');
    await world.send({ activity: 'releaseInstance', instanceId });
    expect(await stateOf(instanceId)).toBe('RELEASED');
    const [line] = await written('CS11');
    expect(line).toMatchObject({ status: 'COMPLETED', instanceId });
  });

  it('is renewed, changed and ended by orders that keep its id', async () => {
    const instanceId = await instanceOf('CS10');
    const refresh = (orderId: string, scene: string, orderAmount: string) =>
      world.send(about('refreshInstance', orderId, { instanceId, scene, orderAmount }));
    offer('CS20', { orderType: 'RENEW' });
    offer('CS21', { orderType: 'CHANGE' });
    await refresh('CS20', 'RENEWAL', '12345.67');
    await world.send(about('upgradeInstance', 'CS21', { instanceId, orderAmount: '2000' }));
    await world.settle();
    expect(await written('CS20')).toMatchObject([{ orderType: 'RENEW', instanceId }]);
    expect(await written('CS21')).toMatchObject([{ orderType: 'CHANGE', instanceId }]);
    offer('CS22', { orderType: 'UNSUBSCRIBE' });
    await refresh('CS22', 'UNSUBSCRIBE_RENEWAL_PERIOD', '-12345.67');
    await world.settle();
    expect(await ofOrder('CS22')).toMatchObject([{ status: 'PROCESSED', problemCode: null }]);
    expect(await written('CS22')).toMatchObject([{ orderType: 'UNSUBSCRIBE', instanceId }]);
  });
});

describe('an upstream that fails', () => {
  it('delays no answer, and the notification is tried again until the order can be read', async () => {
    offer('CS30');
    world.upstream.faults.set({ api: 'ORDER_QUERY', kind: 'SERVER_ERROR', times: 1 });
    const answer = await world.send(notify('CS30'));
    expect(answer).toMatchObject({ resultCode: '000000' });
    await world.settle();
    expect(await ofOrder('CS30')).toMatchObject([
      { status: 'RECEIVED', attempts: 1, problemCode: expect.any(String) },
    ]);
    await world.later(2 * MINUTE);
    expect(await ofOrder('CS30')).toMatchObject([
      { status: 'PROCESSED', attempts: 2, problemCode: null },
    ]);
  });
});

describe('an order that cannot be written', () => {
  const skuOf = (orderId: string, skuCode = 'NEW-SKU') =>
    kooOrder(orderId).orderLine.map((line) => ({
      ...line,
      productInfo: [{ skuCode, productId: 'P1', linearValue: 1 }],
    }));

  it('is given up after three hours, put into quarantine, and replayed once the cause is gone', async () => {
    offer('CS40', { orderLine: skuOf('CS40') });
    await world.send(notify('CS40'));
    await world.settle();
    expect(await ofOrder('CS40')).toMatchObject([
      { status: 'RECEIVED', problemCode: 'SKU_UNKNOWN', problemPath: 'lines.0.skuCode' },
    ]);
    for (let i = 0; i < 18; i++) await world.later(10 * MINUTE);
    await world.later(MINUTE);
    const [row] = await ofOrder('CS40');
    expect(row).toMatchObject({ status: 'FAILED', problemCode: 'SKU_UNKNOWN', order: null });
    const { quarantinedRows } = await world.stage.sellerManager.ask(
      `{ quarantinedRows(first: 10, filter: { api: [ORDER_QUERY] }) { nodes { rowKey status problemCode } } }`,
    );
    expect(quarantinedRows.nodes).toEqual([
      { rowKey: 'CS40', status: 'OPEN', problemCode: 'SKU_UNKNOWN' },
    ]);

    const [specification] = world.stage.goods.specifications.slice(1);
    await world.stage.sellerManager.mutate('specificationAssignSkuCode', {
      id: specification,
      skuCode: 'NEW-SKU',
    });
    await world.stage.sellerManager.mutate('upstreamNotificationReplay', { id: row.id });
    expect(await ofOrder('CS40')).toMatchObject([{ status: 'RECEIVED', attempts: 0 }]);
    await world.settle();
    expect(await ofOrder('CS40')).toMatchObject([{ status: 'PROCESSED', problemCode: null }]);
    expect(await written('CS40')).toHaveLength(1);
    const after = await world.stage.sellerManager.ask(
      `{ quarantinedRows(first: 10, filter: { api: [ORDER_QUERY] }) { nodes { status } } }`,
    );
    expect(after.quarantinedRows.nodes).toEqual([{ status: 'APPLIED' }]);
  });

  it('is written from the quarantine if a person corrects it', async () => {
    offer('CS41', { orderLine: skuOf('CS41', 'TYPO') });
    await world.send(notify('CS41'));
    for (let i = 0; i < 20; i++) await world.later(10 * MINUTE);
    const { quarantinedRows } = await world.stage.sellerManager.ask(
      `{ quarantinedRows(first: 10, filter: { status: [OPEN] }) { nodes { id raw rowKey } } }`,
    );
    const [open] = quarantinedRows.nodes;
    expect(open.rowKey).toBe('CS41');
    await world.stage.operator.mutate('quarantinedRowRetry', {
      id: open.id,
      text: open.raw.replace('TYPO', 'ERP-0'),
    });
    expect(await written('CS41')).toHaveLength(1);
  });
});

describe('users of a customer', () => {
  const users = async (): Promise<string[]> => {
    const rows = await world.rows<{ id: string }>(
      sql`select external_id as id from customer_user order by 1`,
    );
    return rows.map(({ id }) => id);
  };
  const sync = (names: readonly string[], flag: number, time: string, instanceId: string) =>
    world.send(
      {
        tenantId: 'tenant-1',
        instanceId,
        appId: 'app-1',
        flag,
        testFlag: 0,
        currentSyncTime: time,
        timeStamp: time,
        userList: names.map((userName) => ({
          userName,
          name: `姓名 ${userName}`,
          orgCode: 'root',
          role: 'user',
          enable: 'true',
        })),
      },
      { version: 'KIT', sync: 'authSync' },
    );

  it('are those of the kit, and the buyers of orders', async () => {
    expect(await users()).toEqual(['user-1']);
    const [{ instanceId } = { instanceId: '' }] = await written('CS10');
    expect(await sync(['anna', 'bo'], 1, '20260302100000000', instanceId)).toMatchObject({
      resultCode: '000000',
      isSigned: true,
    });
    await world.settle();
    expect(await users()).toEqual(['anna', 'bo', 'user-1']);
    await sync(['anna', 'bo'], 1, '20260302100000000', instanceId);
    await world.settle();
    expect(await users()).toEqual(['anna', 'bo', 'user-1']);
  });

  it('are those of the latest sync, in whichever order the syncs arrive', async () => {
    const [{ instanceId } = { instanceId: '' }] = await written('CS10');
    await sync(['anna'], 0, '20260302110000000', instanceId);
    await world.settle();
    await sync(['anna', 'carl'], 2, '20260302103000000', instanceId);
    await world.settle();
    expect(await users()).toEqual(['bo', 'carl', 'user-1']);
  });

  it('wait until the order of the instance is known', async () => {
    offer('CS50');
    const answer = await world.send(about('newInstance', 'CS50'));
    world.upstream.faults.set({ api: 'ORDER_QUERY', kind: 'SERVER_ERROR', times: 1 });
    await sync(['dora'], 1, '20260302100000000', JSON.parse(answer.body).instanceId);
    await world.settle();
    const of = await world.notifications({ status: ['RECEIVED'] });
    expect(of.map(({ problemCode }) => problemCode)).toContain('INSTANCE_UNKNOWN');
    await world.later(5 * MINUTE);
    await world.later(5 * MINUTE);
    expect(await users()).toContain('dora');
  });

  it('of a company whose departments change stay as they are', async () => {
    const before = await users();
    for (const kind of ['singleOrgSync', 'allOrgSync', 'tenantSync', 'applicationSync'])
      expect(
        await world.send(
          { tenantId: 'tenant-1', instanceId: 'i', orgCode: 'o', flag: 1, testFlag: 0 },
          { version: 'KIT', sync: kind },
        ),
      ).toMatchObject({ resultCode: '000000', isSigned: true });
    await world.settle();
    expect(await users()).toEqual(before);
  });
});

describe('another organization', () => {
  it('sees no notification and replays none', async () => {
    const { stage } = world;
    const other = await stage.world.organization('SELLER', '远山软件');
    const stranger = await stage.world.member(other, 'seller.manager');
    const [row] = await world.notifications();
    const { upstreamNotifications } = await stranger.ask(
      '{ upstreamNotifications(first: 10) { nodes { id } } }',
    );
    expect(upstreamNotifications.nodes).toEqual([]);
    const { errors } = await stranger.run(
      'mutation ($id: ID!) { upstreamNotificationReplay(input: { id: $id }, idempotencyKey: "x") { userErrors { code } } }',
      { id: row.id },
    );
    expect(errors?.[0]?.extensions?.code).toBe('NOT_FOUND');
    const mine = await stage.sellerManager.ask(
      '{ upstreamNotifications(first: 10) { nodes { id } } }',
    );
    expect(mine.upstreamNotifications.nodes.length).toBeGreaterThan(5);
  });
});

describe('a subsidized order', () => {
  it('has the program that the marketplace names; an unknown one is set aside', async () => {
    const extended = (name: string, value: string) => ({ extendParams: [{ name, value }] });
    offer('CS91', extended('orderProgram', 'EMPOWERMENT_CLOUD'));
    offer('CS92', extended('orderProgram', 'OTHER'));
    offer('CS93', extended('another', 'OTHER'));
    for (const id of ['CS91', 'CS92', 'CS93']) await world.send(notify(id));
    await world.settle();
    expect(
      await world.rows(sql`
        select upstream_order_id as id, program from customer_order
        where upstream_order_id in ('CS91', 'CS92', 'CS93') order by 1`),
    ).toEqual([
      { id: 'CS91', program: 'EMPOWERMENT_CLOUD' },
      { id: 'CS93', program: null },
    ]);
    expect(await ofOrder('CS92')).toMatchObject([
      { problemCode: 'UNKNOWN_CODE', problemPath: 'extendParams' },
    ]);
  });
});
