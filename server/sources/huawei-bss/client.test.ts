import { describe, expect, it } from '@jest/globals';
import { UpstreamFailure } from '../transport/failure.ts';
import { parseJson } from '../transport/json.ts';
import type { Page } from '../transport/rows.ts';
import type { Transport, UpstreamCall } from '../transport/transport.ts';
import { parseBillDetail } from './bills.ts';
import { bssClient } from './client.ts';
import { parseSubCustomer } from './customers.ts';
import { parseCustomerOrder, parseRefund } from './orders.ts';

const calls: UpstreamCall[] = [];

/** A transport that answers with texts as the wire has them, one after the other. */
function answering(...texts: readonly string[]): Transport {
  calls.length = 0;
  return {
    async call(call) {
      calls.push(call);
      return parseJson(texts[calls.length - 1] ?? '{}');
    },
    stateOf: () => ({ circuit: 'CLOSED', reopensAt: null }),
    close: async () => {},
  };
}

async function all<T>(pages: AsyncIterable<Page<T>>): Promise<Page<T>[]> {
  const found: Page<T>[] = [];
  for await (const page of pages) found.push(page);
  return found;
}

const customerText = (id: number): string => `{"customer_id":"c${id}","account_name":"a${id}"}`;
const customersText = (count: number, ids: readonly number[]): string =>
  `{"count":${count},"customer_infos":[${ids.map(customerText).join()}]}`;

describe('pages', () => {
  it('are read by row offset up to the total, and the filter is sent', async () => {
    const client = bssClient(answering(customersText(3, [1, 2]), customersText(3, [3])));
    const pages = await all(
      client.subCustomers({
        bindingType: 'AGENCY',
        associatedFrom: new Date('2026-01-01T00:00:00.5Z'),
      }),
    );
    expect(pages.map(({ offset, total, rows }) => [offset, total, rows.length])).toEqual([
      [0, 3, 2],
      [2, 3, 1],
    ]);
    expect(calls.map(({ body }) => JSON.parse(JSON.stringify(body)))).toEqual([
      { association_type: '2', associated_on_begin: '2026-01-01T00:00:00Z', offset: 0, limit: 100 },
      { association_type: '2', associated_on_begin: '2026-01-01T00:00:00Z', offset: 2, limit: 100 },
    ]);
    expect(calls.every(({ isQuery }) => isQuery)).toBe(true);
  });

  it('begin at a row, and end when rows disappear meanwhile', async () => {
    const client = bssClient(answering(customersText(9, [5]), customersText(4, [])));
    const pages = await all(client.subCustomers({}, { from: 4 }));
    expect(pages.map(({ offset, rows }) => [offset, rows.length])).toEqual([
      [4, 1],
      [5, 0],
    ]);
  });

  it('of a list without rows are one empty page', async () => {
    expect(await all(bssClient(answering('{"count":0}')).subCustomers())).toEqual([
      { offset: 0, total: 0, rows: [] },
    ]);
  });

  it('fail on an answer without their shape', async () => {
    const client = bssClient(answering('{"count":"many","customer_infos":{}}'));
    await expect(all(client.subCustomers())).rejects.toThrow(UpstreamFailure);
  });
});

