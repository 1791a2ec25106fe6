import { createHash, createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ShiftedClock } from '../../../server/platform/clock.ts';
import type { UpstreamFault } from './faults.ts';
import {
  billDetail,
  customerOrder,
  partner,
  seller,
  startUpstream,
  subCustomer,
  type Upstream,
  virtualTiming,
} from './index.ts';
import { encryptField, signNotification } from './notify.ts';
import { checkSignature } from './signature.ts';

const AT = new Date('2026-03-02T02:00:00Z');
const clock = new ShiftedClock({ now: () => AT });
const timing = virtualTiming(clock);
const SUB_CUSTOMERS = '/v2/partners/sub-customers/query';
const ORDERS = '/v2/orders/customer-orders';

let upstream: Upstream;
beforeAll(async () => {
  const order = customerOrder({
    orderId: 'CS2603010900000001',
    customerId: 'c7',
    at: new Date('2026-03-01T01:00:00Z'),
    lines: [{ skuCode: 'SKU-1', listPrice: '5000.00', price: '4318.225' }],
  });
  upstream = await startUpstream({
    timing,
    world: {
      partners: [
        partner('AK-ONE', 'secret-one', {
          customers: Array.from({ length: 25 }, (_, i) => subCustomer(`c${i}`)),
          orders: [order],
          billDetails: ['1', '2'].map((type) =>
            billDetail(`b${type}`, {
              customerId: `c${type}`,
              tradeId: order.order_id,
              at: new Date('2026-03-01T01:00:00Z'),
              price: '4318.225',
              more: { association_type: type },
            }),
          ),
        }),
        partner('AK-TWO', 'secret-two', { customers: [subCustomer('d1')] }),
      ],
      sellers: [seller('AK-SELLER', 'secret-seller', { mails: { u1: 'u1@mail.example' } })],
    },
  });
});
afterAll(() => upstream?.close());
beforeEach(async () => {
  await upstream.faults.clear();
  clock.advance(60_000);
});

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

interface Call {
  readonly key?: readonly [id: string, secret: string];
  readonly query?: string;
  readonly body?: object;
  readonly date?: Date;
}

