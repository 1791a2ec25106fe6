import { beforeAll, describe, expect } from '@jest/globals';
import { generate } from 'otplib';
import type { Page } from 'playwright-core';
import { invoiceSplit } from '../../server/modules/settlement/index.ts';
import { money as yuan } from '../../server/platform/money.ts';
import { type Stage, setStage } from '../api/discounts/stage.ts';
import { paid } from '../api/orders/checkout.ts';
import { certified, type Money } from '../api/settlement/bills.ts';
import { story } from '../kit/chapters.ts';
import { modal } from '../kit/dialogs.ts';
import { usePortal } from '../kit/portal.ts';
import { t } from '../kit/words.ts';
import type { Caller } from '../kit/world.ts';

type Id = Parameters<typeof t>[0];

const PERIOD = '2026-04';
const shanghai = (time: string): Date => new Date(`${time}+08:00`);

/** Journey J4 of the specification: the month closes from real orders, by the clock and by people. */
describe('the close of a month', () => {
  const portal = usePortal();
  let stage: Stage;
  let money: Money;
  let colleague: Caller;
  /** Secret of each operator's authenticator app, and the time step of the last code. */
  const secrets = new Map<Caller, string>();

  beforeAll(async () => {
    stage = await setStage(portal.world);
    money = await certified(stage);
    const site = { id: stage.operator.viewer.tenantId, name: '云商店' };
    colleague = await portal.world.member(site, 'operator', '秦越');
  });

  const press = (page: Page, id: Id) =>
    page
      .getByRole('main')
      .getByRole('button', { name: t(id), exact: true })
      .click();
  const confirm = (page: Page, id: Id) =>
    modal(page)
      .getByRole('button', { name: t(id), exact: true })
      .click();
  const closed = (page: Page) => modal(page).waitFor({ state: 'detached' });
  /** A code that was not used before: the app shows the next one after 30 seconds, and the server accepts it early. */
  async function codeOf(who: Caller, ahead: number): Promise<string> {
    const epoch = Math.floor(portal.realClock.now().getTime() / 1000) + ahead;
    return await generate({ secret: secrets.get(who)!, epoch });
  }
  const gross = async (): Promise<bigint> => {
    const { settlementBills } = await stage.operator.ask(
      `{ settlementBills(first: 1, filter: { period: ["${PERIOD}"] }) { nodes { gross { amount } } } }`,
    );
    return yuan.parse(settlementBills.nodes[0].gross.amount);
  };

  story('from the bill run on the working day after the holiday to the paid bill', (chapter) => {
    chapter(
      'the customer buys in April; the run waits for the first working day after Labor Day',
      portal.story(async () => {
        await portal.moveClock(shanghai('2026-04-10T10:00:00'));
        await paid(stage);
        await portal.moveClock(shanghai('2026-04-20T10:00:00'));
        await paid(stage);
        const { page, open } = await portal.as(stage.operator);
        await portal.moveClock(shanghai('2026-05-05T23:00:00'));
        await open(`/period-close?period=${PERIOD}&step=send`);
        await page.getByText(t('ui.close.nothingWaits')).waitFor();
        await portal.moveClock(shanghai('2026-05-06T09:00:00'));
        await page.reload();
        await page.getByRole('row', { name: /云帆科技/ }).waitFor();
      }),
    );

    chapter(
      'an operator reviews the bill and sends it; the partner sees it',
      portal.story(async () => {
        const { page, open, checkAccess } = await portal.as(stage.operator);
        await open(`/period-close?period=${PERIOD}&step=send`);
        await checkAccess();
        await press(page, 'ui.bill.send');
        await confirm(page, 'ui.bill.send');
        await page.getByText(t('ui.close.nothingWaits')).waitFor();
        const finance = await portal.as(money.finance);
        await finance.open('/bills');
        await finance.page
          .getByText(t('enum.SettlementBillStatus.COUNTERSIGNING'))
          .first()
          .waitFor();
      }),
    );

    chapter(
      'two operators countersign the seal, each with a code of the authenticator app',
      portal.story(async () => {
        for (const who of [stage.operator, colleague]) {
          const { page, open } = await portal.as(who);
          await open('/account');
          await page.getByRole('button', { name: t('ui.totp.turnOn') }).click();
          const dialog = page.getByRole('dialog');
          const secret = ((await dialog.locator('code').textContent()) ?? '').replace(/\s/g, '');
          secrets.set(who, secret);
          await dialog.getByRole('textbox', { name: t('ui.totp.code') }).fill(await codeOf(who, 0));
          await page.keyboard.press('Enter');
          await page.getByRole('dialog', { name: t('ui.totp.codesTitle') }).waitFor();
          await page.getByText(t('ui.totp.codesKept')).click();
          await page.getByRole('button', { name: t('ui.done') }).click();
        }
        const sign = async (who: Caller, label: Id) => {
          const { page, open, checkAccess } = await portal.as(who);
          await open(`/period-close?period=${PERIOD}&step=countersign`);
          await press(page, 'ui.bill.countersign');
          const dialog = modal(page);
          await dialog.getByRole('textbox', { name: t('ui.bill.signReason') }).fill('明细已抽核');
          await dialog.getByRole('textbox', { name: t('ui.totp.code') }).fill('000000');
          await confirm(page, label);
          await dialog.getByText(/动态/).first().waitFor();
          await checkAccess();
          await dialog
            .getByRole('textbox', { name: t('ui.totp.code') })
            .fill(await codeOf(who, 30));
          await confirm(page, label);
          await closed(page);
          return page;
        };
        const page = await sign(stage.operator, 'ui.bill.signFirst');
        await page.getByText(/第一人 孙正/).waitFor();
        const again = page.getByRole('button', { name: t('ui.bill.countersign'), exact: true });
        expect(await again.getAttribute('aria-disabled')).toBe('true');
        const second = await sign(colleague, 'ui.bill.signSecond');
        await second.getByText(t('ui.close.nothingWaits')).waitFor();
      }),
    );

    chapter(
      'the partner registers the invoice; a wrong amount is refused with the difference',
      portal.story(async () => {
        const amount = await gross();
        const { net, tax } = invoiceSplit(amount, '0.06');
        const { page, open, checkAccess } = await portal.as(money.finance);
        await open('/invoices');
        await page.getByRole('link', { name: new RegExp(PERIOD) }).click();
        await press(page, 'ui.invoice.register');
        await page.waitForURL(/\/register$/);
        const main = page.getByRole('main');
        const type = (id: Id, text: string) =>
          main.getByRole('textbox', { name: t(id), exact: true }).fill(text);
        await type('ui.invoice.number', '25312000000000000001');
        await type('ui.invoice.gross', yuan.format(amount - 1n));
        await type('ui.invoice.vatRate', '6');
        await type('ui.invoice.net', yuan.format(net));
        await type('ui.invoice.tax', yuan.format(tax));
        await press(page, 'ui.invoice.register');
        await main
          .getByText(/少 0.01 元（1 分）/)
          .first()
          .waitFor();
        await checkAccess();
        await type('ui.invoice.gross', yuan.format(amount));
        await press(page, 'ui.invoice.register');
        await page.waitForURL(/\/invoices\/ivc_[^/]+$/);
        await press(page, 'ui.invoice.send');
        const dialog = modal(page);
        await dialog.getByLabel(t('ui.invoice.fact.carrier')).fill('顺丰');
        await dialog.getByLabel(t('ui.invoice.fact.trackingNumber')).fill('SF1234567890');
        await confirm(page, 'ui.invoice.send');
        await closed(page);
      }),
    );

    chapter(
      'operations sign for the invoice and check it; the payment still waits for the seller',
      portal.story(async () => {
        const { page, open, checkAccess } = await portal.as(stage.operator);
        await open('/invoices');
        await page.getByRole('link', { name: new RegExp(PERIOD) }).click();
        for (const step of ['ui.invoice.signFor', 'ui.invoice.verify'] as const) {
          await press(page, step);
          await confirm(page, step);
          await closed(page);
        }
        await open(`/period-close?period=${PERIOD}&step=pay`);
        const pay = page.getByRole('button', { name: t('ui.bill.pay'), exact: true });
        await pay.waitFor();
        expect(await pay.getAttribute('aria-disabled')).toBe('true');
        await checkAccess();
      }),
    );

    chapter(
      'the seller authorizes the shares of its product; operations record the payment',
      portal.story(async () => {
        const seller = await portal.as(stage.sellerManager);
        await seller.open('/payment-queue');
        await seller.checkAccess();
        await seller.page
          .getByRole('row', { name: /云帆科技/ })
          .first()
          .waitFor();
        await seller.page.getByRole('columnheader').getByRole('checkbox').check({ force: true });
        await seller.page
          .getByRole('button', { name: t('ui.job.paymentAuthorizationAuthorize'), exact: true })
          .click();
        await modal(seller.page)
          .getByRole('button', { name: /授权付款/ })
          .last()
          .click();
        await closed(seller.page);
        await portal.settle();

        const { page, open, checkAccess } = await portal.as(stage.operator);
        await open(`/period-close?period=${PERIOD}&step=pay`);
        await press(page, 'ui.bill.pay');
        await modal(page)
          .getByRole('textbox', { name: t('ui.bill.paymentReference') })
          .fill('ICBC202605060001');
        await confirm(page, 'ui.bill.pay');
        await closed(page);
        await page.getByText(t('ui.close.nothingWaits')).waitFor();
        await checkAccess();
        const finance = await portal.as(money.finance);
        await finance.open('/bills');
        await finance.page.getByText(t('enum.SettlementBillStatus.PAID')).first().waitFor();
      }),
    );
  });
});
