import { beforeAll, describe, expect, it } from '@jest/globals';
import { money } from '../../../server/platform/money.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import { errorsOf, setStage } from '../discounts/stage.ts';
import { certified, type Money } from '../settlement/bills.ts';
import {
  documentOf,
  freshNumber,
  invoiceOf,
  type Notice,
  notices,
  redLetterOf,
} from './notices.ts';

const stage = testStage('red letters', setStage);
let settlement: Money;
let notice: Notice;
let untouched: Notice;
let original: string;

beforeAll(async () => {
  settlement = await certified(stage);
  [untouched, notice] = (await notices(stage, 2)) as [Notice, Notice];
  original = await returnedOnce();
});

/** Registers a document for the notice and returns it; gives its number. */
async function returnedOnce(more: object = {}): Promise<string> {
  const { operator } = stage;
  const { finance } = settlement;
  const document = documentOf(notice);
  await finance.mutate('invoiceRegister', { ...document, ...more });
  await finance.mutate('invoiceSend', {
    id: notice.id,
    delivery: 'ELECTRONIC',
    mailbox: 'a@market.example',
  });
  await operator.mutate('invoiceSignFor', { id: notice.id });
  await operator.mutate('invoiceReturn', { id: notice.id, reason: '抬头有误' });
  return document.number;
}
const codes = async (changes: object, of = notice) =>
  (
    await errorsOf(settlement.finance, 'invoiceRegisterRedLetter', {
      id: of.id,
      ...redLetterOf(of, original),
      ...changes,
    })
  ).map(({ code, field }) => [code, field?.join('.')]);
const stored = async (): Promise<number> => {
  const [row] = await stage.world.rows<{ n: number }>(
    sql`select count(*)::int as n from invoice_red_letter`,
  );
  return row!.n;
};

describe('a red-letter document', () => {
  it('is refused without its original, with another amount, a taken number or a future date', async () => {
    expect(await codes({ originalNumber: freshNumber() })).toEqual([
      ['RED_LETTER_WITHOUT_ORIGINAL', 'originalNumber'],
    ]);
    expect(await codes({ amount: money.format(-notice.grossMinor + 1n) })).toEqual([
      ['RED_LETTER_AMOUNT', 'amount'],
    ]);
    expect(await codes({ amount: money.format(notice.grossMinor) })).toEqual([
      ['RED_LETTER_AMOUNT', 'amount'],
    ]);
    expect(await codes({ number: original })).toEqual([['NUMBER_TAKEN', 'number']]);
    expect(await codes({ issuedOn: '2026-03-03' })).toEqual([['ISSUED_IN_FUTURE', 'issuedOn']]);
    expect(await codes({}, untouched)).toEqual([['NOT_IN_THIS_STATE', undefined]]);
    await settlement.finance.cannot(
      'invoiceRegister',
      {
        ...documentOf(untouched),
        redLetter: redLetterOf(untouched, freshNumber()),
      },
      { code: 'RED_LETTER_WITHOUT_ORIGINAL', field: ['redLetter', 'originalNumber'] },
    );
    expect(await stored()).toBe(0);
  });

  it('comes before the new document, which is refused without it', async () => {
    const { finance } = settlement;
    await finance.cannot('invoiceRegister', documentOf(notice), 'RED_LETTER_REQUIRED');
    const redLetter = redLetterOf(notice, original);
    await finance.mutate('invoiceRegisterRedLetter', { id: notice.id, ...redLetter });
    await stage.operator.sees(notice.id, {
      status: 'RETURNED',
      registrations: [
        {
          number: original,
          redLetter: {
            number: redLetter.number,
            confirmationNumber: redLetter.confirmationNumber,
            issuedOn: '2026-03-02',
            gross: { amount: `-${money.format(notice.grossMinor)}` },
            registeredByName: '周会计',
          },
        },
      ],
    });
    // It is canceled once only.
    expect(await codes({})).toEqual([['RED_LETTER_WITHOUT_ORIGINAL', 'originalNumber']]);
    // Nobody registers the number of a red-letter document again.
    await finance.cannot(
      'invoiceRegister',
      documentOf(notice, { number: redLetter.number }),
      'NUMBER_TAKEN',
    );
  });

  it('comes with the new document', async () => {
    const second = await returnedOnce();
    const document = documentOf(notice);
    await settlement.finance.cannot(
      'invoiceRegister',
      {
        ...document,
        redLetter: redLetterOf(notice, second, { number: document.number }),
      },
      { code: 'NUMBER_TAKEN', field: ['redLetter', 'number'] },
    );
    await settlement.finance.mutate('invoiceRegister', {
      ...document,
      redLetter: redLetterOf(notice, second),
    });
    expect(await stored()).toBe(2);
    expect((await invoiceOf(settlement.finance, notice.id)).status).toBe('ISSUED');
  });
});

it('a return close to the end of the month leaves ten working days', async () => {
  const { operator, world } = stage;
  const { finance } = settlement;
  await finance.mutate('invoiceRegister', documentOf(untouched));
  await finance.mutate('invoiceSend', {
    id: untouched.id,
    delivery: 'ELECTRONIC',
    mailbox: 'a@market.example',
  });
  world.clock.advance(new Date('2026-03-30T02:00:00.000Z').getTime() - world.clock.now().getTime());
  await operator.mutate('invoiceSignFor', { id: untouched.id });
  await operator.mutate('invoiceReturn', { id: untouched.id, reason: '抬头有误' });
  // Qingming, 4 to 6 April, does not count.
  expect((await invoiceOf(finance, untouched.id, 'dueAt')).dueAt).toBe('2026-04-14T02:00:00.000Z');
});
