import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { ShiftedClock } from '../../../server/platform/clock.ts';
import { bssClient } from '../../../server/sources/huawei-bss/index.ts';
import { koogalleryClient } from '../../../server/sources/koogallery/index.ts';
import {
  localAdmissions,
  openTransport,
  type Transport,
} from '../../../server/sources/transport/index.ts';
import {
  billDetail,
  customerOrder,
  partner,
  seller,
  startUpstream,
  subCustomer,
  type Upstream,
  virtualTiming,
} from '../../kit/upstream/index.ts';

const AT = new Date('2026-03-01T00:00:00Z');
const clock = new ShiftedClock({ now: () => AT });
const timing = virtualTiming(clock);
const admissions = localAdmissions(timing);
const ORDER = 'CS2603010800000001';
const UNSUBSCRIPTION = 'CS2603010900000002';

let upstream: Upstream;
const opened: Transport[] = [];
beforeAll(async () => {
  const line = { skuCode: 'SKU-1', listPrice: '5000.00', price: '4318.225' };
  const order = customerOrder({ orderId: ORDER, customerId: 'c7', at: AT, lines: [line] });
  const refund = customerOrder({
    orderId: UNSUBSCRIPTION,
    customerId: 'c7',
    at: AT,
    orderType: 4,
    lines: [],
    more: {
      refunds: [
        {
          id: 'r1',
          customer_id: 'c7',
          base_order_id: ORDER,
          amount: '-4318.225',
          measure_id: 1,
          service_type_code: 's',
          resource_type_code: 'r',
          region_code: 'cn-north-4',
        },
      ],
      discounts: [{ discount_id: 'd1', discount_value: '0.9', discount_type: 3, orders: [] }],
    },
  });
  upstream = await startUpstream({
    timing,
    world: {
      partners: [
        partner('AK-CLIENTS', 'secret of clients', {
          customers: Array.from({ length: 250 }, (_, i) => subCustomer(`c${i}`)),
          orders: [order, refund],
          billDetails: ['1', '2'].map((type) =>
            billDetail(`b${type}`, {
              customerId: `c${type}`,
              tradeId: ORDER,
              at: AT,
              price: '4318.225',
              more: { association_type: type },
            }),
          ),
          indirectPartners: [
            {
              info: { indirect_partner_id: 'i1', account_name: 'sub', name: '二级' },
              customers: [subCustomer('i1-c1')],
              orders: [],
              billDetails: [],
            },
          ],
          incentivePolicies: [
            {
              time: '2026-03',
              service_type_code: 's',
              service_type_name: 'S',
              incentive_policy: '0',
              allow_discount: 'YES',
            },
          ],
        }),
      ],
      sellers: [
        seller('AK-SELLER', 'secret of a seller', {
          mails: { u1: 'u1@mail.example' },
          agreements: [
            {
              agreement_id: 'a1',
              agreement_name: '商品使用条款',
              agreement_version: '2',
              order_id: ORDER,
              sign_time: '2026-03-01T00:00:30Z',
            },
          ],
        }),
      ],
    },
  });
});
afterAll(async () => {
  for (const transport of opened) await transport.close();
  await upstream?.close();
});

function transport(accessKeyId: string, secretAccessKey: string): Transport {
  const credentials = { accessKeyId, secretAccessKey, domainId: `domain-${accessKeyId}` };
  const log = pino({ level: 'silent' });
  const one = openTransport({ baseUrl: upstream.url, credentials, timing, admissions, log });
  opened.push(one);
  return one;
}

async function values<T>(
  pages: AsyncIterable<{ readonly rows: readonly ({ value: T } | { problem: unknown })[] }>,
): Promise<T[]> {
  const all: T[] = [];
  for await (const { rows } of pages)
    for (const row of rows) {
      if ('problem' in row) throw new Error(JSON.stringify(row));
      all.push(row.value);
    }
  return all;
}

const AMOUNT = { fen: 431823n, received: '4318.225' };

