import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '../../../server/platform/sql/sql.ts';
import { billDetail, customerOrder, subCustomer } from '../../kit/upstream/index.ts';
import type { Caller } from '../../kit/world.ts';
import { customerOf, partnerOf } from '../bindings/fixtures.ts';
import { AK, SK, type Stage, setStage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage('accounts', [
    subCustomer('good'),
    { ...subCustomer('late'), associated_on: '2099-01-01T00:00:00Z' },
    { ...subCustomer('odd'), association_type: 'nonsense' },
  ]);
  await stage.sync();
});
afterAll(() => stage?.close());

const isSeen = (account: object) => stage.owner.sees(stage.accountId, account);

describe('an account', () => {
  it('shows a masked key and never its secret', async () => {
    const { url: endpoint } = stage.upstream;
    await isSeen({ accessKeyId: 'HPUA****7Q2X', endpoint, status: 'CONNECTED' });
    const [row] = await stage.world.rows<{ text: string }>(sql`
      select (select string_agg(a::text, ' ') from upstream_account a) || (select string_agg(a::text, ' ') from audit_entry a)
        || (select string_agg(a::text, ' ') from idempotency_key a) || (select string_agg(a::text, ' ') from domain_event a) as text`);
    expect(row!.text).toContain('upstreamAccountConnect');
    for (const secret of [AK, SK]) expect(row!.text).not.toContain(secret);
  });

  it('is connected by the owner at an official endpoint only', async () => {
    const input = { system: 'HUAWEI_BSS', accessKeyId: 'AK', secretAccessKey: 'SK' };
    const refused: [Caller, object, string][] = [
      [stage.owner, { endpoint: stage.upstream.url }, 'ENDPOINT_NOT_ALLOWED'],
      [stage.owner, {}, 'UPSTREAM_ACCOUNT_EXISTS'],
      [stage.owner, { system: 'KOOGALLERY' }, 'SYSTEM_OF_OTHER_SIDE'],
      [stage.operator, {}, 'ORGANIZATION_REQUIRED'],
    ];
    for (const [by, more, code] of refused)
      await by.cannot('upstreamAccountConnect', { ...input, ...more }, code);
  });

  it('is rejected with its credentials, and connected again by new ones', async () => {
    stage.theirs.secretAccessKey = 'another';
    await stage.syncNow();
    await isSeen({ status: 'REJECTED' });
    const { notifications } = await stage.owner.ask(
      '{ notifications(first: 5) { nodes { subjectType event } } }',
    );
    expect(notifications.nodes).toContainEqual({ subjectType: 'UpstreamAccount', event: 'reject' });
    const calls = stage.upstream.requests.length;
    stage.world.clock.advance(3_600_000);
    await stage.sync();
    expect(stage.upstream.requests).toHaveLength(calls);
    await stage.owner.mutate('upstreamAccountRotate', {
      id: stage.accountId,
      accessKeyId: AK,
      secretAccessKey: 'another',
    });
    await stage.sync();
    await isSeen({ status: 'CONNECTED', rejectedAt: null });
    expect(await stage.feed('status failures')).toEqual({ status: 'OK', failures: 0 });
  });

  it('is called no more when it is removed', async () => {
    const spare = await setStage('removed', [subCustomer('x')]);
    try {
      await spare.owner.mutate('upstreamAccountRemove', { id: spare.accountId });
      await spare.sync();
      await spare.owner.cannot('upstreamAccountTest', { id: spare.accountId }, 'NOT_IN_THIS_STATE');
      expect(spare.upstream.requests).toEqual([]);
    } finally {
      await spare.close();
    }
  });
});

