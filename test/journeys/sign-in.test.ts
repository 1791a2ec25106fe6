import { beforeAll, describe, expect, it } from '@jest/globals';
import { lockout } from '../../server/platform/auth/lockout.ts';
import { createHasher } from '../../server/platform/auth/passwords.ts';
import { sql } from '../../server/platform/sql/sql.ts';
import { customerOf, partnerOf } from '../api/bindings/fixtures.ts';
import { usePortal } from '../kit/portal.ts';
import { t } from '../kit/words.ts';
import type { Caller, Organization } from '../kit/world.ts';

const PASSWORD = 'orchard-lantern-742';
const MINUTE = 60_000;

describe('signing in', () => {
  const portal = usePortal();
  let partner: Organization;
  let manager: Caller;
  let mail: string;

  beforeAll(async () => {
    const { world } = portal;
    partner = await partnerOf(world, '云帆科技');
    manager = await world.member(partner, 'csp.manager', '李明');
    const hash = await createHasher().hash(PASSWORD);
    const [user] = await world.rows<{ mail: string }>(sql`
      update app_user set password_hash = ${hash} where id = ${manager.viewer.actorId} returning mail`);
    mail = user!.mail;
  });

  /** Simulates failed attempts by others a minute ago. */
  const guessed = async (): Promise<void> => {
    const at = portal.realClock.now().getTime() - MINUTE;
    const failures = JSON.stringify(Array.from({ length: 20 }, (_, i) => at + i));
    await portal.world.rows(sql`
      insert into sign_in_attempt (key, failures, pending, updated_at)
      values (${lockout.accountKey(mail)}, ${failures}::jsonb, '[]'::jsonb, now())
      on conflict (key) do update set failures = excluded.failures`);
  };

  it(
    'rejects a wrong password with a message, delays guessing, and accepts the right one',
    portal.story(async () => {
      const { page, open, checkAccess, expectComplaint } = await portal.visit();
      expectComplaint(/40[13]|429/);
      await open('/sign-in');
      await page.getByRole('heading', { level: 1 }).waitFor();
      await checkAccess();
      const attempt = async (password: string): Promise<void> => {
        await page.getByLabel(t('ui.signIn.password')).fill(password);
        await page.getByRole('button', { name: t('ui.signIn.submit'), exact: true }).click();
      };
      await page.getByLabel(t('ui.signIn.mail')).fill(mail);
      await attempt('wrong-password');
      await page.getByText(t('ui.signIn.error.INVALID_CREDENTIALS')).waitFor();
      await checkAccess();
      await guessed();
      await attempt(PASSWORD);
      await page.getByText(t('ui.signIn.lockedHelp')).waitFor();
      await checkAccess();
      portal.realClock.advance(60 * MINUTE);
      await attempt(PASSWORD);
      await page.getByRole('navigation', { name: t('ui.shell.nav') }).waitFor();
      await checkAccess();
    }),
  );

  it(
    'mails a link to a person whose account was locked by others',
    portal.story(async () => {
      await guessed();
      const { page, open, checkAccess, expectComplaint } = await portal.visit();
      expectComplaint(/429/);
      await open('/sign-in');
      await page.getByLabel(t('ui.signIn.mail')).fill(mail);
      await page.getByLabel(t('ui.signIn.password')).fill(PASSWORD);
      await page.getByRole('button', { name: t('ui.signIn.submit'), exact: true }).click();
      await page.getByRole('link', { name: t('ui.forgot.mailLink') }).click();
      await page.getByRole('heading', { level: 1, name: t('ui.forgot.title') }).waitFor();
      await checkAccess();
      await page.getByLabel(t('ui.signIn.mail')).fill(mail);
      await page.getByRole('button', { name: t('ui.forgot.submit') }).click();
      await page.getByText(t('ui.forgot.sentText', { mail })).waitFor();
      await checkAccess();
      const [sent] = await portal.mailsTo(mail);
      await open(/https?:\/\/\S+(\/set-password\?token=[\w-]+)/.exec(sent!.text)![1]!);
      await page.getByLabel(t('ui.setPassword.password')).fill(PASSWORD);
      await page.getByLabel(t('ui.setPassword.again')).fill(PASSWORD);
      await page.getByRole('button', { name: t('ui.setPassword.submit') }).click();
      await page.getByRole('link', { name: t('ui.signIn.submit') }).click();
      await page.getByLabel(t('ui.signIn.mail')).fill(mail);
      await page.getByLabel(t('ui.signIn.password')).fill(PASSWORD);
      await page.getByRole('button', { name: t('ui.signIn.submit'), exact: true }).click();
      await page.getByRole('navigation', { name: t('ui.shell.nav') }).waitFor();
    }),
  );

  it(
    'asks for proof over a sensitive form, and continues without loss',
    portal.story(async () => {
      const owner = await portal.world.member(partner, 'csp.owner', '王敏');
      const { page, open, checkAccess } = await portal.as(owner);
      await open('/developers/keys');
      // The empty list offers the same action as the page.
      await page.getByText(t('ui.keys.empty')).waitFor();
      await page
        .getByRole('button', { name: t('ui.key.create') })
        .first()
        .click();
      await page.getByLabel(t('ui.key.name')).fill('每日对账');
      portal.realClock.advance(11 * MINUTE);
      const form = page.getByRole('dialog', { name: t('ui.key.create') });
      const proof = page.getByRole('dialog', { name: t('ui.proof.title') });
      await form.getByRole('button', { name: t('ui.key.create') }).click();
      await proof.waitFor();
      await checkAccess();
      await proof.getByRole('button', { name: t('ui.cancel') }).click();
      await proof.waitFor({ state: 'detached' });
      expect(await page.getByLabel(t('ui.key.name')).inputValue()).toBe('每日对账');
      await form.getByRole('button', { name: t('ui.key.create') }).click();
      await proof.getByRole('button', { name: t('ui.signIn.demoAs', { name: '王敏' }) }).click();
      await page.getByRole('dialog', { name: t('ui.key.secretTitle') }).waitFor();
      const keys = await portal.world.rows(sql`select name from api_key`);
      expect(keys).toEqual([{ name: '每日对账' }]);
    }),
  );

  it(
    'returns to the requested page, by one click in the demo',
    portal.story(async () => {
      const { page, open } = await portal.visit();
      await open('/no-such-page?x=1');
      await page.getByText(t('ui.failure.notFound.title')).waitFor();
      await open('/customers?q=dfzz');
      await page.getByRole('button', { name: /李明/ }).click();
      await page.getByRole('heading', { level: 1, name: t('ui.nav.customers') }).waitFor();
      const { pathname, search } = new URL(page.url());
      expect(pathname + search).toBe('/customers?q=dfzz');
    }),
  );

  it(
    'F20 over a form after its session ended sends the form once, without loss',
    portal.story(async () => {
      const { world, realClock } = portal;
      await customerOf(world, '东方制造', [partner], { cloudAccount: 'dongfang01' });
      const { page, open, checkAccess, expectComplaint } = await portal.as(manager);
      // The event stream authenticates too.
      expectComplaint(/401/);
      await open('/customers');
      await page.getByRole('link', { name: '东方制造' }).click();
      await page.getByRole('button', { name: t('ui.binding.invite.one') }).click();
      await page.getByLabel(t('ui.binding.invite.mail')).fill('he@example.com');
      await page.getByLabel(t('ui.binding.invite.note')).fill('期待与贵司合作');
      realClock.advance(13 * 60 * MINUTE);
      await page.getByRole('button', { name: t('ui.binding.invite.submit') }).click();
      await page.getByRole('dialog', { name: t('ui.signIn.againTitle') }).waitFor();
      await checkAccess();
      await page.getByRole('button', { name: t('ui.signIn.demoAs', { name: '李明' }) }).click();
      await page.getByRole('dialog', { name: t('ui.binding.invite.sentTitle') }).waitFor();
      await checkAccess();
      const sent = await world.rows(sql`select note, status from partner_binding`);
      expect(sent).toEqual([{ note: '期待与贵司合作', status: 'INVITED' }]);
    }),
  );
});
