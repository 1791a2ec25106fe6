import { beforeAll, expect, it } from '@jest/globals';
import { setStage } from '../api/discounts/stage.ts';
import { documentOf, type Notice, notices } from '../api/invoices/notices.ts';
import { certified, type Money } from '../api/settlement/bills.ts';
import { testStage } from '../kit/test-world.ts';

const stage = testStage('lost invoices', setStage);
let money: Money;
let notice: Notice;
beforeAll(async () => {
  money = await certified(stage);
  [notice] = (await notices(stage)) as [Notice];
});

const seen = async (): Promise<any> =>
  (
    await money.finance.ask(
      `{ invoice(by: { id: "${notice.id}" }) { status number trackingNumber registrations { position number issuedOn } } }`,
    )
  ).invoice;

it('a number typed wrong is corrected before the invoice is sent', async () => {
  const { number, ...document } = documentOf(notice);
  const wrong = `${number}`.replace(/.$/, (digit) => String((Number(digit) + 1) % 10));
  await money.finance.mutate('invoiceRegister', { ...document, number: wrong });
  await money.finance.mutate('invoiceRegister', { ...document, number, issuedOn: '2026-03-01' });
  await money.finance.mutate('invoiceRegister', { ...document, number });
  expect(await seen()).toMatchObject({
    status: 'ISSUED',
    number,
    registrations: [{ position: 1, number, issuedOn: '2026-03-02' }],
  });
});

it('a lost invoice is sent again, and signed for', async () => {
  const send = (trackingNumber: string) =>
    money.finance.mutate('invoiceSend', {
      id: notice.id,
      delivery: 'COURIER',
      carrier: '顺丰',
      trackingNumber,
    });
  await send('SF-LOST');
  await send('SF-AGAIN');
  expect(await seen()).toMatchObject({ status: 'MAILED', trackingNumber: 'SF-AGAIN' });
  await stage.operator.mutate('invoiceSignFor', { id: notice.id });
  expect(await seen()).toMatchObject({ status: 'SIGNED' });
});