describe('the test of a connection', () => {
  const TEST = `mutation ($id: ID!, $key: ID!) { upstreamAccountTest(input: { id: $id }, idempotencyKey: $key) {
    outcome code upstreamAccount { status } userErrors { code } } }`;
  let tests = 0;
  const tested = async (key = `test-${tests++}`) =>
    (await stage.owner.ask(TEST, { id: stage.accountId, key })).upstreamAccountTest;

  it('calls once, changes nothing, and is repeated by no second call with its key', async () => {
    const { length } = stage.upstream.requests;
    const first = await tested('once');
    expect(first).toMatchObject({
      ...{ outcome: 'OK', code: null, userErrors: [] },
      upstreamAccount: { status: 'CONNECTED' },
    });
    expect(await tested('once')).toEqual(first);
    expect(stage.upstream.requests.slice(length)).toMatchObject([
      { api: 'SUB_CUSTOMERS', status: 200, parameters: { limit: 1 } },
    ]);
    const [{ lines }] = await stage.world.rows<any>(
      sql`select count(*)::int as lines from audit_entry where action = 'upstreamAccountTest' and detail ->> 'outcome' = 'OK'`,
    );
    expect(lines).toBe(1);
  });

  it.each([
    ['SERVER_ERROR', 'FAILED', 'CBC.0999'],
    ['THROTTLED', 'THROTTLED', 'APIG.0308'],
    ['REFUSED', 'UNREACHABLE', 'ECONNREFUSED'],
    ['MALFORMED', 'FAILED', 'MALFORMED'],
  ] as const)('says of an upstream that is %s: %s', async (kind, outcome, code) => {
    await stage.upstream.faults.set({ kind });
    expect(await tested()).toMatchObject({ outcome, code });
    await stage.upstream.faults.clear();
  });

  it('tells a missing right, a wrong key and a wrong time apart', async () => {
    await stage.upstream.faults.set({ kind: 'SERVER_ERROR', status: 403, code: 'CBC.0151' });
    expect(await tested()).toMatchObject({ outcome: 'REFUSED', code: 'CBC.0151' });
    await stage.upstream.faults.clear();
    const { secretAccessKey } = stage.theirs;
    stage.theirs.secretAccessKey = 'yet another';
    expect(await tested()).toMatchObject({ outcome: 'WRONG_KEY', code: 'APIG.0301' });
    stage.theirs.secretAccessKey = secretAccessKey;
    const { timing } = stage.world.deps;
    const late = { ...timing, now: () => timing.now() + 3_600_000 };
    Object.assign(stage.world.deps, { timing: late });
    expect(await tested()).toMatchObject({ outcome: 'CLOCK_SKEW', code: 'APIG.0301' });
    // A wrong time of ours is no reason to give the account up.
    await stage.syncNow();
    await isSeen({ status: 'CONNECTED' });
    Object.assign(stage.world.deps, { timing });
    await stage.syncNow();
    expect(await stage.feed('failures')).toEqual({ failures: 0 });
  });
});

const quarantined = async () =>
  (
    await stage.owner.ask(
      '{ quarantinedRows(first: 9, filter: { status: [OPEN] }) { nodes { id rowKey problemCode problemPath } } }',
    )
  ).quarantinedRows.nodes;

describe('a malformed row', () => {
  it('spoils only itself, and is one entry however often it is read', async () => {
    await stage.syncNow();
    const rows = await quarantined();
    const byKey = rows.map(({ id, ...row }: any) => row);
    expect(byKey.sort((a: any, b: any) => a.rowKey.localeCompare(b.rowKey))).toEqual([
      { rowKey: 'late', problemCode: 'IN_THE_FUTURE', problemPath: 'associated_on' },
      { rowKey: 'odd', problemCode: 'UNKNOWN_CODE', problemPath: 'association_type' },
    ]);
    expect(await stage.world.rows(sql`select upstream_id from customer`)).toEqual([
      { upstream_id: 'good' },
    ]);
  });

  // The correction of a partner counted as the word of the upstream: it bound any company to the partner, replaced the
  // contact that proves the consent of a customer, and reported paid orders.
  it('is applied by a partner as it was received', async () => {
    const { world, owner } = stage;
    const { id } = (await quarantined()).find(({ rowKey }: any) => rowKey === 'odd');
    const victim = await customerOf(world, '东方制造', [await partnerOf(world, '另一服务商')]);
    const read = async () =>
      (
        await world.rows<{ account: string; mail: string; bound: boolean }>(sql`
          select cloud_account as account, contact_mail as mail,
            exists (select from partner_binding b where b.customer_id = c.id) as bound
          from customer c where id = ${victim.slice(4)}`)
      )[0]!;
    const before = await read();
    const email = 'me@yunfan.example';
    const forged = { ...subCustomer('forged'), account_name: before.account, email };
    const text = JSON.stringify(forged);
    await owner.cannot('quarantinedRowRetry', { id, text }, 'ROW_AS_RECEIVED');
    expect(await read()).toEqual(before);
  });

  it('is corrected and applied, or refused again with its problem', async () => {
    const { id } = (await quarantined()).find(({ rowKey }: any) => rowKey === 'odd');
    await stage.owner.cannot('quarantinedRowRetry', { id }, 'ROW_STILL_REFUSED');
    await stage.operator.cannot('quarantinedRowRetry', { id, text: '{' }, 'INVALID_JSON');
    await stage.operator.mutate('quarantinedRowRetry', {
      id,
      text: JSON.stringify(subCustomer('odd')),
    });
    expect(
      await stage.world.rows(
        sql`select b.status from partner_binding b join customer c on c.id = b.customer_id where upstream_id = 'odd'`,
      ),
    ).toEqual([{ status: 'BOUND' }]);
  });

  it('is healed by the upstream', async () => {
    stage.theirCustomer('late').associated_on = '2026-02-01T00:00:00Z';
    await stage.syncNow();
    expect((await quarantined()).map(({ rowKey }: any) => rowKey)).toEqual([]);
  });
});

