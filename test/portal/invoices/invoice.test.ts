import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { type Stage, setStage } from '../../api/discounts/stage.ts';
import { documentOf, type Notice, notices } from '../../api/invoices/notices.ts';
import { certified, type Money } from '../../api/settlement/bills.ts';
import { usePortal } from '../../kit/portal.ts';
import { holdCommands, isUnderWay } from '../../kit/slow.ts';
import { t } from '../../kit/words.ts';

describe('the page of an invoice', () => {
  const portal = usePortal();
  let stage: Stage;
  let money: Money;
  let notice: Notice;
  let another: Notice;

  beforeAll(async () => {
    stage = await setStage(portal.world);
    money = await certified(stage);
    [another, notice] = (await notices(stage, 2)) as [Notice, Notice];
  });

  const dialogOf = (page: Page) => page.locator('[role=dialog], [role=alertdialog]');
  const confirm = (page: Page, id: Parameters<typeof t>[0]) =>
    dialogOf(page)
      .getByRole('button', { name: t(id), exact: true })
      .click();
  async function begin(page: Page, id: Parameters<typeof t>[0]) {
    await page.getByRole('button', { name: t(id), exact: true }).click();
    await dialogOf(page).waitFor();
  }

  it(
    'reports every error of a document at its field and in a summary',
    portal.story(async () => {
      const { page, open, checkAccess } = await portal.as(money.finance);
      await open(`/invoices/${notice.id}`);
      await begin(page, 'ui.invoice.register');
      const dialog = dialogOf(page);
      const type = async (id: Parameters<typeof t>[0], text: string) =>
        await dialog.getByRole('textbox', { name: t(id) }).fill(text);
      await type('ui.invoice.number', '1234');
      await confirm(page, 'ui.invoice.register');
      await dialog.getByText(t('ui.invoice.numberDigits')).first().waitFor();
      const right = documentOf(notice);
      await type('ui.invoice.number', right.number);
      await type('ui.invoice.gross', '1000');
      await type('ui.invoice.vatRate', '3');
      await type('ui.invoice.net', right.netAmount);
      await type('ui.invoice.tax', right.taxAmount);
      await confirm(page, 'ui.invoice.register');
      const list = dialog.getByRole('alert').filter({ hasText: '有 2 处需要修正' });
      await list.getByText('应为 1,125.66，所填 1,000.00，少 125.66 元（12,566 分）').waitFor();
      await list.getByText(/6%，所填为 3%/).waitFor();
      await checkAccess();
      await list.getByRole('link', { name: t('ui.invoice.vatRate') }).click();
      await page.keyboard.type('6');
      await type('ui.invoice.gross', right.amount);
      await confirm(page, 'ui.invoice.register');
      await dialog.waitFor({ state: 'detached' });
      await page.getByText(t('enum.InvoiceStatus.ISSUED')).first().waitFor();
    }),
  );

  it(
    'F12 runs a step once, however often its button is pressed, and shows that it is running',
    portal.story(async () => {
      await money.finance.mutate('invoiceRegister', documentOf(another));
      const { page, open, checkAccess } = await portal.as(money.finance);
      await open(`/invoices/${another.id}`);
      await begin(page, 'ui.invoice.send');
      const dialog = dialogOf(page);
      await dialog.getByLabel(t('ui.invoice.fact.carrier')).fill('顺丰');
      await dialog.getByLabel(t('ui.invoice.fact.trackingNumber')).fill('SF1234567890');
      const sending = await holdCommands(page);
      await page.keyboard.press('Enter');
      await page.keyboard.press('Enter');
      await isUnderWay(dialog.getByRole('button', { name: t('ui.invoice.send') }));
      await checkAccess();
      sending.release();
      await dialog.waitFor({ state: 'detached' });
      expect(sending.keys).toHaveLength(1);

      await stage.operator.mutate('invoiceSignFor', { id: another.id, signedByName: '前台' });
      const desk = await portal.as(stage.operator);
      await desk.open(`/invoices/${another.id}`);
      await begin(desk.page, 'ui.invoice.verify');
      const verify = dialogOf(desk.page).getByRole('button', { name: t('ui.invoice.verify') });
      const verifying = await holdCommands(desk.page);
      await verify.dblclick();
      await isUnderWay(verify);
      await desk.checkAccess();
      verifying.release();
      await desk.page.getByText(t('enum.InvoiceStatus.VERIFIED')).first().waitFor();
      expect(verifying.keys).toHaveLength(1);
    }),
  );

  it(
    'shows it as overdue until it is verified',
    portal.story(async () => {
      await portal.moveClock(new Date('2026-05-01T00:00:00+08:00'));
      const { page, open } = await portal.as(money.finance);
      await open(`/invoices/${notice.id}`);
      const late = page.getByRole('main').getByText(t('ui.invoice.overdue'), { exact: true });
      await late.first().waitFor();
      await begin(page, 'ui.invoice.send');
      await confirm(page, 'ui.invoice.send');
      const dialog = dialogOf(page);
      await dialog.getByRole('alert').filter({ hasText: '有 2 处需要修正' }).waitFor();
      await dialog.getByLabel(t('ui.invoice.fact.carrier')).fill('顺丰');
      await dialog.getByLabel(t('ui.invoice.fact.trackingNumber')).fill('SF1234567890');
      await confirm(page, 'ui.invoice.send');
      await dialog.waitFor({ state: 'detached' });

      const desk = await portal.as(stage.operator);
      await desk.open(`/invoices/${notice.id}`);
      for (const step of ['ui.invoice.signFor', 'ui.invoice.verify'] as const) {
        await begin(desk.page, step);
        await confirm(desk.page, step);
        await dialogOf(desk.page).waitFor({ state: 'detached' });
      }
      await desk.page.getByText(t('enum.InvoiceStatus.VERIFIED')).first().waitFor();
      await desk.checkAccess();
      const heading = desk.page.getByRole('heading', { level: 1 }).locator('..');
      expect(await heading.textContent()).not.toContain(t('ui.invoice.overdue'));
    }),
  );
});
