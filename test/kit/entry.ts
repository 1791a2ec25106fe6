import { generate } from 'otplib';
import type { Page } from 'playwright-core';
import { t } from './words.ts';

/** The password of everyone in a story. */
export const PASSWORD = 'orchard-lantern-742';

/** The address in a text at which a person sets the first password. */
export const linkIn = (text: string): string =>
  /https?:\/\/\S+\/set-password\?token=[\w-]+/.exec(text)![0];

export async function setPassword(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel(t('ui.setPassword.password')).fill(PASSWORD);
  await page.getByLabel(t('ui.setPassword.again')).fill(PASSWORD);
  await page.getByRole('button', { name: t('ui.setPassword.submit') }).click();
  await page.getByRole('heading', { name: t('ui.setPassword.doneTitle') }).waitFor();
}

export const waitForPortal = (page: Page): Promise<void> =>
  page.getByRole('navigation', { name: t('ui.shell.nav') }).waitFor();

export async function fillSignIn(page: Page, url: string, mail: string): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.getByLabel(t('ui.signIn.mail')).fill(mail);
  await page.getByLabel(t('ui.signIn.password')).fill(PASSWORD);
  await page.getByRole('button', { name: t('ui.signIn.submit'), exact: true }).click();
}

export async function signIn(page: Page, url: string, mail: string): Promise<void> {
  await fillSignIn(page, url, mail);
  await waitForPortal(page);
}

/** Turns on two-step sign-in; until then, every page leads to it. */
export async function enroll(page: Page, url: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name: t('ui.totp.enrollTitle') }).waitFor();
  await page.goto(`${url}/policies`);
  await page.getByRole('heading', { level: 1, name: t('ui.totp.enrollTitle') }).waitFor();
  const secret = (await page.locator('code').first().textContent())!.replaceAll(' ', '');
  await page.getByLabel(t('ui.totp.code')).fill(await generate({ secret }));
  await page.getByRole('button', { name: t('ui.totp.turnOn') }).click();
  await page.getByRole('heading', { level: 1, name: t('ui.totp.codesTitle') }).waitFor();
  await page.getByText(t('ui.totp.codesKept')).click();
  await page.getByRole('button', { name: t('ui.totp.goOn') }).click();
  await page.waitForURL(`${url}/policies`);
}
