import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { money } from '../../../server/platform/money.ts';
import { openWorld, type World } from '../../kit/world.ts';
import { changedTables, type Dump, openDump } from '../../policy/fixtures/dump.ts';
import { customerOf } from '../bindings/fixtures.ts';
import {
  authorized,
  day,
  draftOf,
  errorsOf,
  type Goods,
  listed,
  type Stage,
  saved,
  setStage,
} from '../discounts/stage.ts';
import { documentOf, type Notice, notices } from '../invoices/notices.ts';
import { certified, type Money } from '../settlement/bills.ts';

let world: World;
let stage: Stage;
let settlement: Money;
let dump: Dump;
let other: Goods;
let gone: Goods;
let advice: Goods;
let stranger: string;
let notice: Notice;
const TAKEN = '25310000000000000001';

beforeAll(async () => {
  world = await openWorld('refusals');
  stage = await setStage(world);
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
  stranger = await customerOf(world, '未绑定客户', [partner]);
  const [first, second] = await notices(stage, 2);
  await settlement.finance.mutate('invoiceRegister', documentOf(first!, { number: TAKEN }));
  notice = second!;
  // The stored outcome of the attempt does not count as a trace.
  dump = await openDump(world, ['idempotency_key']);
});
afterAll(async () => {
  await dump?.close();
  await world?.close();
});

/** Valid input of a command, with the given changes. */
type Inputs = Readonly<Record<string, (changes: object) => Promise<object> | object>>;
const INPUTS: Inputs = {
  exclusiveDiscountCreate: (changes) => draftOf(stage, { ...changes }),
  exclusiveDiscountSubmit: async (changes) => ({ id: await saved(stage, { ...changes }) }),
  invoiceRegister: (changes) => documentOf(notice, changes),
};
const caller = (command: string) =>
  command === 'invoiceRegister' ? settlement.finance : stage.manager;

const lines = (line: object) => ({
  lines: [{ specificationId: stage.goods.specifications[0], ...line }],
});

interface Case {
  readonly what: string;
  readonly command: keyof typeof INPUTS;
  readonly changes: () => object;
  readonly code: string;
  readonly field: string;
}
const wrong = (
  what: string,
  command: string,
  changes: () => object,
  code: string,
  field: string,
): Case => ({ what, command, changes, code, field });

const CASES: readonly Case[] = [
  wrong(
    'a rate of 0',
    'exclusiveDiscountCreate',
    () => lines({ payRate: '0' }),
    'RATE_NOT_POSITIVE',
    'lines.0.payRate',
  ),
  wrong(
    'a rate above 1',
    'exclusiveDiscountCreate',
    () => lines({ payRate: '1.000001' }),
    'RATE_ABOVE_ONE',
    'lines.0.payRate',
  ),
  wrong(
    'a rate below the floor',
    'exclusiveDiscountSubmit',
    () => lines({ payRate: '0.799999' }),
    'BELOW_FLOOR',
    'lines.0.payRate',
  ),
  wrong(
    'a start that is now',
    'exclusiveDiscountSubmit',
    () => ({ validFrom: world.clock.now().toISOString() }),
    'START_IN_PAST',
    'validFrom',
  ),
  wrong(
    'an end at its start',
    'exclusiveDiscountCreate',
    () => ({ validUntil: day('10') }),
    'END_BEFORE_START',
    'validUntil',
  ),
  wrong(
    'a customer who is not bound',
    'exclusiveDiscountCreate',
    () => ({ customerId: stranger }),
    'CUSTOMER_NOT_BOUND',
    'customerId',
  ),
  wrong(
    'a delisted product',
    'exclusiveDiscountCreate',
    () => ({
      productId: gone.productId,
      lines: [{ specificationId: gone.specifications[0], payRate: '0.9' }],
    }),
    'PRODUCT_DELISTED',
    'productId',
  ),
  wrong(
    'consulting, which nobody orders here',
    'exclusiveDiscountCreate',
    () => ({
      productId: advice.productId,
      lines: [{ specificationId: other.specifications[0], payRate: '0.9' }],
    }),
    'PRODUCT_NOT_SOLD_HERE',
    'productId',
  ),
  wrong(
    'a specification of another product',
    'exclusiveDiscountCreate',
    () => lines({ specificationId: other.specifications[0], payRate: '0.9' }),
    'UNKNOWN_SPECIFICATION',
    'lines.0.specificationId',
  ),
  wrong(
    'an invoice that is one fen off',
    'invoiceRegister',
    () => ({ amount: money.format(notice.grossMinor + 1n) }),
    'AMOUNT_MISMATCH',
    'amount',
  ),
  wrong(
    'an ordinary invoice',
    'invoiceRegister',
    () => ({ kind: 'VAT_ORDINARY' }),
    'ORDINARY_INVOICE',
    'kind',
  ),
  wrong(
    'an invoice number that is taken',
    'invoiceRegister',
    () => ({ number: TAKEN }),
    'NUMBER_TAKEN',
    'number',
  ),
];

describe('an invalid deal is refused for one reason, at its field, and leaves no trace', () => {
  it.each(CASES)('$what', async ({ command, changes, code, field }) => {
    const input = await INPUTS[command]!(changes());
    const before = await dump.dump();
    const errors = await errorsOf(caller(command), command, input);
    expect(errors.map((error) => [error.code, error.field?.join('.')])).toEqual([[code, field]]);
    expect(changedTables(before, await dump.dump())).toEqual([]);
  });

  it('each has a separate code', () => {
    expect(new Set(CASES.map(({ code }) => code)).size).toBe(CASES.length);
  });

  it.each(Object.keys(INPUTS))('put right, %s leaves its trace', async (command) => {
    const input = await INPUTS[command]!({});
    const before = await dump.dump();
    expect(await errorsOf(caller(command), command, input)).toEqual([]);
    expect(changedTables(before, await dump.dump())).toContain('audit_entry');
  });
});
