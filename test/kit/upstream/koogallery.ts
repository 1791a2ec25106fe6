import { failed, ok, type Parameters, pageOf, type Reply } from './reply.ts';
import type { KooOrder, UpstreamSeller } from './world.ts';

/** Built-in orders for tests, which every seller may query (domain §6.4). */
const MOCK_ORDERS: readonly (readonly [id: string, orderType: string, chargingMode: string])[] = [
  ['MOCKPERIODYEARNEW', 'NEW', 'PERIOD'],
  ['MOCKONETIMENEW', 'NEW', 'ONE_TIME'],
  ['MOCKONDEMAND', 'NEW', 'ON_DEMAND'],
  ['MOCKONDEMANDPKG', 'NEW', 'ON_DEMAND_PKG'],
  ['MOCKPERIODDAYTRIAL', 'TRIAL', 'PERIOD'],
  ['MOCKMONTYTRIALTOFORMAL', 'TRIAL_TO_FORMAL', 'PERIOD'],
  ['MOCKMONTYUNSUBSCRIBE', 'UNSUBSCRIBE', 'PERIOD'],
  ['MOCKMONTYRENEW', 'RENEW', 'PERIOD'],
  ['MOCKMONTYCHANGE', 'CHANGE', 'PERIOD'],
];

function mockOrder([orderId, orderType, chargingMode]: (typeof MOCK_ORDERS)[number]): KooOrder {
  const period = orderId.includes('YEAR') ? 'year' : orderId.includes('DAY') ? 'day' : 'month';
  return {
    orderId,
    orderType,
    createTime: '20260101080000',
    orderLine: [
      {
        orderLineId: `${orderId}-000001`,
        chargingMode,
        ...(chargingMode === 'PERIOD' && {
          periodType: period,
          periodNumber: 1,
          expireTime: '20270101080000',
        }),
        productInfo: [{ skuCode: 'MOCK-SKU', productId: 'MOCK-PRODUCT', linearValue: 1 }],
      },
    ],
    buyerInfo: {
      customerId: 'mock-customer',
      customerName: 'mock_customer',
      userId: 'mock-user',
      userName: 'mock_user',
      mobilePhone: '13800000000',
      email: 'mock@customer.example',
    },
    extendParams: [],
  };
}

const MOCKS = new Map(MOCK_ORDERS.map((entry) => [entry[0], mockOrder(entry)]));

export function orderQuery(seller: UpstreamSeller, parameters: Parameters): Reply {
  const orderId = parameters.required('orderId');
  const lineId = parameters.text('orderLineId');
  const order =
    MOCKS.get(orderId) ?? seller.orders.find((candidate) => candidate.orderId === orderId);
  if (!order) return failed('KOOGALLERY', 401, 'CBC.0150', 'The order is not yours.');
  const orderLine = order.orderLine.filter((line) => !lineId || line.orderLineId === lineId);
  if (orderLine.length === 0)
    return failed('KOOGALLERY', 400, 'CBC.0101', 'The order line does not exist.');
  return ok({ resultCode: 'MKT.0000', resultMsg: 'success', orderInfo: { ...order, orderLine } });
}

const MAX_IDS = 200;
const MAX_ID = 200;

/** Mail addresses of users of an external identity source; unknown ids are absent from the answer. */
export function enterpriseMail(seller: UpstreamSeller, parameters: Parameters): Reply {
  const ids = parameters.list('user_id');
  const isRight = (id: unknown): id is string =>
    typeof id === 'string' && id !== '' && id.length <= MAX_ID;
  if (ids.length === 0 || ids.length > MAX_IDS || !ids.every(isRight))
    return failed('MAIL', 400, 'CBC.0101', `user_id: 1 to ${MAX_IDS} ids of at most ${MAX_ID}`);
  const mails = ids.flatMap((id) =>
    seller.mails[id] === undefined ? [] : [{ user_id: id, mail: seller.mails[id] }],
  );
  return ok({ result_code: 'CBC.0000', result_msg: 'success', mails });
}

/** Agreements that customers signed when they bought. The schema is not public; this one is the project's. */
export function agreements(seller: UpstreamSeller, parameters: Parameters): Reply {
  const orderId = parameters.text('orderId');
  const rows = seller.agreements.filter((row) => orderId === null || row.order_id === orderId);
  return ok({
    resultCode: 'MKT.0000',
    resultMsg: 'success',
    totalCount: rows.length,
    agreements: pageOf(rows, parameters),
  });
}
