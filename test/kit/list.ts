import type { Locator, Page } from 'playwright-core';
import { t } from './words.ts';

/** A list page from the user's point of view. */
export interface ListOnPage {
  readonly table: Locator;
  /** Names of the rows in order, once they match the address. */
  rows(): Promise<string[]>;
  /** Column heads from left to right. */
  heads(): Promise<string[]>;
  /** Waits until `count` rows match and the displayed rows are the current ones; stale rows are dimmed. */
  counts(count: number): Promise<void>;
  tab(name: string): Locator;
  search(text: string): Promise<void>;
  /** Opens a filter chip and selects an option. */
  filter(chip: string, option: string): Promise<void>;
}

/** The list with that title on a page. */
export function listOn(page: Page, title: string): ListOnPage {
  const table = page.getByRole('table', { name: title }).and(page.locator(':not([aria-busy])'));
  return {
    table,
    async rows() {
      await table.waitFor();
      return table.locator('[data-card="title"] a').allInnerTexts();
    },
    async heads() {
      await table.waitFor();
      const heads = await table.getByRole('columnheader').allInnerTexts();
      return heads.map((text) => text.trim()).filter((text) => text !== '');
    },
    async counts(count) {
      await page.getByText(new RegExp(`共 ${count} 条`)).waitFor();
      await page.locator('main table[aria-busy=true]').waitFor({ state: 'detached' });
    },
    tab: (name) =>
      page.getByRole('navigation', { name: t('ui.list.views') }).getByRole('button', { name }),
    search: (text) => page.getByRole('searchbox', { name: t('ui.list.search') }).fill(text),
    async filter(chip, option) {
      await page.getByRole('button', { name: chip, exact: true }).click();
      await page.getByRole('option', { name: option }).click();
      await page.keyboard.press('Escape');
    },
  };
}
