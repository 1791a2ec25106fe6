import type { Locator, Page } from 'playwright-core';

/** The open dialog. React Aria gives a toast the role of a dialog too, but not its element. */
export const modal = (page: Page): Locator =>
  page.locator('section[role=dialog], section[role=alertdialog]');

/** The messages at the edge of the page. */
export const toasts = (page: Page): Locator => page.locator('[role=region] div[role=alertdialog]');