describe('rows', () => {
  it('are spoilt one by one, and named by field and reason', async () => {
    const rows = [
      customerText(1),
      '{"account_name":"a"}',
      '{"customer_id":"c","account_name":"a","association_type":"7"}',
      '{"customer_id":"c","account_name":"a","associated_on":"2026-02-31T00:00:00Z"}',
      '{"customer_id":"c","account_name":7,"account_managers":"x"}',
      'null',
    ];
    const client = bssClient(answering(`{"count":6,"customer_infos":[${rows.join()}]}`));
    const [page] = await all(client.subCustomers());
    expect(page!.rows.map((row) => ('problem' in row ? row.problem : 'fine'))).toEqual([
      'fine',
      { code: 'MISSING', path: 'customer_id' },
      { code: 'UNKNOWN_CODE', path: 'association_type' },
      { code: 'NOT_A_TIME', path: 'associated_on' },
      { code: 'WRONG_TYPE', path: 'account_managers' },
      { code: 'MISSING', path: '' },
    ]);
    expect(page!.rows[2]!.raw).toMatchObject({ association_type: '7' });
  });

  it('of customers carry our words', () => {
    const raw = {
      customer_id: 'c1',
      account_name: 'acc',
      customer: '东方制造',
      associated_on: '2026-01-31T08:00:00Z',
      association_type: '1',
      label: '',
      verified_status: 2,
      customer_type: '-1',
      is_frozen: 1,
      customer_level: 'V3',
      account_managers: [{ account_name: 'he' }],
    };
    expect(parseSubCustomer(raw)).toMatchObject({
      value: {
        name: '东方制造',
        associatedAt: new Date('2026-01-31T08:00:00Z'),
        bindingType: 'ADVISORY',
        label: null,
        verifiedStatus: 'VERIFIED',
        customerType: null,
        isFrozen: true,
        level: 'V3',
        accountManager: 'he',
      },
    });
  });

  it.each([
    ['1049381.95', { fen: 104_938_195n, received: null }],
    ['0.1', { fen: 10n, received: null }],
    ['12.345', { fen: 1_235n, received: '12.345' }],
    ['-0.005', { fen: -1n, received: '-0.005' }],
    ['12345678901234.565', { fen: 1_234_567_890_123_457n, received: '12345678901234.565' }],
  ])('of orders keep the amount %s exact', (text, amount) => {
    const row = `{"order_id":"o","customer_id":"c","status":5,"order_type":"1","create_time":"2026-01-01T00:00:00Z",
      "amount_after_discount":${text},"official_amount":"${text}","measure_id":1,"currency":"CNY",
      "amount_info":{"coupon_amount":${text},"discounts":[{"discount_type":"607","discount_amount":1}]}}`;
    expect(parseCustomerOrder(parseJson(row))).toMatchObject({
      value: {
        status: 'COMPLETED',
        orderType: 'NEW',
        dealAmount: amount,
        listAmount: amount,
        voucherAmount: amount,
        discounts: [{ type: 'PARTNER', amount: { fen: 100n } }],
      },
    });
  });

  it.each([
    ['"currency":"USD"', { code: 'OTHER_CURRENCY', path: 'currency' }],
    ['"measure_id":3', { code: 'OTHER_MEASURE', path: 'measure_id' }],
    ['"official_amount":"1e3"', { code: 'NOT_AN_AMOUNT', path: 'official_amount' }],
    ['"status":99', { code: 'UNKNOWN_CODE', path: 'status' }],
  ])('of orders with %s are spoilt', (part, problem) => {
    const row =
      parseJson(`{"order_id":"o","customer_id":"c","status":5,"order_type":1,"create_time":"2026-01-01T00:00:00Z",
      "amount_after_discount":1,"official_amount":1,${part}}`);
    expect(parseCustomerOrder(row)).toEqual({ raw: row, problem });
  });

  it('of refunds and bills give absent amounts as nothing', () => {
    expect(
      parseRefund({
        id: 'r',
        customer_id: 'c',
        base_order_id: 'o',
        amount: '-3.10',
        measure_id: '1',
      }),
    ).toMatchObject({ value: { originalOrderId: 'o', amount: { fen: -310n } } });
    expect(
      parseBillDetail({
        id: 'b',
        bill_cycle: '2026-01',
        customer_id: 'c',
        trade_id: 't',
        bill_detail_type: 1,
        cash_amount: '2.5',
      }),
    ).toMatchObject({ value: { cashAmount: { fen: 250n }, voucherAmount: { fen: 0n } } });
  });
});

it('reads all lines of an order', async () => {
  const line = (id: number): string =>
    `{"order_line_item_id":"l${id}","amount_after_discount":1.5,"official_amount":2}`;
  const order =
    '"order_info":{"order_id":"o","customer_id":"c","status":3,"order_type":1,"create_time":"2026-01-01T00:00:00Z","amount_after_discount":3,"official_amount":4}';
  const client = bssClient(
    answering(
      `{"total_count":2,${order},"order_line_items":[${line(1)}]}`,
      `{"total_count":2,${order},"order_line_items":[${line(2)}]}`,
    ),
  );
  expect(await client.customerOrder('o')).toMatchObject({
    value: {
      order: { orderId: 'o', status: 'PROCESSING' },
      lines: [{ lineId: 'l1', dealAmount: { fen: 150n } }, { lineId: 'l2' }],
    },
  });
  expect(calls.map(({ query }) => query?.offset)).toEqual([0, 1]);
});
