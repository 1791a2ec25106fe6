import { beforeAll, describe, expect, it } from '@jest/globals';
import { money } from '../../../server/platform/money.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import { setStage } from '../discounts/stage.ts';
import { certified, type Money } from '../settlement/bills.ts';
import { documentOf, freshNumber, type Notice, notices, redLetterOf } from './notices.ts';

const stage = testStage('red letters', setStage);
let settlement: Money;
let notice: Notice;
let untouched: Notice;
let original: string;
const BY_MAIL = { delivery: 'ELECTRONIC', mailbox: 'a@market.example' };

beforeAll(async () => {
  settlement = await certified(stage);
  [untouched, notice] = (await notices(stage, 2)) as [Notice, Notice];
  original = await returnedOnce();
});

/** Registers a document for the notice and returns it; gives its number. */
async function returnedOnce(): Promise<string> {
  const { operator } = stage;
  const { finance } = settlement;
  const document = documentOf(notice);
  await finance.mutate('invoiceRegister', document);
  await finance.mutate('invoiceSend', { id: notice.id, ...BY_MAIL });
  await operator.mutate('invoiceSignFor', { id: notice.id });
  await operator.mutate('invoiceReturn', { id: notice.id, reason: '抬头有误' });
  return document.number;
}
const cannot = (changes: object, code: string, ...field: string[]) =>
  settlement.finance.cannot(
    'invoiceRegisterRedLetter',
    { id: notice.id, ...redLetterOf(notice, original), ...changes },
    { code, field },
  );
const stored = async (): Promise<number> => {
  const [row] = await stage.world.rows<{ n: number }>(
    sql`select count(*)::int as n from invoice_red_letter`,
  );
  return row!.n;
};

describe('a red-letter document', () => {
  it('is refused without its original, with another amount, a taken number or a future date', async () => {
    const unknown = { originalNumber: freshNumber() };
    await cannot(unknown, 'RED_LETTER_WITHOUT_ORIGINAL', 'originalNumber');
    for (const minor of [-notice.grossMinor + 1n, notice.grossMinor])
      await cannot({ amount: money.format(minor) }, 'RED_LETTER_AMOUNT', 'amount');
    await cannot({ number: original }, 'NUMBER_TAKEN', 'number');
    await cannot({ issuedOn: '2026-03-03' }, 'ISSUED_IN_FUTURE', 'issuedOn');
    const redLetter = redLetterOf(untouched, freshNumber());
    await settlement.finance.cannot(
      'invoiceRegister',
      { ...documentOf(untouched), redLetter },
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
    await cannot({}, 'RED_LETTER_WITHOUT_ORIGINAL', 'originalNumber');
    // Nobody registers the number of a red-letter document again.
    const again = documentOf(notice, { number: redLetter.number });
    await finance.cannot('invoiceRegister', again, 'NUMBER_TAKEN');
  });

  it('comes with the new document', async () => {
    const second = await returnedOnce();
    const document = documentOf(notice);
    const register = (changes: object) => ({
      ...document,
      redLetter: redLetterOf(notice, second, changes),
    });
    await settlement.finance.cannot('invoiceRegister', register({ number: document.number }), {
      code: 'NUMBER_TAKEN',
      field: ['redLetter', 'number'],
    });
    await settlement.finance.mutate('invoiceRegister', register({}));
    expect(await stored()).toBe(2);
    await settlement.finance.sees(notice.id, { status: 'ISSUED' });
  });
});

it('a return close to the end of the month leaves ten working days', async () => {
  const { operator, world } = stage;
  const { finance } = settlement;
  await finance.mutate('invoiceRegister', documentOf(untouched));
  await finance.mutate('invoiceSend', { id: untouched.id, ...BY_MAIL });
  world.clock.moveTo(new Date('2026-03-30T02:00:00.000Z'));
  await operator.mutate('invoiceSignFor', { id: untouched.id });
  await operator.mutate('invoiceReturn', { id: untouched.id, reason: '抬头有误' });
  // Qingming, 4 to 6 April, does not count.
  await finance.sees(untouched.id, { dueAt: '2026-04-14T02:00:00.000Z' });
});
