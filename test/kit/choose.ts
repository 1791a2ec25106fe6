import type { Page } from 'playwright-core';

/** Types into a picker and takes the one record of that name that answers the text; done once the box has it. */
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
