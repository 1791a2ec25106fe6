import { beforeAll, describe, expect } from '@jest/globals';
import { generate } from 'otplib';
import { box, press } from '../../kit/controls.ts';
import { modal } from '../../kit/dialogs.ts';
import { intercept } from '../../kit/intercept.ts';
import { usePortal } from '../../kit/portal.ts';
import { subscribed } from '../../kit/visit.ts';
import { t, words } from '../../kit/words.ts';
import type { Caller, Organization } from '../../kit/world.ts';

describe('the account page', () => {
  const portal = usePortal();
  let partner: Organization;
  let member: Caller;

  beforeAll(async () => {
    partner = await portal.world.organization('PARTNER', '云帆科技');
    member = await portal.world.member(partner, 'csp.finance', '吴敏');
  });

  portal.it('turns on two-step sign-in, and turns it off with a recovery code', async () => {
    const { page, open, checkAccess, expectComplaint } = await portal.as(member);
    // The refusal of the wrong code, and the one that tells the page that two-step sign-in is on.
    expectComplaint(/401 .*totp\/confirm/);
    expectComplaint(/409 .*totp\/enroll/);
    await open('/account');
    await page.getByText(t('ui.totp.off')).waitFor();
    await checkAccess();
    await page.getByRole('button', { name: t('ui.totp.turnOn') }).click();
    const dialog = page.getByRole('dialog');
    const secret = ((await dialog.locator('code').textContent()) ?? '').replace(/\s/g, '');
    await checkAccess();
    const code = box(dialog, 'ui.totp.code');
    // A code can be pasted (WCAG 3.3.8).
    const pastes = (field: Element) =>
      field.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true }));
    expect(await code.evaluate(pastes)).toBe(true);
    await code.fill('12');
    await code.press('Enter');
    await dialog.getByText(t('ui.totp.codeDigits')).waitFor();
    const epoch = Math.floor(portal.realClock.now().getTime() / 1000);
    const right = await generate({ secret, epoch });
    await code.fill(right === '123456' ? '654321' : '123456');
    await code.press('Enter');
    await dialog.getByText(t('ui.signIn.error.TOTP_INVALID')).waitFor();
    await code.fill(right);
    await code.press('Enter');

    await page.getByRole('dialog', { name: t('ui.totp.codesTitle') }).waitFor();
    await checkAccess();
    const codes = await page.getByRole('dialog').locator('code').allInnerTexts();
    expect(codes).toHaveLength(10);
    const done = page.getByRole('button', { name: t('ui.done') });
    expect(await done.isDisabled()).toBe(true);
    await page.keyboard.press('Escape');
    await page.getByText(t('ui.totp.codesKept')).click();
    await done.click();

    await page.reload();
    await page.getByText(t('ui.totp.on'), { exact: true }).waitFor();
    await press(page, 'ui.totp.turnOff');
    const asking = modal(page);
    await asking.getByRole('textbox').fill(codes[3]!);
    await asking.getByRole('textbox').press('Enter');
    await page.getByText(t('ui.totp.turnedOff')).waitFor();
    await page.getByText(t('ui.totp.off'), { exact: true }).waitFor();
  });

  portal.it('verifies a mobile number by a code, and removes it', async () => {
    const { page, open, checkAccess } = await portal.as(member, { width: 360, height: 740 });
    await open('/account/notifications');
    await page.getByText(t('ui.notifications.smsNone')).waitFor();
    const bySms = page.getByRole('checkbox', { name: t('enum.NotificationChannel.SMS') });
    expect(await bySms.count()).toBe(0);
    await page.getByRole('link', { name: t('ui.mobile.verify') }).click();
    await page.getByRole('button', { name: t('ui.mobile.verify') }).click();
    const dialog = page.getByRole('dialog');
    const number = box(dialog, 'ui.mobile');
    await number.fill('12345');
    await number.press('Enter');
    await dialog.getByText(t('error.INVALID_MOBILE_NUMBER')).waitFor();
    await number.fill('138 0013 8000');
    await checkAccess();
    await number.press('Enter');
    const code = box(dialog, 'ui.mobile.code');
    await code.waitFor();
    await checkAccess();

    await portal.settle();
    const mailbox = await portal.visit();
    await mailbox.open('/mailbox');
    const sms = mailbox.page.getByRole('button', { name: /\+86138\*{4}8000/ });
    await sms.click();
    await mailbox.checkAccess();
    const [, sent] = /验证码 (\d{6})/.exec((await sms.textContent())!)!;
    await code.fill(sent!);
    await code.press('Enter');
    await page.getByText('+8613800138000').waitFor();
    await open('/account/notifications');
    await bySms.first().waitFor();
    await checkAccess();

    await open('/account');
    await page.getByRole('button', { name: t('ui.mobile.remove') }).click();
    await modal(page)
      .getByRole('button', { name: t('ui.mobile.remove') })
      .click();
    await page.getByText(t('ui.mobile.removed')).waitFor();
    await page.getByText('+8613800138000').waitFor({ state: 'detached' });
  });

  portal.it('is reached from the menu, and sets language and look', async () => {
    const visit = await portal.as(member, { width: 360, height: 740 });
    const { page, open, checkAccess } = visit;
    await open('/');
    await page.getByRole('button', { name: t('ui.shell.accountOf', { name: '吴敏' }) }).click();
    await page.getByRole('menuitem', { name: '吴敏' }).click();
    await page.getByRole('heading', { level: 1, name: t('ui.account') }).waitFor();
    await page.getByRole('radio', { name: 'English' }).click();
    const english = words('en');
    await page.getByRole('heading', { level: 1, name: english('ui.account') }).waitFor();
    await page.getByRole('radio', { name: english('ui.theme.dark') }).click();
    await checkAccess();
    const following = subscribed(page);
    await page.reload();
    await page.getByRole('heading', { level: 1, name: english('ui.account') }).waitFor();
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    // Its subscription may be refused if the session ends during the request.
    await following;
    const signOut = page.getByRole('button', { name: english('ui.signOut') });
    visit.expectComplaint(/503/);
    await intercept(page, '**/auth/sign-out', (route) => route.fulfill({ status: 503, json: {} }), {
      times: 1,
    });
    await signOut.click();
    await page.getByText(english('ui.leave.failed')).waitFor();
    expect(new URL(page.url()).pathname).toBe('/account');
    await signOut.click();
    await page.waitForURL((url) => url.pathname === '/sign-in');
  });
});
