import { beforeAll, describe, expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { partnerOf } from '../api/bindings/fixtures.ts';
import { modal } from '../kit/dialogs.ts';
import { PASSWORD } from '../kit/entry.ts';
import { tabTo } from '../kit/keyboard.ts';
import { usePortal } from '../kit/portal.ts';
import { type MessageId, t } from '../kit/words.ts';
import type { Caller } from '../kit/world.ts';

const MAIL = 'wu.min@example.com';
const KEY_NAME = '每日对账';

/** Opens a page or an action by the palette, as a person without a mouse does. */
async function call(page: Page, id: MessageId): Promise<void> {
  const closing = modal(page);
  await closing.waitFor({ state: 'detached' });
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: t('ui.palette.label') }).waitFor();
  await page.keyboard.insertText(t(id));
  await page
    .getByRole('option', { name: t(id) })
    .first()
    .waitFor();
  await page.keyboard.press('Enter');
}

const heading = (page: Page, id: MessageId) => page.getByRole('heading', { level: 1, name: t(id) });

/** J7: keyboard only. */
describe('a team, its roles and its keys', () => {
  const portal = usePortal();
  let owner: Caller;

  beforeAll(async () => {
    const partner = await partnerOf(portal.world, '云帆科技');
    owner = await portal.world.member(partner, 'csp.owner', '林悦');
  });

  const ask = async (key: string): Promise<{ status: number; role?: string }> => {
    const answer = await fetch(`${portal.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify({ query: '{ viewer { role } }' }),
    });
    const { data } = (await answer.json()) as { data?: { viewer: { role: string } } };
    return { status: answer.status, ...(data && { role: data.viewer.role }) };
  };

  portal.it(
    'J7 a finance member is invited and joins, sees the bills, and learns which roles have the discounts',
    async () => {
      const { page, open, checkAccess } = await portal.as(owner);
      await open('/');
      await call(page, 'ui.team.invite');
      await page.getByRole('dialog', { name: t('ui.team.invite') }).waitFor();
      await tabTo(page, t('ui.team.name'));
      await page.keyboard.insertText('吴敏');
      await tabTo(page, t('ui.mail'));
      await page.keyboard.insertText(MAIL);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      const finance = page.getByRole('option', { name: t('enum.Role.CSP_FINANCE') });
      await finance.waitFor();
      await checkAccess();
      while (!(await finance.evaluate((option) => option === document.activeElement)))
        await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await tabTo(page, t('ui.team.sendInvitation'));
      await page.keyboard.press('Enter');
      await page.getByText(t('ui.team.invited', { mail: MAIL })).waitFor();
      await call(page, 'ui.nav.team');
      await heading(page, 'ui.nav.team').waitFor();
      await tabTo(page, t('ui.team.invitations'));
      await page.keyboard.press('Enter');
      await page.getByText(MAIL).first().waitFor();

      const [mail] = await portal.mailsTo(MAIL);
      const joined = await portal.visit();
      await joined.open(/https?:\/\/\S+(\/set-password\?token=[\w-]+)/.exec(mail!.text)![1]!);
      await joined.page.getByRole('heading', { name: t('ui.setPassword.title') }).waitFor();
      await joined.page.keyboard.insertText(PASSWORD);
      await tabTo(joined.page, t('ui.setPassword.again'));
      await joined.page.keyboard.insertText(PASSWORD);
      await joined.page.keyboard.press('Enter');
      await joined.page.getByText(t('ui.setPassword.doneTitle')).waitFor();
      await tabTo(joined.page, t('ui.signIn.submit'));
      await joined.page.keyboard.press('Enter');
      await joined.page.getByLabel(t('ui.signIn.password')).waitFor();
      await joined.page.getByLabel(t('ui.signIn.mail')).focus();
      await joined.page.keyboard.insertText(MAIL);
      await tabTo(joined.page, t('ui.signIn.password'));
      await joined.page.keyboard.insertText(PASSWORD);
      await joined.page.keyboard.press('Enter');
      await joined.page.getByRole('navigation', { name: t('ui.shell.nav') }).waitFor();

      await call(joined.page, 'ui.nav.bills');
      await heading(joined.page, 'ui.nav.bills').waitFor();
      await call(joined.page, 'ui.nav.discounts');
      await heading(joined.page, 'ui.nav.discounts').waitFor();
      await joined.page.getByRole('button', { name: t('ui.discount.create') }).waitFor();
      await tabTo(joined.page, t('ui.discount.create'));
      const roles = (['CSP_OWNER', 'CSP_MANAGER', 'CSP_REP'] as const)
        .map((role) => t(`enum.Role.${role}`))
        .join(t('ui.listSeparator'));
      await joined.page.getByRole('tooltip', { name: t('ui.roles.mayNot', { roles }) }).waitFor();
      await joined.page.keyboard.press('Enter');
      expect(new URL(joined.page.url()).pathname).toBe('/discounts');
    },
  );

  portal.it(
    'J7 a key is created and shown once, the API is tried with its cost, the key is revoked, and the audit has every step',
    async () => {
      const { page, open, checkAccess } = await portal.as(owner);
      await open('/');
      await call(page, 'ui.nav.keys');
      await heading(page, 'ui.nav.keys').waitFor();
      await call(page, 'ui.key.create');
      await page.getByRole('dialog', { name: t('ui.key.create') }).waitFor();
      await tabTo(page, t('ui.key.name'));
      await page.keyboard.insertText(KEY_NAME);
      await checkAccess();
      await page.keyboard.press('Enter');
      const shown = page.getByRole('dialog', { name: t('ui.key.secretTitle') });
      await shown.waitFor();
      await checkAccess();
      const key = (await shown.locator('code').textContent())!;
      expect(await ask(key)).toEqual({ status: 200, role: 'CSP_DEVELOPER' });
      await tabTo(page, t('ui.key.kept'));
      await page.keyboard.press('Space');
      await tabTo(page, t('ui.done'));
      await page.keyboard.press('Enter');
      await page.getByText(KEY_NAME).first().waitFor();
      expect(await page.getByText(key).count()).toBe(0);

      await call(page, 'ui.nav.explorer');
      await page.locator('.graphiql-query-editor .monaco-editor').first().waitFor();
      await heading(page, 'ui.nav.explorer').waitFor();
      await page.locator('.graphiql-query-editor textarea').first().focus();
      await page.keyboard.press('Control+Enter');
      await page.locator('.result-window').getByText('exclusiveDiscounts').waitFor();
      await page
        .getByText(t('ui.explorer.cost').split(' ')[0]!, { exact: false })
        .first()
        .waitFor();
      await checkAccess();

      await open('/developers/keys');
      await page.getByText(KEY_NAME).first().waitFor();
      expect(await page.getByText(t('ui.key.explorer')).count()).toBe(0);
      const row = page.getByRole('row').filter({ hasText: KEY_NAME });
      await row.getByRole('button', { name: t('ui.revoke') }).focus();
      await page.keyboard.press('Enter');
      await modal(page).waitFor();
      await checkAccess();
      await tabTo(page, t('ui.revoke'));
      await page.keyboard.press('Enter');
      await page.getByText(t('ui.key.revokedDone', { name: KEY_NAME })).waitFor();
      expect(await ask(key)).toEqual({ status: 401 });

      await call(page, 'ui.nav.audit');
      await heading(page, 'ui.nav.audit').waitFor();
      for (const id of ['apiKeyRevoke', 'apiKeyExplore', 'apiKeyCreate'] as const)
        await page
          .getByRole('row')
          .filter({ hasText: t(`audit.${id}`) })
          .first()
          .waitFor();
      const sent = page.getByRole('row').filter({ hasText: 'memberInvitationSend' }).first();
      await sent.getByText(MAIL).click();
      const entry = page.getByRole('complementary', { name: t('ui.audit.detail') });
      await entry.getByRole('link', { name: MAIL }).waitFor();
      await checkAccess();
    },
  );
});
