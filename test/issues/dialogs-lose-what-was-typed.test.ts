import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { customerOf, partnerOf } from '../api/bindings/fixtures.ts';
import { holdCommands } from '../kit/held-commands.ts';
import { usePortal } from '../kit/portal.ts';
import { type MessageId, t } from '../kit/words.ts';
import type { Caller } from '../kit/world.ts';

describe('a dialog with changed fields', () => {
  const portal = usePortal();
  let manager: Caller;

  beforeAll(async () => {
    const { world } = portal;
    const partner = await partnerOf(world, '云帆科技');
    manager = await world.member(partner, 'csp.manager', '李明');
    await customerOf(world, '东方制造', [partner]);
  });

  const press = (page: Page, id: MessageId) =>
    page.getByRole('button', { name: t(id), exact: true }).click();
  const question = (page: Page) => page.getByRole('alertdialog', { name: t('ui.discard.title') });
  async function stay(page: Page): Promise<void> {
    await question(page).waitFor();
    await question(page).getByText(t('ui.discard.stay')).click();
    await question(page).waitFor({ state: 'detached' });
  }

  it(
    'asks before it closes in any way, and an unchanged one closes at once',
    portal.story(async () => {
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
    }),
  );

  it(
    'stays open while its step runs, so that no refusal is lost',
    portal.story(async () => {
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
    }),
  );

  it(
    'asks also when it acts on many rows',
    portal.story(async () => {
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
    }),
  );

  it(
    'is not marked invalid by a sign-in dialog above it',
    portal.story(async () => {
      const { page, open, context, expectComplaint } = await portal.as(manager);
      expectComplaint(/401/);
      await open('/discounts/new');
      const customer = page.getByRole('combobox', { name: t('ui.customer') });
      await customer.click();
      await context.clearCookies();
      await page.keyboard.type('dfzz');
      const overlay = page.getByRole('dialog', { name: t('ui.signIn.againTitle') });
      await overlay.waitFor();
      await page.waitForFunction(() => document.activeElement?.closest('[role=dialog]'));
      expect(await page.locator('main [aria-invalid=true]').count()).toBe(0);
    }),
  );
});
