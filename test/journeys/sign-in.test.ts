import { beforeAll, describe, expect, it } from '@jest/globals';
import { lockout } from '../../server/platform/auth/lockout.ts';
import { createHasher } from '../../server/platform/auth/passwords.ts';
import { sql } from '../../server/platform/sql/sql.ts';
import { customerOf, invited, partnerOf } from '../api/bindings/fixtures.ts';
import { press } from '../kit/controls.ts';
import { linkIn, PASSWORD, setPassword, waitForPortal } from '../kit/entry.ts';
import { usePortal } from '../kit/portal.ts';
import { answers, subscribed } from '../kit/visit.ts';
import { t } from '../kit/words.ts';
import type { Caller, Organization } from '../kit/world.ts';

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

  portal.it(
    'rejects a wrong password with a message, delays guessing, and mails a link to the person locked out by others',
    async () => {
      const { page, open, checkAccess, expectComplaint } = await portal.visit();
      expectComplaint(/40[13]|429/);
      const attempt = async (password: string): Promise<void> => {
        await page.getByLabel(t('ui.signIn.mail')).fill(mail);
        await page.getByLabel(t('ui.signIn.password')).fill(password);
        await press(page, 'ui.signIn.submit');
      };
      await open('/sign-in');
      await attempt('wrong-password');
      await page.getByText(t('ui.signIn.error.INVALID_CREDENTIALS')).waitFor();
      await checkAccess();
      await guessed();
      await attempt(PASSWORD);
      await page.getByText(t('ui.signIn.lockedHelp')).waitFor();
      await checkAccess();
      await page.getByRole('link', { name: t('ui.forgot.mailLink') }).click();
      await page.getByRole('heading', { level: 1, name: t('ui.forgot.title') }).waitFor();
      await page.getByLabel(t('ui.signIn.mail')).fill(mail);
      await page.getByRole('button', { name: t('ui.forgot.submit') }).click();
      await page.getByText(t('ui.forgot.sentText', { mail })).waitFor();
      const [sent] = await portal.mailsTo(mail);
      await setPassword(page, linkIn(sent!.text));
      await page.getByRole('link', { name: t('ui.signIn.submit') }).click();
      await attempt(PASSWORD);
      await waitForPortal(page);
    },
  );

  portal.it('asks for proof over a sensitive form, and continues without loss', async () => {
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
  });

  portal.it('returns to the requested page, by one click in the demo', async () => {
    const { page, open } = await portal.visit();
    await open('/no-such-page?x=1');
    await page.getByText(t('ui.failure.notFound.title')).waitFor();
    await open('/customers?q=dfzz');
    await page.getByRole('button', { name: /李明/ }).click();
    await page.getByRole('heading', { level: 1, name: t('ui.nav.customers') }).waitFor();
    const { pathname, search } = new URL(page.url());
    expect(pathname + search).toBe('/customers?q=dfzz');
  });

  it(
    'F20 in a session without activity, warns two minutes before its end, despite background requests, and is extended by a click',
    portal.storyInNewWindows(async () => {
      const { world, realClock } = portal;
      const absent = await world.member(partner, 'csp.manager', '周航');
      const { page, open, checkAccess } = await portal.visit();
      await page.clock.install({ time: realClock.now() });
      const answered = answers(page);
      const both = async (minutes: number): Promise<void> => {
        await page.clock.fastForward(minutes * MINUTE);
        // Earlier requests are answered first; otherwise the server would count them as activity.
        await answered();
        realClock.advance(minutes * MINUTE);
      };
      const answer = await page.context().request.post('/auth/demo-sign-in', {
        data: { mail: `${absent.viewer.actorId}@example.com` },
        headers: { 'x-partnergraph': '1' },
      });
      expect(answer.status()).toBe(200);
      const following = subscribed(page);
      await open('/');
      await page.getByRole('heading', { level: 1 }).waitFor();
      await following;
      const lastSeen = () =>
        world.rows<{ at: string }>(sql`
          select last_seen_at::text as at from session where user_id = ${absent.viewer.actorId}`);
      const before = await lastSeen();
      await both(10);
      // A colleague's change appears on the page of an absent person.
      await invited(world, manager, await customerOf(world, '东方制造', [partner]));
      await page.getByText('东方制造').first().waitFor();
      expect(await lastSeen()).toEqual(before);
      await both(18.5);
      const warning = page.getByText(t('ui.session.ending', { minutes: 2 }));
      await warning.waitFor();
      await checkAccess();
      await page.getByRole('button', { name: t('ui.session.stay') }).click();
      await warning.waitFor({ state: 'detached' });
      expect(await lastSeen()).not.toEqual(before);
      await both(20);
      await page.getByRole('link', { name: t('ui.nav.customers'), exact: true }).click();
      await page.getByRole('heading', { level: 1, name: t('ui.nav.customers') }).waitFor();
      await page.getByRole('link', { name: '东方制造' }).waitFor();
    }),
  );
});
