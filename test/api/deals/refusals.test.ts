import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { money } from '../../../server/platform/money.ts';
import { testStage } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { changedTables, type Dump, openDump } from '../../policy/fixtures/dump.ts';
import { customerOf } from '../bindings/fixtures.ts';
import {
  authorized,
  day,
  draftOf,
  type Goods,
  listed,
  on,
  saved,
  setStage,
} from '../discounts/stage.ts';
import { documentOf, type Notice, notices } from '../invoices/notices.ts';
import { certified, type Money } from '../settlement/bills.ts';

let dump: Dump;
// The world closes after its connection.
afterAll(() => dump?.close());
const stage = testStage('refusals', setStage);
let other: Goods;
let gone: Goods;
let advice: Goods;
let stranger: string;
let settlement: Money;
let notice: Notice;
const TAKEN = '25310000000000000001';

beforeAll(async () => {
  settlement = await certified(stage);
  const { sellerManager, partner } = stage;
  other = await listed(sellerManager, '另一商品');
  gone = await listed(sellerManager, '下架商品');
  await authorized(sellerManager, gone);
  // The marketplace's own product needs no authorization.
  advice = await listed(stage.operator, '安全咨询', {
    saleModel: 'HUAWEI',
    productType: 'CONSULTING',
  });
  await sellerManager.mutate('productDelist', { id: gone.productId, reason: '停止供应' });
  stranger = await customerOf(stage.world, '未绑定客户', [partner]);
  const [first, second] = await notices(stage, 2);
  await settlement.finance.mutate('invoiceRegister', documentOf(first!, { number: TAKEN }));
  notice = second!;
  // The stored outcome of the attempt does not count as a trace.
  dump = await openDump(stage.world, ['idempotency_key']);
});
/** Valid input of each command, with the given changes, and its caller. */
const COMMANDS: Readonly<Record<string, (changes: object) => Promise<object> | object>> = {
  exclusiveDiscountCreate: (changes) => draftOf(stage, { ...changes }),
  exclusiveDiscountSubmit: async (changes) => ({ id: await saved(stage, { ...changes }) }),
  invoiceRegister: (changes) => documentOf(notice, changes),
  productPublish: (changes) => ({
    name: '星云网关',
    saleModel: 'COMMON',
    productType: 'SAAS',
    maxShareRatio: '0.3',
    standardShareRatio: '0.2',
    ...priced('999999999999.99'),
    ...changes,
  }),
  policySet: (changes) => ({
    key: 'binding.request.interval',
    value: '120',
    reason: '试',
    ...changes,
  }),
};
const CALLERS: Readonly<Record<string, () => Caller>> = {
  invoiceRegister: () => settlement.finance,
  productPublish: () => stage.sellerManager,
  policySet: () => stage.operator,
};
const caller = (command: string): Caller => CALLERS[command]?.() ?? stage.manager;

const priced = (listPrice: string) => ({
  specifications: [{ code: 'STD', name: '标准版', listPrice, period: 'YEAR' }],
});
const rate = (payRate: string, { specifications } = stage.goods) => ({
  lines: [{ specificationId: specifications[0], payRate }],
});
const number = (key: string, value: string) => () => ({ key, value });

type Case = readonly [what: string, changes: () => object, code: string, field: string];
const CASES: Readonly<Record<string, readonly Case[]>> = {
  exclusiveDiscountCreate: [
    ['a rate of 0', () => rate('0'), 'RATE_NOT_POSITIVE', 'lines.0.payRate'],
    ['a rate above 1', () => rate('1.000001'), 'RATE_ABOVE_ONE', 'lines.0.payRate'],
    ['an end at its start', () => ({ validUntil: day('10') }), 'END_BEFORE_START', 'validUntil'],
    [
      'a customer who is not bound',
      () => ({ customerId: stranger }),
      'CUSTOMER_NOT_BOUND',
      'customerId',
    ],
    ['a delisted product', () => on(gone), 'PRODUCT_DELISTED', 'productId'],
    [
      'consulting, which nobody orders here',
      () => ({ productId: advice.productId, ...rate('0.9', other) }),
      'PRODUCT_NOT_SOLD_HERE',
      'productId',
    ],
    [
      'a specification of another product',
      () => rate('0.9', other),
      'UNKNOWN_SPECIFICATION',
      'lines.0.specificationId',
    ],
  ],
  exclusiveDiscountSubmit: [
    ['a rate below the floor', () => rate('0.799999'), 'BELOW_FLOOR', 'lines.0.payRate'],
    [
      'a start that is now',
      () => ({ validFrom: stage.world.clock.now().toISOString() }),
      'START_IN_PAST',
      'validFrom',
    ],
  ],
  invoiceRegister: [
    [
      'an amount that is one fen off',
      () => ({ amount: money.format(notice.grossMinor + 1n) }),
      'AMOUNT_MISMATCH',
      'amount',
    ],
    ['an ordinary invoice', () => ({ kind: 'VAT_ORDINARY' }), 'ORDINARY_INVOICE', 'kind'],
    ['a number that is taken', () => ({ number: TAKEN }), 'NUMBER_TAKEN', 'number'],
  ],
  // A number out of the range of its column was an error of the server.
  productPublish: [
    [
      'a price beyond the column',
      () => priced('999999999999999999.99'),
      'INVALID_AMOUNT',
      'specifications.0.listPrice',
    ],
    [
      'a price at its end',
      () => priced('1000000000000'),
      'INVALID_AMOUNT',
      'specifications.0.listPrice',
    ],
  ],
  // A policy could overflow dates or make counting endless.
  policySet: [
    ['days beyond any date', number('binding.invite', '999999999'), 'OUT_OF_RANGE', 'value'],
    [
      'such days of a review',
      number('discounts.review-days', '999999999'),
      'OUT_OF_RANGE',
      'value',
    ],
    ['a day too many', number('binding.request.interval', '121'), 'OUT_OF_RANGE', 'value'],
  ],
};

describe.each(Object.entries(CASES))('%s', (command, cases) => {
  it.each(cases)('refuses %s at its field and leaves no trace', async (_, changes, code, field) => {
    const input = await COMMANDS[command]!(changes());
    const before = await dump.dump();
    await caller(command).cannot(command, { ...input }, { code, field: field.split('.') });
    expect(changedTables(before, await dump.dump())).toEqual([]);
  });

  it('leaves a trace when the input is right', async () => {
    const input = await COMMANDS[command]!({});
    const before = await dump.dump();
    await caller(command).mutate(command, { ...input });
    expect(changedTables(before, await dump.dump())).toContain('audit_entry');
  });
});
