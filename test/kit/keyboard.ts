import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';

/** More tab stops than any page has. */
const MOST_TABS = 100;

/** Name of the focused element: its label or its text. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLInputElement | null;
    const label = element?.labels?.[0]?.textContent ?? element?.getAttribute('aria-label');
    return (label ?? element?.textContent ?? '').replace(/\*$/, '').trim();
  });

/** Waits for the focus, which returns one frame after a dialog has closed. */
export async function focusComesTo(page: Page, text: string): Promise<void> {
  await page.waitForFunction((wanted) => document.activeElement?.textContent === wanted, text, {
    timeout: 5_000,
  });
  expect(await focused(page)).toBe(text);
}

/** Presses Tab, or Shift+Tab to go back, until an element with that name is focused. */
export async function tabTo(
  page: Page,
  name: string,
  key: 'Tab' | 'Shift+Tab' = 'Tab',
): Promise<void> {
  const passed: string[] = [];
  while (passed.length < MOST_TABS) {
    await page.keyboard.press(key);
    const here = await focused(page);
    if (here === name) return;
    passed.push(here);
  }
  throw new Error(`Tab never reaches ${name}, only ${passed.join(', ')}`);
}