/** Calls the upstream with a signature made here, for a path without special characters. */
async function call(path: string, options: Call = {}): Promise<{ status: number; text: string }> {
  const { key: [id, secret] = ['AK-ONE', 'secret-one'], query = '', body } = options;
  const text = body ? JSON.stringify(body) : '';
  const date = (options.date ?? clock.now()).toISOString().replace(/[-:]|\.\d+/g, '');
  const host = new URL(upstream.url).host;
  const sorted = query.split('&').sort().join('&');
  const canonical = [
    body ? 'POST' : 'GET',
    `${path}/`,
    sorted,
    `host:${host}`,
    `x-sdk-date:${date}`,
    '',
    'host;x-sdk-date',
    sha256(text),
  ].join('\n');
  const toSign = `SDK-HMAC-SHA256\n${date}\n${sha256(canonical)}`;
  const signature = createHmac('sha256', secret).update(toSign).digest('hex');
  const response = await fetch(`${upstream.url}${path}${query && `?${query}`}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      'x-sdk-date': date,
      authorization: `SDK-HMAC-SHA256 Access=${id}, SignedHeaders=host;x-sdk-date, Signature=${signature}`,
    },
    ...(body && { body: text }),
    signal: AbortSignal.timeout(2_000),
  });
  return { status: response.status, text: await response.text() };
}

async function data(path: string, options?: Call): Promise<any> {
  const { status, text } = await call(path, options);
  expect(status).toBe(200);
  return JSON.parse(text);
}

describe('signature of a call', () => {
  const at = (date: string) => ({
    'x-sdk-date': date,
    'content-type': 'application/json',
    host: '',
  });
  it.each([
    [
      '77595ad624b6e4e49990b8c4e84bf1c287457fca61069c4e60b9b6765b52053d',
      { access: 'test', secret: '123', signed: 'content-type;host;x-sdk-date;x-stage' },
      'POST',
      'mkt.myhuaweicloud.com',
      '/api/mkp-openapi-public/global/v1/license/activate',
      '',
      { ...at('20240317T144237Z'), 'x-stage': 'RELEASE' },
    ],
    [
      '15274fe1808028dd655df550e911e9f27397853603a3b56b771a1763352dcad1',
      { access: 'a', secret: 'EXAMPLESK', signed: 'content-type;host;x-sdk-date' },
      'POST',
      'bss.myhuaweicloud.com',
      SUB_CUSTOMERS,
      '{"account_name":"demo","offset":0,"limit":10}',
      at('20260101T000000Z'),
    ],
    [
      '7fdb1e1113e41ac494f8adacf3347264fc2595ecbfc1e8374a3a9ab7b04a14d6',
      { access: 'a', secret: 'EXAMPLESK', signed: 'content-type;host;x-sdk-date' },
      'GET',
      'mkt.myhuaweicloud.com',
      '/api/mkp-openapi-public/global/v1/order/query?orderLineId=MOCKPERIODYEARNEW-000001&orderId=MOCKPERIODYEARNEW',
      '',
      at('20260101T000000Z'),
    ],
  ])('agrees with the vector %s', (signature, key, method, host, url, body, headers) => {
    const date = headers['x-sdk-date'];
    const now = Date.parse(date.replace(/(....)(..)(..)T(..)(..)(..)Z/, '$1-$2-$3T$4:$5:$6Z'));
    const authorization = `SDK-HMAC-SHA256 Access=${key.access}, SignedHeaders=${key.signed}, Signature=${signature}`;
    const request = {
      method,
      url,
      headers: { ...headers, host, authorization },
      body: Buffer.from(body),
    };
    expect(checkSignature(request, key.secret, now)).toBeNull();
    expect(checkSignature(request, `${key.secret}x`, now)).toBe('verify aksk signature fail');
    expect(checkSignature(request, key.secret, now + 15 * 60_000)).toBeNull();
    expect(checkSignature(request, key.secret, now + 15 * 60_000 + 1)).toMatch(/15 minutes/);
    expect(
      checkSignature({ ...request, body: Buffer.from(`${body} `) }, key.secret, now),
    ).not.toBeNull();
  });

  it('is checked for each call: wrong secret, unknown key, old date, foreign domain', async () => {
    const body = {};
    const wrong: Call[] = [
      { key: ['AK-ONE', 'secret-two'], body },
      { key: ['AK-NONE', 'secret-one'], body },
      { body, date: new Date(clock.now().getTime() - 16 * 60_000) },
    ];
    for (const options of wrong) {
      const { status, text } = await call(SUB_CUSTOMERS, options);
      expect([status, JSON.parse(text).error_code]).toEqual([401, 'APIG.0301']);
    }
  });
});

describe('lists', () => {
  it('page by rows: ten by default, a hundred at most', async () => {
    const first = await data(SUB_CUSTOMERS, { body: {} });
    expect([first.count, first.customer_infos.length]).toEqual([25, 10]);
    const last = await data(SUB_CUSTOMERS, { body: { offset: 22, limit: 100 } });
    expect(last.customer_infos.map((row: any) => row.customer_id)).toEqual(['c22', 'c23', 'c24']);
    for (const body of [{ limit: 101 }, { limit: 0 }, { offset: -1 }, { limit: 'x' }]) {
      const { status, text } = await call(SUB_CUSTOMERS, { body });
      expect([status, JSON.parse(text).error_code]).toEqual([400, 'CBC.0100']);
    }
  });

  it('treat an absent, null or empty filter alike', async () => {
    for (const body of [{}, { customer_id: null }, { customer_id: '' }])
      expect((await data(SUB_CUSTOMERS, { body })).count).toBe(25);
    expect((await data(SUB_CUSTOMERS, { body: { customer_id: 'c3' } })).count).toBe(1);
  });

  it('show a partner its own customers and orders only', async () => {
    const key = ['AK-TWO', 'secret-two'] as const;
    const { customer_infos } = await data(SUB_CUSTOMERS, { key, body: {} });
    expect(customer_infos.map((row: any) => row.customer_id)).toEqual(['d1']);
    expect((await data(ORDERS, { key })).total_count).toBe(0);
    // A business failure with HTTP 200.
    const foreign = await data(ORDERS, { key, query: 'customer_id=c7' });
    expect(foreign.error_code).toBe('CBC.5002');
    const asSeller = await call(SUB_CUSTOMERS, { key: ['AK-SELLER', 'secret-seller'], body: {} });
    expect(asSeller.status).toBe(403);
  });

  it('serve amounts with the digits of the world', async () => {
    const { text } = await call(`${ORDERS}/details/CS2603010900000001`);
    expect(text).toContain('"amount_after_discount":4318.225');
    expect(text).toContain('"official_amount":5000.00');
    const cycle = await data('/v2/bills/subcustomer-bills/res-fee-records', {
      query: 'bill_cycle=2026-03&customer_id=c1',
    });
    expect(cycle.fee_records).toHaveLength(1);
    const sums = await call('/v2/bills/partner-bills/subcustomer-bills/monthly-sum', {
      query: 'cycle=2026-03',
    });
    // Agency sale only.
    expect(JSON.parse(sums.text).bill_sums.map((row: any) => row.customer_id)).toEqual(['c2']);
    expect(sums.text).toContain('"amount":4318.225');
  });
});

it('ten calls a second of an account and API are answered, in the injected time', async () => {
  const statuses = async (count: number, key: readonly [string, string]): Promise<number[]> => {
    const answers = Array.from({ length: count }, () => call(SUB_CUSTOMERS, { key, body: {} }));
    return (await Promise.all(answers)).map(({ status }) => status).sort();
  };
  const one = ['AK-ONE', 'secret-one'] as const;
  expect(await statuses(12, one)).toEqual([...Array(10).fill(200), 429, 429]);
  expect(await statuses(1, ['AK-TWO', 'secret-two'])).toEqual([200]);
  await timing.sleep(1_000);
  expect(await statuses(1, one)).toEqual([200]);
});

it('a sleep that ends between two milliseconds ends in the next one', async () => {
  const end = timing.now() + 0.5;
  await timing.sleep(0.5);
  expect(timing.now()).toBeGreaterThanOrEqual(end);
});

describe('KooGallery', () => {
  const key = ['AK-SELLER', 'secret-seller'] as const;
  it('answers a query for a built-in order', async () => {
    const path = '/api/mkp-openapi-public/global/v1/order/query';
    const { resultCode, orderInfo } = await data(path, {
      key,
      query: 'orderId=MOCKPERIODYEARNEW&orderLineId=MOCKPERIODYEARNEW-000001',
    });
    expect([resultCode, orderInfo.orderLine[0].chargingMode]).toEqual(['MKT.0000', 'PERIOD']);
    expect((await call(path, { key, query: 'orderId=NONE' })).status).toBe(401);
  });

  it('answers mail addresses of at most 200 ids', async () => {
    const path = '/api/mkp-openapi-guest-cert/global/v1/enterprise-mail/info/get';
    const { mails } = await data(path, { key, body: { user_id: ['u1', 'u2'] } });
    expect(mails).toEqual([{ user_id: 'u1', mail: 'u1@mail.example' }]);
    const many = Array.from({ length: 201 }, (_, i) => `u${i}`);
    expect((await call(path, { key, body: { user_id: many } })).status).toBe(400);
    await upstream.faults.set({ kind: 'THROTTLED', api: 'ENTERPRISE_MAIL', times: 1 });
    const { status, text } = await call(path, { key, body: { user_id: ['u1'] } });
    expect([status, JSON.parse(text).result_code]).toEqual([406, 'CBC.0250']);
  });

  it('signs notifications as the vectors say', () => {
    const accessKey = 'demo-access-key-0001';
    const order = 'CS2211181819B4LVS';
    const v2 = signNotification({
      version: 'V2',
      url: 'http://127.0.0.1/n',
      accessKey,
      fields: {
        activity: 'orderNotify',
        orderId: order,
        orderLineId: `${order}-000001`,
        testFlag: '1',
      },
      at: new Date(1729566664115),
      nonce: 'Of4lsV7H1qrzVDI52O5CFk2ofPcZRaA6',
    });
    expect(new URL(v2.url).searchParams.get('signature')?.toLowerCase()).toBe(
      '232bf7733e561b8d97a5943cfc5dffd1766f47bea08ed93d50e0eafaadeaf240',
    );
    const v1 = signNotification({
      version: 'V1',
      url: 'http://127.0.0.1/n',
      accessKey,
      fields: {
        activity: 'newInstance',
        businessId: '61e834ba-7b97-4418-b8f7-e5345137278c',
        customerId: '68cbc86abc2018ab880d92f36422fa0e',
        expireTime: '20200727153156',
        orderId: 'CS1906666666ABCDE',
        productId: '00301-666666-0--0',
        testFlag: '1',
      },
      at: new Date('2020-07-27T07:37:11.903Z'),
    });
    expect(new URL(v1.url).searchParams.get('authToken')).toBe(
      'hnOk242kCGm3NfSoavIHNqZJDeiw3Vzf7wSeTnApHGU=',
    );
    const iv = '0123456789abcdef';
    expect(
      [128, 256].map((bits) => encryptField(accessKey, '13800000000', bits as 128, iv)),
    ).toEqual([`${iv}K9DWY645NBc8FR0Y+6UFzQ==`, `${iv}IOMe4d4S1icp5bxWXWYMAw==`]);
  });
});

describe('fault', () => {
  const outcome = async (fault: UpstreamFault): Promise<unknown> => {
    await upstream.faults.set(fault);
    return await call(SUB_CUSTOMERS, { body: {} }).then(
      ({ status, text }) => {
        try {
          const { error_code = 'none', count } = JSON.parse(text);
          return [status, error_code, count];
        } catch {
          return [status, 'no JSON'];
        }
      },
      (error: Error) => error.name,
    );
  };

  it.each<[UpstreamFault, unknown]>([
    [{ kind: 'SLOW', ms: 5 }, [200, 'none', 25]],
    [{ kind: 'REFUSED' }, 'TypeError'],
    [{ kind: 'RESET' }, 'TypeError'],
    [{ kind: 'SERVER_ERROR' }, [500, 'CBC.0999', undefined]],
    [{ kind: 'SERVER_ERROR', status: 503, code: 'CBC.0100' }, [503, 'CBC.0100', undefined]],
    [{ kind: 'MALFORMED' }, [200, 'no JSON']],
    [{ kind: 'TRUNCATED' }, 'TypeError'],
    [{ kind: 'BLACK_HOLE' }, 'TimeoutError'],
    [{ kind: 'FLAPPING' }, 'TypeError'],
    [{ kind: 'THROTTLED' }, [429, 'APIG.0308', undefined]],
    [{ kind: 'BUSINESS_ERROR_IN_200' }, [200, 'CBC.0999', undefined]],
    [{ kind: 'RESET', api: 'CUSTOMER_ORDERS' }, [200, 'none', 25]],
    [{ kind: 'RESET', accessKeyId: 'AK-TWO' }, [200, 'none', 25]],
  ])('%j', async (fault, expected) => {
    expect(await outcome(fault)).toEqual(expected);
    await upstream.faults.clear();
    expect((await data(SUB_CUSTOMERS, { body: {} })).count).toBe(25);
  });

  it('ends after the calls that it states', async () => {
    await upstream.faults.set({ kind: 'SERVER_ERROR', times: 2 });
    const statuses: number[] = [];
    for (let i = 0; i < 3; i++) statuses.push((await call(SUB_CUSTOMERS, { body: {} })).status);
    expect(statuses).toEqual([500, 500, 200]);
  });
});
