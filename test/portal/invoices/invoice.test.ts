import { beforeAll, describe, expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { money as yuan } from '../../../server/platform/money.ts';
import { type Stage, setStage } from '../../api/discounts/stage.ts';
import { type Printed, xmlOf } from '../../api/invoices/e-invoices.ts';
import { documentOf, type Notice, notices } from '../../api/invoices/notices.ts';
import { certified, type Money, PROFILE } from '../../api/settlement/bills.ts';
import { button, press } from '../../kit/controls.ts';
import { modal } from '../../kit/dialogs.ts';
import { expectUnderWay, holdCommands } from '../../kit/held-commands.ts';
import { usePortal } from '../../kit/portal.ts';
import { t, words } from '../../kit/words.ts';
import { PURCHASER } from '../../kit/world.ts';

const TELEPHONE = { language: 'en-US', theme: 'dark', width: 360, height: 740 } as const;
const en = words('en');

describe('the page of an invoice', () => {
  const portal = usePortal();
  let stage: Stage;
  let money: Money;
  let notice: Notice;
  let another: Notice;
  let third: Notice;

  beforeAll(async () => {
    stage = await setStage(portal.world);
    money = await certified(stage);
    [third, another, notice] = (await notices(stage, 3)) as [Notice, Notice, Notice];
  });

  const confirm = (page: Page, id: Parameters<typeof t>[0]) => press(modal(page), id);
  async function begin(page: Page, id: Parameters<typeof t>[0]) {
    await press(page, id);
    await modal(page).waitFor();
  }

  portal.it('reports every error of a document at its field and in a summary', async () => {
    const { page, open, checkAccess } = await portal.as(money.finance);
    await open(`/invoices/${notice.id}`);
    const main = page.getByRole('main');
    const register = button(main, 'ui.invoice.register');
    await register.click();
    await page.waitForURL(/\/register$/);
    const type = async (id: Parameters<typeof t>[0], text: string) =>
      await main.getByRole('textbox', { name: t(id), exact: true }).fill(text);
    await type('ui.invoice.number', '1234');
    await register.click();
    await main.getByText(t('ui.invoice.numberDigits')).first().waitFor();
    const right = documentOf(notice);
    await type('ui.invoice.number', right.number);
    await type('ui.invoice.gross', '1000');
    await type('ui.invoice.vatRate', '3');
    await type('ui.invoice.net', right.netAmount);
    await type('ui.invoice.tax', right.taxAmount);
    await register.click();
    const list = main.getByRole('alert').filter({ hasText: '有 2 处需要修正' });
    await list.getByText('应为 1,125.66，所填 1,000.00，少 125.66 元（12,566 分）').waitFor();
    await list.getByText(/6%，所填为 3%/).waitFor();
    await checkAccess();
    await list.getByRole('link', { name: t('ui.invoice.vatRate') }).click();
    await page.keyboard.type('6');
    await type('ui.invoice.gross', right.amount);
    await register.click();
    await page.waitForURL(/\/invoices\/ivc_[^/]+$/);
    await page.getByText(t('enum.InvoiceStatus.ISSUED')).first().waitFor();
    // A number typed wrong is corrected in the registered values, until the document is sent.
    await press(main, 'ui.invoice.correct');
    await page.waitForURL(/\/register$/);
    const typed = main.getByRole('textbox', { name: t('ui.invoice.number'), exact: true });
    expect(await typed.inputValue()).toBe(right.number);
    const corrected = `${right.number.slice(0, -1)}${(Number(right.number.at(-1)) + 1) % 10}`;
    await typed.fill(corrected);
    await press(main, 'ui.invoice.correct');
    await page.waitForURL(/\/invoices\/ivc_[^/]+$/);
    await main.getByText(corrected).first().waitFor();
    // Only the history still has the wrong one.
    await main.getByText(right.number).last().waitFor();
  });

  portal.it('registers a file, one fen off only after its correction', async () => {
    const { page, open, checkAccess } = await portal.as(money.finance, TELEPHONE);
    await open(`/bills/stl_${another.billId}`);
    await page.getByRole('link', { name: en('ui.invoice.register'), exact: true }).click();
    const main = page.getByRole('main');
    const register = main.getByRole('button', { name: en('ui.invoice.register'), exact: true });
    const right = documentOf(another);
    const printed: Printed = {
      kind: '专用',
      number: '26312000000417860187',
      issuedOn: right.issuedOn,
      sellerTitle: PROFILE.invoiceTitle,
      sellerTaxNumber: PROFILE.taxNumber,
      purchaserTitle: PURCHASER.purchaserTitle,
      purchaserTaxNumber: PURCHASER.purchaserTaxNumber,
      net: right.netAmount,
      tax: right.taxAmount,
      gross: right.amount,
      rate: right.vatRate,
    };
    const wrong = { ...printed, tax: yuan.format(yuan.parse(printed.tax) + 1n) };
    const choose = (name: string, content: string) =>
      page
        .locator('input[type=file]')
        .setInputFiles({ name, mimeType: 'text/xml', buffer: Buffer.from(content) });
    const number = main.getByLabel(en('ui.invoice.number'));
    await number.fill('20260001');
    await choose('notes.xml', '<?xml version="1.0"?><note/>');
    await main.getByRole('alert').first().waitFor();
    await main.getByRole('button', { name: /notes\.xml/ }).click();
    await choose('wrong.xml', xmlOf(wrong));
    const table = main.getByRole('table', { name: en('ui.invoice.file.compare') });
    await table.locator('u').first().waitFor();
    expect(await register.getAttribute('aria-disabled')).toBe('true');
    await checkAccess();
    const width = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
    expect(width).toBe(0);
    await main.getByRole('button', { name: en('ui.invoice.file.onlyWrong') }).click();
    expect(await table.getByRole('row').count()).toBeLessThan(6);
    await main.getByRole('button', { name: /wrong\.xml/ }).click();
    // Without the file the form shows again what was typed.
    expect(await number.inputValue()).toBe('20260001');
    await choose('right.xml', xmlOf(printed));
    await table.getByText(en('ui.invoice.file.match')).first().waitFor();
    await table.locator('u').first().waitFor({ state: 'detached' });
    await register.click();
    await page.waitForURL(/\/invoices\/ivc_[^/]+$/);
    const { invoice } = await money.finance.ask(
      `{ invoice(by: { id: "${another.id}" }) { status number } }`,
    );
    expect(invoice).toEqual({ status: 'ISSUED', number: printed.number });
    // The same file for the next bill: its invoice must not be cancelled.
    await open(`/bills/stl_${third.billId}`);
    await page.getByRole('link', { name: en('ui.invoice.register'), exact: true }).click();
    await choose('again.xml', xmlOf(printed));
    await main.getByText(en('ui.invoice.file.another')).waitFor();
    expect(await main.getByText(en('ui.invoice.file.again')).count()).toBe(0);
  });

  portal.it('is registered on Home, in the task that asks for it', async () => {
    const { page, open, checkAccess } = await portal.as(money.finance);
    await open('/');
    const { invoice: asked } = await money.finance.ask(
      `{ invoice(by: { id: "${third.id}" }) { paymentRequestNumber } }`,
    );
    // The other invoices are registered, and wait to be sent by the same day.
    await page.getByRole('button', { name: /展开 3 项/ }).click();
    const task = page.getByRole('listitem').filter({ hasText: asked.paymentRequestNumber });
    await task
      .getByRole('button', { name: t('ui.deadlineOf.Invoice.lapse.PARTNER.action') })
      .click();
    await press(task, 'ui.invoice.register');
    const dialog = modal(page);
    await dialog.getByText(asked.paymentRequestNumber).first().waitFor();
    await checkAccess();
    const right = documentOf(third);
    const type = async (id: Parameters<typeof t>[0], text: string) =>
      await dialog.getByRole('textbox', { name: t(id), exact: true }).fill(text);
    await type('ui.invoice.number', right.number);
    await type('ui.invoice.gross', right.amount);
    await type('ui.invoice.vatRate', '6');
    await type('ui.invoice.net', right.netAmount);
    await type('ui.invoice.tax', right.taxAmount);
    await confirm(page, 'ui.invoice.register');
    await dialog.waitFor({ state: 'detached' });
    expect(new URL(page.url()).pathname).toBe('/');
    const { invoice } = await money.finance.ask(
      `{ invoice(by: { id: "${third.id}" }) { status number } }`,
    );
    expect(invoice).toEqual({ status: 'ISSUED', number: right.number });
  });

  portal.it('F12 runs a step once, and shows that it is running', async () => {
    const { page, open, checkAccess } = await portal.as(money.finance);
    await open(`/invoices/${another.id}`);
    await begin(page, 'ui.invoice.send');
    const dialog = modal(page);
    await dialog.getByLabel(t('ui.invoice.fact.carrier')).fill('顺丰');
    await dialog.getByLabel(t('ui.invoice.fact.trackingNumber')).fill('SF1234567890');
    const sending = await holdCommands(page);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await expectUnderWay(dialog.getByRole('button', { name: t('ui.invoice.send') }));
    await checkAccess();
    sending.release();
    await dialog.waitFor({ state: 'detached' });
    expect(sending.keys).toHaveLength(1);

    await stage.operator.mutate('invoiceSignFor', { id: another.id, signedByName: '前台' });
    const desk = await portal.as(stage.operator);
    await desk.open(`/invoices/${another.id}`);
    await begin(desk.page, 'ui.invoice.verify');
    const verify = modal(desk.page).getByRole('button', { name: t('ui.invoice.verify') });
    const verifying = await holdCommands(desk.page);
    await verify.dblclick();
    await expectUnderWay(verify);
    await desk.checkAccess();
    verifying.release();
    await desk.page.getByText(t('enum.InvoiceStatus.VERIFIED')).first().waitFor();
    expect(verifying.keys).toHaveLength(1);
  });

  portal.it('shows it as overdue until it is verified', async () => {
    await portal.moveClock(new Date('2026-05-01T00:00:00+08:00'));
    const { page, open } = await portal.as(money.finance);
    await open(`/invoices/${notice.id}`);
    const late = page.getByRole('main').getByText(t('ui.invoice.overdue'), { exact: true });
    await late.first().waitFor();
    await begin(page, 'ui.invoice.send');
    await confirm(page, 'ui.invoice.send');
    const dialog = modal(page);
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
      await modal(desk.page).waitFor({ state: 'detached' });
    }
    await desk.page.getByText(t('enum.InvoiceStatus.VERIFIED')).first().waitFor();
    await desk.checkAccess();
    const heading = desk.page.getByRole('heading', { level: 1 }).locator('..');
    expect(await heading.textContent()).not.toContain(t('ui.invoice.overdue'));
  });
});
