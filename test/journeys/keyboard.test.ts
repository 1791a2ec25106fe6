import { beforeAll, describe, expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { DAY } from '../../server/platform/clock.ts';
import { type Stage, scheduled, seen, setStage, submitted } from '../api/discounts/stage.ts';
import { ordered } from '../api/orders/deals.ts';
import { modal } from '../kit/dialogs.ts';
import { focused } from '../kit/keyboard.ts';
import { usePortal } from '../kit/portal.ts';
import { t } from '../kit/words.ts';

/** Counts the keys of a story; a text counts each of its letters. */
function counting(page: Page) {
  let keys = 0;
  return {
    async press(key: string): Promise<void> {
      keys += 1;
      await page.keyboard.press(key);
    },
    async type(text: string): Promise<void> {
      keys += text.length;
      await page.keyboard.type(text);
    },
    /** Tabs to an element, and fails after more than six. */
    async tabTo(name: string): Promise<void> {
      for (let tabs = 1; tabs <= 6; tabs += 1) {
        keys += 1;
        await page.keyboard.press('Tab');
        if ((await focused(page)) === name) return;
      }
      throw new Error(`${name} is more than six Tabs away`);
    },
    keys: () => keys,
  };
}

describe('by keyboard alone', () => {
  const portal = usePortal();
  let stage: Stage;
  let discount: string;
  let waiting: string;

  beforeAll(async () => {
    const { world } = portal;
    stage = await setStage(world);
    const at = (days: number) => new Date(world.clock.now().getTime() + days * DAY).toISOString();
    discount = await scheduled(stage, {
      name: '年度优惠',
      validFrom: at(1),
      validUntil: '2026-04-01T00:00:00.000+08:00',
    });
    waiting = await submitted(stage, { name: '待审', validFrom: at(40), validUntil: at(50) });
    await submitted(stage, { name: '也待审', validFrom: at(60), validUntil: at(70) });
    await ordered(stage, { placedAt: new Date(world.clock.now().getTime() - DAY) });
  });

  const sheet = (page: Page) => page.getByRole('dialog', { name: t('ui.shell.keys') });
  const heading = (page: Page, name: string) =>
    page.getByRole('heading', { level: 1, name }).waitFor();
  /** The digit that opens a tab. */
  const digitOf = async (page: Page, name: string): Promise<string> => {
    await page.getByRole('tab', { name }).waitFor();
    const tabs = await page.getByRole('tab').allTextContents();
    return String(tabs.findIndex((text) => text.startsWith(name)) + 1);
  };
  const row = (page: Page) => page.locator('tbody tr[data-row]').first();

  portal.it(
    'a customer is found, the reason of an unbilled line read, its discount extended: 20 keys at most',
    async () => {
      const { page, open } = await portal.as(stage.manager);
      await open('/');
      const key = counting(page);
      await key.press('Control+k');
      await key.type('df');
      await page.getByRole('option', { name: '东方制造' }).first().waitFor();
      await key.press('Enter');
      await heading(page, '东方制造');

      await key.press(await digitOf(page, t('ui.nav.orders')));
      await row(page).waitFor();
      await key.press('j');
      await key.press('Enter');
      const order = page.getByRole('dialog');
      await order.getByText(t('enum.BillingBlocker.NOT_CERTIFIED')).first().waitFor();

      await key.press('Escape');
      await order.waitFor({ state: 'detached' });
      await key.press(await digitOf(page, t('ui.nav.discounts')));
      const line = page.getByRole('row', { name: '年度优惠' });
      await line.waitFor();
      const rows = page.locator('tbody tr[data-row]');
      const names = await rows.allInnerTexts();
      for (let at = 0; at <= names.findIndex((name) => name.includes('年度优惠')); at += 1) {
        await key.press('j');
        await rows.nth(at).locator(':focus').waitFor();
      }
      await key.press('Enter');
      await heading(page, '年度优惠');
      const extend = t('ui.job.exclusiveDiscountExtend');
      await page.getByRole('button', { name: extend }).waitFor();
      await key.tabTo(extend);
      await key.press('Enter');
      await page.locator('[role=spinbutton]:focus').waitFor();
      await key.press('Control+Enter');
      await page.waitForURL((url) => !url.pathname.endsWith(discount));
      const { successor } = await seen(stage.manager, discount, 'successor { status }');
      expect(successor.status).toBe('SELLER_REVIEW');
      expect(key.keys()).toBeLessThanOrEqual(20);
    },
  );

  portal.it(
    'a review opened from the address bar is decided with three keys and the reason',
    async () => {
      const { page, open } = await portal.as(stage.reviewer);
      await open(`/review?open=${waiting}`);
      await page.getByRole('option', { selected: true }).waitFor();
      const key = counting(page);
      await key.press('r');
      const reason = modal(page).getByRole('textbox', { name: t('ui.reason') });
      await reason.waitFor();
      await page.keyboard.type('价格过低');
      expect(await reason.inputValue()).toBe('价格过低');
      await key.press('Control+Enter');
      await modal(page).waitFor({ state: 'detached' });
      expect(key.keys()).toBeLessThanOrEqual(3);
      await portal.moveClock(new Date(portal.world.clock.now().getTime() + 10_000));
      await stage.reviewer.sees(waiting, { status: 'REJECTED' });
    },
  );

  portal.it(
    '? lists the keys of the page and of every page; not in a text field, and not if turned off',
    async () => {
      const { page, open, checkAccess } = await portal.as(stage.reviewer);
      await open('/review');
      await page.getByRole('option', { selected: true }).waitFor();
      await page.keyboard.press('?');
      for (const id of ['ui.review.approve', 'ui.keys.palette'] as const)
        await sheet(page).getByText(t(id), { exact: true }).waitFor();
      await checkAccess();
      await page.keyboard.press('Escape');
      await sheet(page).waitFor({ state: 'detached' });

      await open('/discounts');
      await row(page).waitFor();
      await page.keyboard.press('/');
      await page.keyboard.type('?');
      expect(await focused(page)).toBe(t('ui.list.search'));
      expect(await sheet(page).count()).toBe(0);
      await page.keyboard.press('Control+a');
      await page.keyboard.press('Delete');

      await page.getByRole('button', { name: t('ui.shell.accountOf', { name: '钱进' }) }).click();
      await page.getByRole('menuitem', { name: t('ui.shell.keys') }).click();
      await sheet(page).getByText(t('ui.keys.select'), { exact: true }).waitFor();
      expect(await sheet(page).getByText(t('ui.review.approve'), { exact: true }).count()).toBe(0);
      await sheet(page).getByText(t('ui.keys.single')).click();
      await page.keyboard.press('Escape');
      await sheet(page).waitFor({ state: 'detached' });
      await page.locator('main').focus();
      await page.keyboard.press('?');
      await page.keyboard.press('/');
      expect(await sheet(page).count()).toBe(0);
      expect(await focused(page)).not.toBe(t('ui.list.search'));
    },
  );
});
