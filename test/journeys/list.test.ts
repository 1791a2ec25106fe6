import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { customerOf, invited, partnerOf } from '../api/bindings/cast.ts';
import { usePortal } from '../kit/portal.ts';
import { t, words } from '../kit/words.ts';
import type { Caller } from '../kit/world.ts';

const en = words('en');
/** More than one page of fifty. */
const CUSTOMERS = 60;

describe('a list', () => {
  const portal = usePortal();
  let manager: Caller;
  let colleague: Caller;

  beforeAll(async () => {
    const { world } = portal;
    const partner = await partnerOf(world, '云帆科技');
    manager = await world.member(partner, 'csp.manager', '李明');
    colleague = await world.member(partner, 'csp.owner', '王敏');
    for (let i = 0; i < CUSTOMERS; i += 1) {
      const number = String(i).padStart(2, '0');
      const name = `${i % 2 ? '东方制造' : '西部物流'}${number}`;
      const id = await customerOf(world, name, [partner], { cloudAccount: `account-${number}` });
      if (i < 3) await invited(world, manager, id);
    }
  });

  const rows = (page: Page): Promise<string[]> =>
    page
      .getByRole('table', { name: t('ui.nav.customers') })
      .getByRole('link')
      .allInnerTexts();
  const table = (page: Page, name = t('ui.nav.customers')) =>
    page.getByRole('table', { name }).and(page.locator(':not([aria-busy])'));
  const shows = (page: Page, count: number) =>
    page.getByText(new RegExp(`共 ${count} 条`)).waitFor();

  it(
    'keeps search and filters in its address: reload, Back and a colleague give the same rows',
    portal.story(async () => {
      const { page, open, checkAccess } = await portal.as(manager);
      await open('/customers');
      await shows(page, CUSTOMERS);
      await checkAccess();
      await page.getByRole('searchbox', { name: t('ui.list.search') }).fill('西部物流');
      await shows(page, CUSTOMERS / 2);
      await page.getByRole('button', { name: t('ui.status'), exact: true }).click();
      await page.getByRole('option', { name: t('enum.CustomerStatus.INVITED') }).click();
      await page.keyboard.press('Escape');
      await shows(page, 2);
      await checkAccess();
      const filtered = page.url();
      const wanted = await rows(page);
      expect(wanted.toSorted()).toEqual(['西部物流00', '西部物流02']);

      await page.reload();
      await shows(page, 2);
      expect(await rows(page)).toEqual(wanted);

      await page.getByRole('link', { name: wanted[0]! }).click();
      await page.getByRole('heading', { name: wanted[0]! }).waitFor();
      await page.goBack();
      await shows(page, 2);
      expect(page.url()).toBe(filtered);
      await page.goBack();
      await shows(page, CUSTOMERS / 2);

      const other = await portal.as(colleague);
      await other.open(filtered);
      await shows(other.page, 2);
      expect(await rows(other.page)).toEqual(wanted);
    }),
    60_000,
  );

  it(
    'turns its pages forward and back, and says so when nothing matches',
    portal.story(async () => {
      const { page, open, checkAccess } = await portal.as(manager);
      await open('/customers?sort=NAME');
      await page.getByText(t('ui.list.range', { from: 1, to: 50, count: CUSTOMERS })).waitFor();
      const first = await rows(page);
      await page.getByRole('button', { name: t('ui.list.next') }).click();
      await page.getByText(t('ui.list.range', { from: 51, to: 60, count: CUSTOMERS })).waitFor();
      const second = await rows(page);
      expect(new Set([...first, ...second]).size).toBe(CUSTOMERS);
      await page.reload();
      await page.getByText(t('ui.list.range', { from: 51, to: 60, count: CUSTOMERS })).waitFor();
      expect(await rows(page)).toEqual(second);
      await page.getByRole('button', { name: t('ui.list.previous') }).click();
      await page.getByText(t('ui.list.range', { from: 1, to: 50, count: CUSTOMERS })).waitFor();
      expect(await rows(page)).toEqual(first);

      await page.getByRole('searchbox', { name: t('ui.list.search') }).fill('没有这家公司');
      await page.getByText(t('ui.list.emptyFiltered')).waitFor();
      await checkAccess();
      await page.getByRole('button', { name: t('ui.list.clearFilters') }).click();
      await shows(page, CUSTOMERS);
    }),
    60_000,
  );

  it(
    'changes language in place and stays in it',
    portal.story(async () => {
      const { page, open, checkAccess } = await portal.as(manager);
      await open('/customers?q=东方制造');
      await shows(page, CUSTOMERS / 2);
      await page.evaluate(() => Object.assign(window, { sameDocument: true }));
      await page.getByRole('button', { name: t('ui.shell.switchLanguage') }).click();
      await page.getByRole('heading', { name: en('ui.nav.customers'), level: 1 }).waitFor();
      expect(await page.evaluate(() => 'sameDocument' in window)).toBe(true);
      expect(await page.locator('html').getAttribute('lang')).toMatch(/^en/);
      expect(await page.getByText(t('ui.list.filters')).count()).toBe(0);
      await checkAccess();
      await page.reload();
      await page.getByRole('heading', { name: en('ui.nav.customers'), level: 1 }).waitFor();
      await table(page, en('ui.nav.customers')).waitFor();
    }),
    60_000,
  );

  it(
    'fits a telephone, and the dark theme reads as well',
    portal.story(async () => {
      const { page, open, checkAccess } = await portal.as(manager, {
        width: 360,
        height: 740,
        theme: 'dark',
      });
      for (const path of ['/', '/customers', '/bindings']) {
        await open(path);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.locator('[aria-busy]').waitFor({ state: 'detached' });
        expect([path, await page.evaluate(sidewaysScroll)]).toEqual([path, 0]);
        await checkAccess();
      }
      await page.getByRole('button', { name: t('ui.shell.openNav') }).click();
      await page
        .getByRole('dialog', { name: t('ui.shell.nav') })
        .getByRole('link', { name: t('ui.nav.customers') })
        .click();
      await page.getByRole('link', { name: '西部物流58' }).click();
      await page.getByRole('heading', { name: '西部物流58' }).waitFor();
      expect(await page.evaluate(sidewaysScroll)).toBe(0);
      await checkAccess();
    }),
    60_000,
  );
});

/** By how many pixels the page can be moved sideways. */
function sidewaysScroll(): number {
  const { scrollWidth, clientWidth } = document.documentElement;
  const main = document.querySelector('main');
  return Math.max(scrollWidth - clientWidth, main ? main.scrollWidth - main.clientWidth : 0);
}
