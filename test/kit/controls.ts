import { expect } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { layoutFaults } from './layout.ts';
import type { Look } from './visit.ts';
import { type MessageId, t, type Words } from './words.ts';

/** A telephone in the hands of an English reader who prefers the dark theme: every look that is not the usual one. */
export const TELEPHONE: Look = { language: 'en-US', theme: 'dark', width: 360, height: 740 };

/** The button of that label. */
export const button = (at: Page | Locator, id: MessageId, words: Words = t): Locator =>
  at.getByRole('button', { name: words(id), exact: true });

/** The field of that label. */
export const box = (at: Page | Locator, id: MessageId, words: Words = t): Locator =>
  at.getByRole('textbox', { name: words(id) });

/** Presses the button of that label. */
export const press = (at: Page | Locator, id: MessageId, words: Words = t): Promise<void> =>
  button(at, id, words).click();

/** Fails if the page scrolls sideways, or if texts and controls are cut off or overlap. */
export async function fits(page: Page): Promise<void> {
  expect(await layoutFaults(page)).toEqual([]);
  const { scrollWidth, clientWidth } = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return { scrollWidth, clientWidth };
  });
  expect(scrollWidth).toBe(clientWidth);
}