describe('a row that the upstream lists and does not show', () => {
  const stateOf = async (api: string) => {
    await stage.syncNow(api);
    const { status, failures } = await stage.feed('status failures', api);
    return { status, failures };
  };
  const at = () => stage.world.clock.now();

  it('is an unsubscription that was left open: the orders after it are read', async () => {
    const order = (orderId: string, status: number) => ({
      ...customerOrder({ orderId, customerId: 'good', at: at(), lines: [], orderType: 4 }),
      status,
    });
    const readNow = async (): Promise<unknown[]> => {
      const before = stage.upstream.requests.length;
      expect(await stateOf('CUSTOMER_ORDERS')).toMatchObject({ status: 'OK', failures: 0 });
      stage.world.clock.advance(7_200_000);
      return stage.upstream.requests
        .slice(before)
        .flatMap(({ api, parameters }) => (api === 'CUSTOMER_ORDER' ? [parameters.order_id] : []));
    };
    stage.theirs.orders = [order('CS-OPEN', 2)];
    expect(await readNow()).toEqual(['CS-OPEN']);
    stage.theirs.orders = [order('CS-NEXT', 5)];
    expect(await readNow()).toEqual(['CS-OPEN', 'CS-NEXT']);
    const gone = { rowKey: 'CS-OPEN', problemCode: 'CBC.0101', problemPath: 'order_id' };
    expect(await quarantined()).toContainEqual({ id: expect.any(String), ...gone });
    expect(await readNow()).not.toContain('CS-OPEN');
  });

  it('is a customer since unbound: the charges of the others are read', async () => {
    const charge = (id: string, customerId: string) =>
      billDetail(id, { customerId, tradeId: `use-${id}`, at: at(), price: '5.00' });
    stage.theirs.billDetails = [charge('d1', 'odd'), charge('d2', 'good')];
    const once = { kind: 'BUSINESS_ERROR_IN_200', code: 'CBC.5002', times: 1 } as const;
    await stage.upstream.faults.set({ ...once, api: 'BILL_DETAILS' });
    expect(await stateOf('BILL_DETAILS')).toEqual({ status: 'OK', failures: 0 });
    const gone = { rowKey: 'odd', problemCode: 'CBC.5002', problemPath: 'customer_id' };
    expect(await quarantined()).toContainEqual({ id: expect.any(String), ...gone });
    expect(await stage.world.rows(sql`select upstream_id from upstream_charge`)).toEqual([
      { upstream_id: 'd2' },
    ]);
  });

  it('fails the run if the account may not call the API', async () => {
    const denied = { kind: 'SERVER_ERROR', status: 403, code: 'CBC.0151' } as const;
    await stage.upstream.faults.set({ ...denied, api: 'BILL_DETAILS' });
    expect(await stateOf('BILL_DETAILS')).toMatchObject({ failures: 1 });
    await stage.upstream.faults.clear();
  });
});
