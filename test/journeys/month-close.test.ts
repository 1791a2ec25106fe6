import { beforeAll, describe, expect } from '@jest/globals';
import { generate } from 'otplib';
import type { Page } from 'playwright-core';
import { invoiceSplit } from '../../server/modules/settlement/index.ts';
import { TOTP } from '../../server/platform/auth/sign-in.ts';
import { newTotp } from '../../server/platform/auth/totp.ts';
import { money as yuan } from '../../server/platform/money.ts';
import { type Stage, setStage } from '../api/discounts/stage.ts';
import { paid } from '../api/orders/checkout.ts';
import { certified, type Money } from '../api/settlement/bills.ts';
import { press } from '../kit/controls.ts';
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
  /** Secret of each operator's authenticator app. */
  const secrets = new Map<Caller, string>();

  beforeAll(async () => {
    stage = await setStage(portal.world);
    money = await certified(stage);
    const site = { id: stage.operator.viewer.tenantId, name: '云商店' };
    colleague = await portal.world.member(site, 'operator', '秦越');
    const { auth, deps } = portal.app;
    for (const who of [stage.operator, colleague]) {
      const { secret } = newTotp('operator@example.com');
      const userId = who.viewer.actorId;
      await auth.credentials.startTotp(userId, deps.secrets.seal(TOTP, secret));
      await auth.credentials.confirmTotp({ userId, epoch: 0 }, 1, []);
      secrets.set(who, secret);
    }
  });

  const confirm = (page: Page, id: Id) => press(modal(page), id);
  const closed = (page: Page) => modal(page).waitFor({ state: 'detached' });
  const codeOf = (who: Caller): Promise<string> =>
    generate({
      secret: secrets.get(who)!,
      epoch: Math.floor(portal.realClock.now().getTime() / 1000),
    });
  const gross = async (): Promise<bigint> => {
    const { settlementBills } = await stage.operator.ask(
      `{ settlementBills(first: 1, filter: { period: ["${PERIOD}"] }) { nodes { gross { amount } } } }`,
    );
    return yuan.parse(settlementBills.nodes[0].gross.amount);
  };

  portal.it(
    'goes from the bill run on the working day after the holiday to the paid bill',
    async () => {
      // The customer buys in April; the run waits for the first working day after Labor Day.
      for (const time of ['2026-04-10T10:00:00', '2026-04-20T10:00:00']) {
        await portal.moveClock(shanghai(time));
        await paid(stage);
      }
      await portal.moveClock(shanghai('2026-05-05T23:00:00'));
      const site = await portal.as(stage.operator);
      const { page } = site;
      const stepTo = (step: string) => site.open(`/period-close?period=${PERIOD}&step=${step}`);
      const nothingWaits = (at: Page) => at.getByText(t('ui.close.nothingWaits')).waitFor();
      await stepTo('send');
      await nothingWaits(page);
      await portal.moveClock(shanghai('2026-05-06T09:00:00'));
      await page.reload();
      await page.getByRole('row', { name: /云帆科技/ }).waitFor();

      await press(page.getByRole('main'), 'ui.bill.send');
      await confirm(page, 'ui.bill.send');
      await nothingWaits(page);

      // Two operators countersign the seal, each with a code of the authenticator app.
      const second = await portal.as(colleague);
      await stepTo('countersign');
      await second.open(`/period-close?period=${PERIOD}&step=countersign`);
      for (const [who, at, label] of [
        [stage.operator, page, 'ui.bill.signFirst'],
        [colleague, second.page, 'ui.bill.signSecond'],
      ] as const) {
        await press(at.getByRole('main'), 'ui.bill.countersign');
        const dialog = modal(at);
        await dialog.getByRole('textbox', { name: t('ui.bill.signReason') }).fill('明细已抽核');
        const code = dialog.getByRole('textbox', { name: t('ui.totp.code') });
        await code.fill('000000');
        await confirm(at, label);
        await dialog.getByText(/动态/).first().waitFor();
        await code.fill(await codeOf(who));
        await confirm(at, label);
        await closed(at);
        if (who === colleague) continue;
        await page.getByText(/第一人 孙正/).waitFor();
        const again = page.getByRole('button', { name: t('ui.bill.countersign'), exact: true });
        expect(await again.getAttribute('aria-disabled')).toBe('true');
        await second.page.reload();
      }
      await nothingWaits(second.page);

      // The partner registers the invoice; a wrong amount is refused with the difference.
      const amount = await gross();
      const { net, tax } = invoiceSplit(amount, '0.06');
      const finance = await portal.as(money.finance);
      await finance.open('/invoices');
      await finance.page.getByRole('link', { name: new RegExp(PERIOD) }).click();
      await press(finance.page.getByRole('main'), 'ui.invoice.register');
      await finance.page.waitForURL(/\/register$/);
      const main = finance.page.getByRole('main');
      const type = (id: Id, text: string) =>
        main.getByRole('textbox', { name: t(id), exact: true }).fill(text);
      await type('ui.invoice.number', '25312000000000000001');
      await type('ui.invoice.gross', yuan.format(amount - 1n));
      await type('ui.invoice.vatRate', '6');
      await type('ui.invoice.net', yuan.format(net));
      await type('ui.invoice.tax', yuan.format(tax));
      await press(finance.page.getByRole('main'), 'ui.invoice.register');
      await main
        .getByText(/少 0.01 元（1 分）/)
        .first()
        .waitFor();
      await finance.checkAccess();
      await type('ui.invoice.gross', yuan.format(amount));
      await press(finance.page.getByRole('main'), 'ui.invoice.register');
      await finance.page.waitForURL(/\/invoices\/ivc_[^/]+$/);
      await press(finance.page.getByRole('main'), 'ui.invoice.send');
      const dialog = modal(finance.page);
      await dialog.getByLabel(t('ui.invoice.fact.carrier')).fill('顺丰');
      await dialog.getByLabel(t('ui.invoice.fact.trackingNumber')).fill('SF1234567890');
      await confirm(finance.page, 'ui.invoice.send');
      await closed(finance.page);

      // Operations sign for the invoice and check it; the payment still waits for the seller.
      await site.go('/invoices');
      await page.getByRole('link', { name: new RegExp(PERIOD) }).click();
      for (const step of ['ui.invoice.signFor', 'ui.invoice.verify'] as const) {
        await press(page.getByRole('main'), step);
        await confirm(page, step);
        await closed(page);
      }
      await stepTo('pay');
      const pay = page.getByRole('button', { name: t('ui.bill.pay'), exact: true });
      await pay.waitFor();
      expect(await pay.getAttribute('aria-disabled')).toBe('true');

      const seller = await portal.as(stage.sellerManager);
      await seller.open('/payment-queue');
      await seller.page
        .getByRole('row', { name: /云帆科技/ })
        .first()
        .waitFor();
      await seller.page.getByRole('columnheader').getByRole('checkbox').check({ force: true });
      await press(seller.page.getByRole('main'), 'ui.job.paymentAuthorizationAuthorize');
      await modal(seller.page)
        .getByRole('button', { name: /授权付款/ })
        .last()
        .click();
      await closed(seller.page);
      await portal.settle();

      await page.reload();
      await press(page.getByRole('main'), 'ui.bill.pay');
      await modal(page)
        .getByRole('textbox', { name: t('ui.bill.paymentReference') })
        .fill('ICBC202605060001');
      await confirm(page, 'ui.bill.pay');
      await closed(page);
      await nothingWaits(page);
      await finance.go('/bills');
      await finance.page.getByText(t('enum.SettlementBillStatus.PAID')).first().waitFor();
    },
  );
});