describe('client of BSS', () => {
  const client = () => bssClient(transport('AK-CLIENTS', 'secret of clients'));

  it('reads every page of the customers, and those of a sub-distributor', async () => {
    const customers = await values(client().subCustomers());
    expect(new Set(customers.map(({ customerId }) => customerId)).size).toBe(250);
    const agency = await values(client().subCustomers({ bindingType: 'AGENCY' }));
    expect(agency).toEqual([]);
    const [below] = await values(client().indirectPartners());
    const theirs = await values(client().subCustomers({ indirectPartnerId: below!.partnerId }));
    expect(theirs.map(({ customerId }) => customerId)).toEqual(['i1-c1']);
  });

  it('reads orders, lines, refunds and discounts with exact amounts', async () => {
    const orders = await values(client().customerOrders({ createdFrom: AT, createdTo: AT }));
    expect(orders.map(({ orderId }) => orderId).sort()).toEqual([ORDER, UNSUBSCRIPTION]);
    const detail = await client().customerOrder(ORDER);
    expect(detail).toMatchObject({
      value: { order: { dealAmount: AMOUNT }, lines: [{ productId: 'SKU-1', dealAmount: AMOUNT }] },
    });
    expect(await client().refundOrders(UNSUBSCRIPTION)).toMatchObject([
      { value: { originalOrderId: ORDER, amount: { fen: -431823n } } },
    ]);
    expect(await client().orderDiscounts(UNSUBSCRIPTION)).toMatchObject([
      { value: { type: 'PARTNER', value: '0.9' } },
    ]);
  });

  it('reads the charges of a month: consuming customers, details, sums of agency sale, policies', async () => {
    const consuming = await values(client().consumingCustomers('2026-03'));
    expect(consuming.map(({ customerId }) => customerId)).toEqual(['c1', 'c2']);
    const details = await values(client().billDetails({ cycle: '2026-03', customerId: 'c1' }));
    expect(details).toMatchObject([{ detailId: 'b1', tradeId: ORDER, paymentAmount: AMOUNT }]);
    const sums = await values(client().monthlySums({ cycle: '2026-03', chargeMode: 'PERIOD' }));
    expect(sums).toMatchObject([{ customerId: 'c2', amount: AMOUNT }]);
    const policies = await values(client().incentivePolicies('2026-03'));
    expect(policies).toMatchObject([{ serviceTypeCode: 's', allowsDiscount: true }]);
  });
});

describe('client of KooGallery', () => {
  const client = () => koogalleryClient(transport('AK-SELLER', 'secret of a seller'));

  it.each([
    ['MOCKPERIODYEARNEW', 'NEW', 'PERIOD'],
    ['MOCKONETIMENEW', 'NEW', 'ONE_TIME'],
    ['MOCKONDEMAND', 'NEW', 'ON_DEMAND'],
    ['MOCKONDEMANDPKG', 'NEW', 'ON_DEMAND_PACKAGE'],
    ['MOCKPERIODDAYTRIAL', 'TRIAL', 'PERIOD'],
    ['MOCKMONTYTRIALTOFORMAL', 'TRIAL_TO_FORMAL', 'PERIOD'],
    ['MOCKMONTYUNSUBSCRIBE', 'UNSUBSCRIBE', 'PERIOD'],
    ['MOCKMONTYRENEW', 'RENEW', 'PERIOD'],
    ['MOCKMONTYCHANGE', 'CHANGE', 'PERIOD'],
  ])('reads the built-in order %s', async (orderId, orderType, chargeMode) => {
    expect(await client().orderQuery({ orderId, orderLineId: `${orderId}-000001` })).toMatchObject({
      value: { orderId, orderType, lines: [{ chargeMode, products: [{ skuCode: 'MOCK-SKU' }] }] },
    });
  });

  it('reads mail addresses and agreements', async () => {
    expect(await client().enterpriseMail(['u1', 'u2'])).toEqual(
      new Map([['u1', 'u1@mail.example']]),
    );
    expect(await client().agreements({ orderId: ORDER })).toMatchObject([
      { value: { agreementId: 'a1', version: '2' } },
    ]);
  });
});
