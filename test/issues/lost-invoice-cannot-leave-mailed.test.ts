import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Stage, setStage } from '../api/discounts/stage.ts';
import { documentOf, type Notice, notices } from '../api/invoices/notices.ts';
import { certified, type Money } from '../api/settlement/bills.ts';
import { openWorld } from '../kit/world.ts';

let stage: Stage;
let money: Money;
let notice: Notice;
beforeAll(async () => {
  stage = await setStage(await openWorld('lost invoices'));
  money = await certified(stage);
  [notice] = (await notices(stage)) as [Notice];
});
afterAll(() => stage?.world.close());

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
