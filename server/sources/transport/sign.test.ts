import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { encodedPath, encodedQuery, signed, type UnsignedRequest } from './sign.ts';

const JSON_TYPE = { 'Content-Type': 'application/json' };
const AT = new Date('2026-01-01T00:00:00Z');
const example = { accessKeyId: 'EXAMPLEAK', secretAccessKey: 'EXAMPLESK' };

const signatureOf = (headers: Record<string, string>): string =>
  /Signature=([0-9a-f]{64})$/.exec(headers.Authorization!)![1]!;

describe('vectors (domain §6.2)', () => {
  it('1: a further header, an empty body', () => {
    const headers = signed(
      {
        method: 'POST',
        host: 'mkt.myhuaweicloud.com',
        path: '/api/mkp-openapi-public/global/v1/license/activate',
        headers: { 'x-stage': 'RELEASE', ...JSON_TYPE },
        body: '',
      },
      { accessKeyId: 'test', secretAccessKey: '123' },
      new Date('2024-03-17T14:42:37Z'),
    );
    expect(signatureOf(headers)).toBe(
      '77595ad624b6e4e49990b8c4e84bf1c287457fca61069c4e60b9b6765b52053d',
    );
    expect(headers.Authorization).toContain('SDK-HMAC-SHA256 Access=test, SignedHeaders=');
  });

  it('2: a body', () => {
    const headers = signed(
      {
        method: 'POST',
        host: 'bss.myhuaweicloud.com',
        path: '/v2/partners/sub-customers/query',
        headers: JSON_TYPE,
        body: '{"account_name":"demo","offset":0,"limit":10}',
      },
      example,
      AT,
    );
    expect(signatureOf(headers)).toBe(
      '15274fe1808028dd655df550e911e9f27397853603a3b56b771a1763352dcad1',
    );
    expect(headers.Authorization).toContain('SignedHeaders=content-type;host;x-sdk-date,');
    expect(headers['X-Sdk-Date']).toBe('20260101T000000Z');
  });

  it('3: a query, in any order of its names', () => {
    const request = {
      method: 'GET',
      host: 'mkt.myhuaweicloud.com',
      path: '/api/mkp-openapi-public/global/v1/order/query',
      headers: JSON_TYPE,
      body: '',
    };
    const orderId = 'MOCKPERIODYEARNEW';
    const orderLineId = 'MOCKPERIODYEARNEW-000001';
    for (const query of [
      { orderId, orderLineId },
      { orderLineId, orderId },
    ]) {
      expect(signatureOf(signed({ ...request, query }, example, AT))).toBe(
        '7fdb1e1113e41ac494f8adacf3347264fc2595ecbfc1e8374a3a9ab7b04a14d6',
      );
    }
  });
});

describe('the official client', () => {
  const core = '@huaweicloud/huaweicloud-sdk-core';
  const require = createRequire(import.meta.url);
  const { ClientBuilder } = require(`${core}/ClientBuilder.js`);
  const { GlobalCredentials } = require(`${core}/auth/GlobalCredentials.js`);

  let received: { request: IncomingMessage; body: string };
  const server = createServer(async (request, response) => {
    received = { request, body: await text(request) };
    response.setHeader('Content-Type', 'application/json');
    response.end('{}');
  });
  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(() => void server.close());

  it.each([
    ['a body with Chinese text', 'POST', {}, { label: '华东 & 华南', limit: 100 }],
    [
      'a query with Chinese text and signs',
      'GET',
      { id: "a b/c?d=e&f*('!')~", x: '中文' },
      undefined,
    ],
    ['a query with numbers', 'GET', { offset: 0, limit: 100, bill_cycle: '2026-01' }, undefined],
  ])('signs alike: %s', async (_, method, queryParams, data) => {
    const client = new ClientBuilder((hc: unknown) => hc, 'GlobalCredentials')
      .withEndpoint(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
      .withCredential(
        new GlobalCredentials()
          .withAk(example.accessKeyId)
          .withSk(example.secretAccessKey)
          .withDomainId('d1'),
      )
      .build();
    const url = '/v2/orders/customer-orders';
    const contentType = 'application/json';
    await client.sendRequest({
      method,
      url,
      queryParams,
      pathParams: {},
      headers: {},
      data,
      contentType,
    });

    const { headers } = received.request;
    const authorization = headers.authorization!;
    const [, names] = /SignedHeaders=([^,]+),/.exec(authorization)!;
    const given = names!
      .split(';')
      .filter((name) => !['host', 'x-sdk-date', 'x-domain-id'].includes(name))
      .map((name) => [name, String(headers[name])]);
    const at = String(headers['x-sdk-date']).replace(
      /^(....)(..)(..)T(..)(..)(..)Z$/,
      '$1-$2-$3T$4:$5:$6Z',
    );
    const request: UnsignedRequest = {
      method,
      host: headers.host!,
      path: url,
      query: queryParams as unknown as Record<string, string>,
      headers: Object.fromEntries(given),
      body: received.body,
    };
    const own = signed(request, { ...example, domainId: 'd1' }, new Date(at));
    expect(own.Authorization).toBe(authorization);
  });
});

it('encodes as RFC 3986 says and omits absent values', () => {
  expect(encodedPath('/v2/订单/a b+c')).toBe('/v2/%E8%AE%A2%E5%8D%95/a%20b%2Bc');
  expect(encodedQuery({ b: '2', a: "it's*", none: null, not: undefined })).toBe('a=it%27s%2A&b=2');
});

it('signs the id of the account', () => {
  const request = { method: 'GET', host: 'h', path: '/', headers: {}, body: '' };
  const headers = signed(request, { ...example, domainId: 'd1' }, AT);
  expect(headers['X-Domain-Id']).toBe('d1');
  expect(headers.Authorization).toContain('SignedHeaders=host;x-domain-id;x-sdk-date,');
});
