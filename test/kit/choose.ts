import type { Page } from 'playwright-core';

/** Types into a picker and selects the record of that name. Resolves once the box shows it. */
export async function choose(
  page: Page,
  label: string,
  typed: string,
  name: string,
): Promise<void> {
  const box = page.getByRole('combobox', { name: label });
  await box.fill(typed);
  await page.getByRole('option', { name: new RegExp(name), disabled: false }).click();
  await box.and(page.locator('[aria-expanded=false]')).waitFor();
}

/** Types a date, such as 2026-03-10, into its year, month and day. */
export async function typeDate(page: Page, label: string, date: string): Promise<void> {
  const parts = page.getByRole('group', { name: label }).getByRole('spinbutton');
  for (const [i, digits] of date.split('-').entries()) {
    const part = parts.nth(i);
    await part.focus();
    await page.keyboard.type(digits);
    // A busy page loses digits that follow before it has shown these.
    await part.and(page.locator(`[aria-valuenow="${Number(digits)}"]`)).waitFor();
  }
}
