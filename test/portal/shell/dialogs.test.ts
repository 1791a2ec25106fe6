import { beforeAll, describe, expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { customerOf, partnerOf } from '../../api/bindings/fixtures.ts';
import { box, press } from '../../kit/controls.ts';
import { modal } from '../../kit/dialogs.ts';
import { holdCommands } from '../../kit/held-commands.ts';
import { usePortal } from '../../kit/portal.ts';
import { t } from '../../kit/words.ts';
import type { Caller } from '../../kit/world.ts';

describe('a dialog', () => {
  const portal = usePortal();
  let manager: Caller;
  beforeAll(async () => {
    const { world } = portal;
    const partner = await partnerOf(world, '云帆科技');
    manager = await world.member(partner, 'csp.manager', '李明');
    await customerOf(world, '东方制造', [partner]);
  });

  portal.it('names every missing field at once, and begins at the first', async () => {
    const { page, open, checkAccess } = await portal.as(manager);
    await open('/customers');
    await press(page, 'ui.binding.invite.action');
    const dialog = modal(page);
    await press(dialog, 'ui.binding.invite.submit');
    await dialog.getByRole('alert').waitFor();
    const missing = await dialog
      .locator('[aria-invalid=true]')
      .evaluateAll((inputs) =>
        inputs.map((input) => (input as HTMLInputElement).labels![0]!.firstChild!.textContent),
      );
    expect(missing).toEqual([
      t('ui.customer.name'),
      t('ui.customer.cloudAccount'),
      t('ui.binding.invite.mail'),
    ]);
    const first = box(dialog, 'ui.customer.name');
    expect(await first.evaluate((input) => input === document.activeElement)).toBe(true);
    await checkAccess();
  });

  const question = (page: Page) => page.getByRole('alertdialog', { name: t('ui.discard.title') });
  async function stay(page: Page): Promise<void> {
    await question(page).waitFor();
    await question(page).getByText(t('ui.discard.stay')).click();
    await question(page).waitFor({ state: 'detached' });
  }

  portal.it('with changed fields asks before it closes in any way', async () => {
    const { page, open, checkAccess } = await portal.as(manager);
    await open('/');
    await page.getByRole('link', { name: t('ui.nav.customers'), exact: true }).click();
    await page.getByRole('table', { name: t('ui.nav.customers') }).waitFor();
    const dialog = page.getByRole('dialog', { name: t('ui.binding.invite.title') });
    await press(page, 'ui.binding.invite.action');
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });

    await press(page, 'ui.binding.invite.action');
    const name = dialog.getByLabel(t('ui.customer.name'));
    await name.fill('南方食品');
    const ways = [
      () => page.keyboard.press('Escape'),
      () => page.mouse.click(20, 400),
      () => dialog.getByRole('button', { name: t('ui.close') }).click(),
      () => dialog.getByRole('button', { name: t('ui.cancel') }).click(),
      () => page.evaluate(() => history.back()),
    ];
    for (const leave of ways) {
      await leave();
      await stay(page);
      expect(await name.inputValue()).toBe('南方食品');
      expect(new URL(page.url()).pathname).toBe('/customers');
    }
    // The focus is where it was, so the user can continue to type.
    await name.press('End');
    await page.keyboard.press('Escape');
    await question(page).waitFor();
    await checkAccess();
    await page.keyboard.press('Escape');
    await question(page).waitFor({ state: 'detached' });
    await page.keyboard.type('公司');
    expect(await name.inputValue()).toBe('南方食品公司');

    // A blank address is missing, not invalid.
    await press(page, 'ui.binding.invite.submit');
    const mail = dialog.getByLabel(t('ui.binding.invite.mail'));
    await mail.and(page.locator('[aria-invalid=true]')).waitFor();
    expect(await dialog.getByText(t('error.INVALID_MAIL')).count()).toBe(0);

    await page.keyboard.press('Escape');
    await question(page).waitFor();
    await press(page, 'ui.discard.go');
    await dialog.waitFor({ state: 'detached' });
    await question(page).waitFor({ state: 'detached' });

    await press(page, 'ui.binding.invite.action');
    await name.fill('南方食品');
    await page.evaluate(() => history.back());
    await question(page).waitFor();
    await press(page, 'ui.discard.go');
    await page.waitForURL(`${portal.url}/`);
  });

  portal.it('stays open while its step runs, so that no refusal is lost', async () => {
    const { page, open } = await portal.as(manager);
    await open('/customers');
    await press(page, 'ui.binding.invite.action');
    const dialog = page.getByRole('dialog', { name: t('ui.binding.invite.title') });
    await dialog.getByLabel(t('ui.customer.name')).fill('南方食品');
    await dialog.getByLabel(t('ui.customer.cloudAccount')).fill('nanfang-food');
    await dialog.getByLabel(t('ui.binding.invite.mail')).fill('he.jun@example.com');
    const held = await holdCommands(page);
    await press(page, 'ui.binding.invite.submit');
    const cancel = dialog.getByRole('button', { name: t('ui.cancel') });
    await cancel.and(page.locator(':disabled')).waitFor();
    await page.keyboard.press('Escape');
    await dialog.getByRole('button', { name: t('ui.close') }).click();
    expect(await dialog.count()).toBe(1);
    expect(await question(page).count()).toBe(0);
    held.release();
    await dialog.waitFor({ state: 'detached' });
  });

  portal.it('asks also when it acts on many rows', async () => {
    const { page, open } = await portal.as(manager);
    await open('/customers');
    await page
      .getByRole('checkbox', { name: t('ui.list.selectRow', { name: '东方制造' }) })
      .click();
    await press(page, 'ui.job.customerAddTags');
    const tags = page.getByRole('dialog').getByLabel(t('ui.customer.tags'));
    await tags.waitFor();
    await page.keyboard.press('Escape');
    await tags.waitFor({ state: 'detached' });
    await press(page, 'ui.job.customerAddTags');
    await tags.fill('重点');
    await page.mouse.click(20, 400);
    await stay(page);
    expect(await tags.inputValue()).toBe('重点');
  });

  const account = (page: Page) =>
    page.getByRole('button', { name: t('ui.shell.accountOf', { name: '李明' }) });

  portal.it('leads as a tour through four pages by the keyboard', async () => {
    const { page, open, checkAccess } = await portal.as(manager);
    await open('/');
    await account(page).press('Enter');
    await page.getByRole('menuitem', { name: t('ui.shell.tour') }).press('Enter');
    const dialog = page.getByRole('dialog');
    for (const step of [1, 2, 3, 4] as const) {
      await dialog.getByRole('heading', { name: t(`ui.tour.sales.${step}.title`) }).waitFor();
      if (step === 2) await checkAccess();
      if (step < 4) await dialog.getByRole('button', { name: t('ui.tour.next') }).press('Enter');
    }
    expect(new URL(page.url()).pathname).toBe('/reports');
    await dialog.getByRole('button', { name: t('ui.tour.end') }).press('Enter');
    await dialog.waitFor({ state: 'hidden' });
  });

  portal.it('tells the news until they were read, a term, and the digest of now', async () => {
    const { page, open, go, checkAccess } = await portal.as(manager);
    await open('/reports/discounts');
    const dialog = page.getByRole('dialog');
    await account(page).click();
    const news = page.getByRole('menuitem', { name: t('ui.shell.news') });
    expect(await news.textContent()).toContain(t('ui.shell.newsMark'));
    await news.click();
    await dialog.getByText(t('ui.news.reports.text')).waitFor();
    await checkAccess();
    await dialog
      .getByRole('button', { name: t('ui.close') })
      .last()
      .click();
    await account(page).click();
    expect(await news.textContent()).not.toContain(t('ui.shell.newsMark'));
    await page.keyboard.press('Escape');

    const term = t('ui.term.explain', { term: t('ui.term.payRate.name') });
    await page.getByRole('button', { name: term }).press('Enter');
    await dialog.getByText(t('ui.term.payRate')).waitFor();
    await checkAccess();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });

    await go('/account/notifications');
    await page.getByRole('button', { name: t('ui.notifications.preview') }).click();
    await dialog.getByText(t('ui.notifications.previewEmpty')).waitFor();
    await checkAccess();
  });
});
