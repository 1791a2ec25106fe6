import { beforeAll, describe, expect, it } from '@jest/globals';
import { money } from '../../../server/platform/money.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import { errorsOf, setStage } from '../discounts/stage.ts';
import { certified, type Money } from '../settlement/bills.ts';
import { documentOf, freshNumber, type Notice, notices } from './notices.ts';

const HERD = 10;
const stage = testStage('invoice checks', setStage);
let settlement: Money;
let all: readonly Notice[];
let one: Notice;

beforeAll(async () => {
  settlement = await certified(stage);
  all = await notices(stage, HERD);
  one = all.at(-1)!;
});

const stored = async (): Promise<number> => {
  const [row] = await stage.world.rows<{ n: number }>(
    sql`select count(*)::int as n from invoice_registration`,
  );
  return row!.n;
};
const refusals = async (changes: object, notice = one) =>
  (await errorsOf(settlement.finance, 'invoiceRegister', documentOf(notice, changes))).map(
    ({ code, field, params }) => [
      code,
      field?.join('.'),
      ...params.filter(({ key }) => key === 'expected').map(({ value }) => value),
    ],
  );
const fen = (by: bigint): string => money.format(one.grossMinor + by);

describe('an invalid document is refused with a specific code, and nothing is stored', () => {
  it.each<[string, () => object, unknown[][]]>([
    ['an ordinary invoice', () => ({ kind: 'VAT_ORDINARY' }), [['ORDINARY_INVOICE', 'kind']]],
    ['one fen too much', () => ({ amount: fen(1n) }), [['AMOUNT_MISMATCH', 'amount', '1125.66']]],
    ['one fen less', () => ({ amount: fen(-1n) }), [['AMOUNT_MISMATCH', 'amount', '1125.66']]],
    [
      'a rate off in its last decimal',
      () => ({ vatRate: '0.060001' }),
      [['RATE_MISMATCH', 'vatRate', '0.06']],
    ],
    [
      'a split one fen off',
      () => ({ netAmount: '1061.95', taxAmount: '63.71' }),
      [
        ['TAX_MISMATCH', 'taxAmount', '63.72'],
        ['NET_MISMATCH', 'netAmount', '1061.94'],
      ],
    ],
    ['a day in the future', () => ({ issuedOn: '2026-03-03' }), [['ISSUED_IN_FUTURE', 'issuedOn']]],
    ['a number of other signs', () => ({ number: 'AB12345678' }), [['INVALID_FORMAT', 'number']]],
    ['a short number', () => ({ number: '1234567' }), [['TOO_SHORT', 'number']]],
    ['an amount of nothing', () => ({ amount: '0' }), [['INVALID_AMOUNT', 'amount']]],
    ['a rate above one', () => ({ vatRate: '1.1' }), [['RATE_ABOVE_ONE', 'vatRate']]],
    [
      'everything wrong at once',
      () => ({
        kind: 'VAT_ORDINARY',
        amount: '1.00',
        vatRate: '0.13',
        issuedOn: '2027-01-01',
      }),
      [
        ['AMOUNT_MISMATCH', 'amount', '1125.66'],
        ['RATE_MISMATCH', 'vatRate', '0.06'],
        ['ORDINARY_INVOICE', 'kind'],
        ['ISSUED_IN_FUTURE', 'issuedOn'],
      ],
    ],
  ])('%s', async (_, changes, expected) => {
    expect(await refusals(changes())).toEqual(expected);
    expect(await stored()).toBe(0);
    await settlement.finance.sees(one.id, { status: 'NOTIFIED' });
  });

  it('a difference is reported in yuan and in fen, with its side', async () => {
    const changes = { amount: fen(-12_345n), vatRate: '0.03' };
    const [amount, rate] = await errorsOf(
      settlement.finance,
      'invoiceRegister',
      documentOf(one, changes),
    );
    const paramsOf = (error = amount!) =>
      Object.fromEntries(error.params.map(({ key, value }) => [key, value]));
    expect(paramsOf()).toEqual({
      expected: '1125.66',
      given: '1002.21',
      side: 'LESS',
      difference: '123.45',
      fen: '12345',
    });
    expect(paramsOf(rate)).toEqual({ expected: '0.06', given: '0.03' });
  });

  it('the rate is the one in force on the issue date', async () => {
    const { operator, world } = stage;
    await operator.mutate('policySet', {
      key: 'settlement.service-vat-general',
      value: '0.05',
      effectiveFrom: '2026-03-05T00:00:00.000+08:00',
      reason: '税率调整',
    });
    world.clock.advance(4 * 24 * 3_600_000);
    expect(await refusals({ issuedOn: '2026-03-05' })).toEqual([
      ['TAX_MISMATCH', 'taxAmount', '53.60'],
      ['NET_MISMATCH', 'netAmount', '1072.06'],
      ['RATE_MISMATCH', 'vatRate', '0.05'],
    ]);
    const ok = {
      issuedOn: '2026-03-05',
      vatRate: '0.05',
      netAmount: '1072.06',
      taxAmount: '53.60',
    };
    // A document of an earlier date still has that date's rate.
    for (const changes of [ok, {}])
      expect(
        await errorsOf(settlement.finance, 'invoiceRegister', documentOf(one, changes), {
          validateOnly: true,
        }),
      ).toEqual([]);
    await settlement.finance.mutate('invoiceRegister', documentOf(all[0]!, ok));
    await settlement.finance.sees(all[0]!.id, { status: 'ISSUED', rateDiffersFromBill: true });
  });
});

describe('one number', () => {
  it('is registered by one of nine concurrent calls', async () => {
    const number = freshNumber();
    const before = await stored();
    const free = all.slice(1);
    const answers = await Promise.all(
      free.map((notice) =>
        errorsOf(settlement.finance, 'invoiceRegister', documentOf(notice, { number })),
      ),
    );
    const codes = answers.map((errors) => errors.map(({ code }) => code).join());
    expect(codes.filter((code) => code === '')).toHaveLength(1);
    expect(codes.filter((code) => code === 'NUMBER_TAKEN')).toHaveLength(free.length - 1);
    expect(await stored()).toBe(before + 1);
  });

  it('is unique for the whole site, also by a constraint', async () => {
    const [row] = await stage.world.rows<{ id: string }>(
      sql`select id from invoice_registration limit 1`,
    );
    await expect(
      stage.world.rows(
        sql.raw(
          `insert into invoice_registration select gen_random_uuid(), created_at, invoice_id, partner_id, 99, kind, number, issued_on, vat_rate, net_minor, tax_minor, currency, registered_by_name, null, null from invoice_registration where id = '${row!.id}'`,
        ),
      ),
    ).rejects.toMatchObject({ constraint: 'invoice_registration_number' });
  });
});
