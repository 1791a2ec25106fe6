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
