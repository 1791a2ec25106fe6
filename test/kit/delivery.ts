import type { Locator, Page } from 'playwright-core';
import { t } from './words.ts';

type Id = Parameters<typeof t>[0];

const button = (page: Page, id: Id): Locator =>
  page.getByRole('button', { name: t(id), exact: true });

/** Label of the field for the required documents of that kind. */
export const evidence = (kind: string): string =>
  t('ui.supervision.requiredFile', { label: t(`enum.SupervisionEvidenceKind.${kind}` as Id) });

/** Label of the field for statements of work, which only the first delivery needs. */
export const SOW = t('enum.SupervisionEvidenceKind.SOW');

/** Uploads a PDF file whose content is its name. */
export async function upload(page: Page, label: string, name: string): Promise<void> {
  const field = page
    .getByText(label, { exact: true })
    .locator('xpath=ancestor::*[.//input[@type="file"]][1]');
  const buffer = Buffer.from(`%PDF-1.7\n% ${name}\n%%EOF\n`);
  await field
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'application/pdf', buffer });
  await page.getByRole('listitem').filter({ hasText: name }).first().waitFor();
}

/** Waits until the badge beside the page's title, and not only a step below it, shows this state. */
export const waitForState = (page: Page, id: Id): Promise<void> =>
  page
    .getByRole('heading', { level: 1 })
    .locator('xpath=following-sibling::*')
    .getByText(t(id), { exact: true })
    .waitFor();

/** The buyer's first step on the page of its delivery. */
export async function submitRequirement(page: Page, file: string): Promise<void> {
  await upload(page, evidence('REQUIREMENT'), file);
  await button(page, 'ui.supervision.step.submitRequirement').click();
  await waitForState(page, 'enum.SupervisionStatus.AWAIT_CONFIRM');
}

/** The seller accepts the requirement; resolves once the delivery can be submitted. */
export async function confirmRequirement(page: Page): Promise<void> {
  await button(page, 'ui.supervision.step.confirmRequirement').click();
  await button(page, 'ui.supervision.step.submitDelivery').waitFor();
}

/** The seller delivers with this acceptance document; the other documents are uploaded before. */
export async function submitDelivery(page: Page, document: string): Promise<void> {
  await upload(page, evidence('ACCEPTANCE_DOCUMENT'), document);
  await button(page, 'ui.supervision.step.submitDelivery').click();
  await page.getByText(t('enum.SupervisionStatus.AWAIT_ACCEPTANCE')).first().waitFor();
}

/** The buyer accepts the delivery, which ends it. */
export async function accept(page: Page): Promise<void> {
  await button(page, 'ui.supervision.step.accept').click();
  await waitForState(page, 'enum.SupervisionStatus.COMPLETED');
}
