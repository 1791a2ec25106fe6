import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { messageOf } from '../../../server/platform/api/messages.ts';
import { message } from '../../../server/platform/mail/catalog.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { partnerOf } from '../../api/bindings/fixtures.ts';
import {
  authorized,
  listed,
  type Stage,
  saved,
  seen,
  setStage,
} from '../../api/discounts/stage.ts';
import { box, button, fits, press } from '../../kit/controls.ts';
import { expectUnderWay, holdCommands } from '../../kit/held-commands.ts';
import { usePortal } from '../../kit/portal.ts';
import { t } from '../../kit/words.ts';

const MINUTE = 60_000;

describe('the discount editor', () => {
  const portal = usePortal();
  let stage: Stage;

  beforeAll(async () => {
    stage = await setStage(portal.world);
  });

  const rate = (page: Page, name: string) => page.getByLabel(t('ui.discount.rateOf', { name }));
  async function begin(page: Page) {
    await page.getByRole('combobox', { name: t('ui.product') }).fill('xyERP');
    await page.getByRole('option', { name: /星云ERP/ }).click();
    await rate(page, '标准版').waitFor();
  }

  portal.it('F10 sets a rate for selected lines, and links to invalid fields', async () => {
    const { page, open, checkAccess } = await portal.as(stage.manager);
    await open(`/discounts/new?customer=${stage.customerId}`);
    await begin(page);
    await button(page, 'ui.discount.setAll').press('Enter');
    await page.getByRole('dialog').getByRole('checkbox').first().waitFor();
    await page.keyboard.type('90');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.getByRole('dialog').getByRole('textbox').press('Enter');
    expect(await rate(page, '标准版').inputValue()).toBe('90.00');
    expect(await rate(page, '增购用户').inputValue()).toBe('');

    const name = page.getByLabel(t('ui.discount.name'));
    const isRefused = () => name.getAttribute('aria-invalid');
    expect(await isRefused()).toBeNull();
    await name.focus();
    await page.keyboard.press('Tab');
    await name.and(page.locator('[aria-invalid=true]')).waitFor();

    await press(page, 'ui.discount.saveDraft');
    const alert = page.getByRole('alert').filter({ hasText: '有 2 处需要修正' });
    await alert.waitFor();
    expect(await name.evaluate((field) => field === document.activeElement)).toBe(true);
    await checkAccess();
    await alert.getByRole('link', { name: t('ui.discount.rateOf', { name: '增购用户' }) }).click();
    await page.keyboard.type('95');
    await alert.waitFor({ state: 'detached' });
    expect(await rate(page, '增购用户').inputValue()).toBe('95');
  });

  portal.it('F11 keeps unsent input over a new sign-in, and copies a discount', async () => {
    const { page, open, context } = await portal.as(stage.manager);
    await open(`/discounts/new?customer=${stage.customerId}`);
    await begin(page);
    const name = page.getByLabel(t('ui.discount.name'));
    await name.fill('夏季专享');
    await rate(page, '标准版').fill('88');
    await rate(page, '增购用户').fill('88');
    const home = page.getByRole('link', { name: t('ui.nav.home'), exact: true });
    await home.click();
    await button(page, 'ui.leave.stay').last().click();
    expect(await name.inputValue()).toBe('夏季专享');
    await home.click();
    await press(page, 'ui.leave.go');
    await page.waitForURL(`${portal.url}/`);

    const again = await portal.as(stage.manager);
    await context.clearCookies();
    await context.addCookies(await again.context.cookies());
    await open('/discounts/new');
    await page.getByText(t('ui.restored')).waitFor();
    expect(await name.inputValue()).toBe('夏季专享');
    await press(page, 'ui.discount.saveDraft');
    await page.getByRole('heading', { level: 1, name: '夏季专享' }).waitFor();

    const facts = page.getByText(/2026-03-03 至 2027-03-02/).first();
    await facts.waitFor();
    await page.getByRole('link', { name: t('ui.discount.duplicate') }).click();
    await page.getByRole('heading', { level: 1, name: t('ui.discount.create') }).waitFor();
    expect(await name.inputValue()).toBe('夏季专享');
    const first = page.getByRole('group', { name: t('ui.discount.firstDay') });
    expect(await first.textContent()).toMatch(/2027\D*0?3\D*0?3/);
  });

  it(
    'F11 restores its draft after a crash of the tab and the end of the session, and saves it',
    portal.storyInNewWindows(async () => {
      const { page, open, context, expectComplaint } = await portal.as(stage.manager);
      expectComplaint(/401/);
      await page.clock.install();
      // A crashed tab runs no handlers for leaving the page.
      await page.addInitScript(() =>
        window.addEventListener('pagehide', (event) => event.stopImmediatePropagation()),
      );
      await open(`/discounts/new?customer=${stage.customerId}`);
      await begin(page);
      await rate(page, '标准版').fill('87.5');
      await page.getByLabel(t('ui.discount.name')).fill('秋季专享');
      await page.clock.runFor(5_000);
      await page.getByText(/已暂存在本机 \d\d:\d\d/).waitFor();
      await page.close();

      portal.realClock.advance(13 * 60 * MINUTE);
      const second = await context.newPage();
      await second.goto(`/discounts/new?customer=${stage.customerId}`);
      await second.getByRole('button', { name: /李明/ }).click();
      await second.getByText(t('ui.restored')).waitFor();
      const name = second.getByLabel(t('ui.discount.name'));
      expect(await name.inputValue()).toBe('秋季专享');
      expect(await rate(second, '标准版').inputValue()).toMatch(/^87.50?$/);
      await rate(second, '增购用户').fill('90');

      portal.realClock.advance(13 * 60 * MINUTE);
      await press(second, 'ui.discount.saveDraft');
      await second.getByRole('dialog', { name: t('ui.signIn.againTitle') }).waitFor();
      await second.getByRole('button', { name: t('ui.signIn.demoAs', { name: '李明' }) }).click();
      await second.getByRole('heading', { level: 1, name: '秋季专享' }).waitFor();
      const made = await portal.world.rows(
        sql`select status from exclusive_discount where name = '秋季专享'`,
      );
      expect(made).toEqual([{ status: 'DRAFT' }]);
      await second.goto('/discounts/new');
      await name.waitFor();
      expect(await name.inputValue()).toBe('');
    }),
  );

  it(
    'F11 keeps the input of each tab apart, and says that another tab has the form open',
    portal.storyInNewWindows(async () => {
      const { page, context } = await portal.as(stage.manager);
      const second = await context.newPage();
      const apart = (tab: Page) => tab.getByText(t('ui.restored.apart'));
      await page.goto('/discounts/new');
      await name(page).fill('一号优惠');
      await second.goto('/discounts/new');
      await apart(second).waitFor();
      await name(second).fill('二号优惠');
      // A reload keeps the input as an end of the tab does.
      for (const tab of [page, second, page]) {
        await tab.reload();
        await tab.getByText(t('ui.restored')).waitFor();
      }
      expect(await name(page).inputValue()).toBe('一号优惠');
      expect(await name(second).inputValue()).toBe('二号优惠');
      expect(await apart(page).count()).toBe(0);
      await press(page, 'ui.restored.startOver');
      await page.getByText(t('ui.restored')).waitFor({ state: 'detached' });
      await second.close();
      await page.goto('/discounts/new');
      await page.getByText(t('ui.restored')).waitFor();
      expect(await name(page).inputValue()).toBe('二号优惠');
    }),
  );

  portal.it('tells a representative without a customer why no customer can be chosen', async () => {
    const rep = await portal.world.member(stage.partner, 'csp.rep', '赵敏');
    const { page, open, checkAccess } = await portal.as(rep);
    await open('/discounts/new');
    await page.getByRole('combobox', { name: t('ui.customer'), exact: true }).click();
    await page.getByText(t('ui.customers.noneMine')).waitFor();
    await page.keyboard.insertText('东方');
    await page.getByText(t('ui.customer.noneBound')).waitFor();
    await page.keyboard.press('Escape');
    await checkAccess();
  });

  portal.it('F12 submits once, and shows that it is running', async () => {
    const { page, open, checkAccess } = await portal.as(stage.manager);
    await open(`/discounts/new?customer=${stage.customerId}`);
    await begin(page);
    await page.getByLabel(t('ui.discount.name')).fill('冬季专享');
    for (const name of ['标准版', '增购用户']) await rate(page, name).fill('90');
    const submit = button(page, 'ui.discount.submit');
    await submit.waitFor();
    const held = await holdCommands(page);
    await submit.dblclick();
    await expectUnderWay(submit);
    expect(await button(page, 'ui.discount.saveDraft').isDisabled()).toBe(true);
    await checkAccess();
    held.release();
    await page.getByRole('heading', { level: 1, name: '冬季专享' }).waitFor();
    // One saved it, the other submitted it.
    expect(held.keys).toHaveLength(2);
    const made = await portal.world.rows(
      sql`select status from exclusive_discount where name = '冬季专享'`,
    );
    expect(made).toEqual([{ status: 'SELLER_REVIEW' }]);
  });

  portal.it('is not marked invalid by a sign-in dialog above it', async () => {
    const { page, open, context, expectComplaint } = await portal.as(stage.manager);
    expectComplaint(/401/);
    await open('/discounts/new');
    const customer = page.getByRole('combobox', { name: t('ui.customer') });
    await customer.click();
    await context.clearCookies();
    await page.keyboard.type('dfzz');
    await page.getByRole('dialog', { name: t('ui.signIn.againTitle') }).waitFor();
    await page.waitForFunction(() => document.activeElement?.closest('[role=dialog]'));
    expect(await page.locator('main [aria-invalid=true]').count()).toBe(0);
  });

  const name = (page: Page) => page.getByLabel(t('ui.discount.name'));
  const question = (page: Page) => page.getByRole('alertdialog', { name: t('ui.stale.title') });
  /** Label, own and newer value of each differing field. */
  const compared = async (page: Page) => {
    const rows = await question(page).locator('tbody tr').all();
    return Promise.all(rows.map((row) => row.locator('th, td').allTextContents()));
  };

  portal.it('compares both versions next to the form, and either can be taken', async () => {
    const id = await saved(stage, { name: '原价' });
    const first = (await portal.as(stage.manager)).page;
    const visit = await portal.as(stage.manager, { width: 360, height: 740 });
    const second = visit.page;
    const facts = () => seen(stage.manager, id, 'name note lines { payRate }');
    for (const page of [first, second]) {
      await page.goto(`/discounts/${id}/edit`);
      await rate(page, '标准版').waitFor();
    }
    await name(first).fill('甲改的');
    await rate(first, '标准版').fill('90');
    await press(first, 'ui.discount.saveDraft');
    await first.getByRole('heading', { level: 1, name: '甲改的' }).waitFor();

    await rate(second, '标准版').fill('95');
    await box(second, 'ui.discount.note').fill('乙的备注');
    await press(second, 'ui.discount.saveDraft');
    await question(second).waitFor();
    expect(await compared(second)).toEqual([
      [t('ui.discount.name'), '原价', '甲改的'],
      ['标准版', '付 95%（9.5 折） · ¥11,728.39', '付 90%（9 折） · ¥11,111.10'],
      [t('ui.discount.note'), '乙的备注', t('ui.none')],
    ]);
    await visit.checkAccess();
    await fits(second);
    // Closing the question keeps the form; the next save asks again.
    await second.keyboard.press('Escape');
    await question(second).waitFor({ state: 'detached' });
    expect((await facts()).name).toBe('甲改的');
    await press(second, 'ui.discount.saveDraft');
    await question(second).waitFor();
    await press(second, 'ui.stale.takeMine');
    await second.getByRole('heading', { level: 1, name: '原价' }).waitFor();
    expect((await facts()).note).toBe('乙的备注');

    await first.goto(`/discounts/${id}/edit`);
    await name(first).fill('甲又改的');
    await second.goto(`/discounts/${id}/edit`);
    await name(second).fill('乙又改的');
    await press(second, 'ui.discount.saveDraft');
    await second.getByRole('heading', { level: 1, name: '乙又改的' }).waitFor();
    // The input based on the old version survives the reload, and keeps that version.
    await first.reload();
    await first.getByText(t('ui.restored')).waitFor();
    expect(await name(first).inputValue()).toBe('甲又改的');
    await press(first, 'ui.discount.saveDraft');
    await question(first).waitFor();
    await press(first, 'ui.stale.takeTheirs');
    await question(first).waitFor({ state: 'detached' });
    expect(await name(first).inputValue()).toBe('乙又改的');
    await press(first, 'ui.discount.saveDraft');
    await first.getByRole('heading', { level: 1, name: '乙又改的' }).waitFor();
  });

  portal.it('is compared in a dialog too, before a page that is newer', async () => {
    const goods = await listed(stage.sellerManager, '北极星CRM');
    const id = await authorized(stage.sellerManager, goods);
    const { page, open } = await portal.as(stage.sellerManager);
    await open(`/authorizations/csp/${id}`);
    const dialog = page.getByRole('dialog');
    await press(page, 'ui.authorization.amend');
    const share = dialog.getByLabel(t('ui.product.share'));
    await share.fill('22');
    await stage.sellerManager.mutate('cspAuthorizationModify', {
      id,
      version: 1,
      floorPayRate: '0.9',
      shareRatio: '0.25',
      validUntil: '2029-01-01T00:00:00.000+08:00',
    });
    await page.getByText(/V2/).first().waitFor({ state: 'attached' });
    await press(dialog, 'ui.authorization.amend');
    await question(page).waitFor();
    expect(await compared(page)).toEqual([
      [t('ui.product.share'), '22%', '25%'],
      [t('ui.authorization.floorPayRate'), '80%', '90%'],
      [t('ui.discount.lastDay'), '2029-12-31', '2028-12-31'],
    ]);
    await press(page, 'ui.stale.takeTheirs');
    await question(page).waitFor({ state: 'detached' });
    await share.waitFor({ state: 'detached' });
  });

  portal.it('is forbidden to a seller; a role without permission sees who has it', async () => {
    const { page, open } = await portal.as(stage.reviewer);
    await open('/discounts/new');
    await page.getByText(t('ui.failure.forbidden.text')).waitFor();
    const service = await portal.as(await portal.world.member(stage.partner, 'csp.service'));
    await service.open('/bills');
    const roles = (['CSP_OWNER', 'CSP_MANAGER', 'CSP_FINANCE', 'CSP_AUDITOR'] as const)
      .map((role) => t(`enum.Role.${role}`))
      .join(t('ui.listSeparator'));
    await service.page.getByText(t('ui.roles.mayNot', { roles })).waitFor();
    await service.checkAccess();
  });

  portal.it('is open to no sub-distributor, on any path', async () => {
    const distributor = await partnerOf(portal.world, '东联科技');
    await portal.world.rows(
      sql`update partner set tier = 'DISTRIBUTOR' where id = ${distributor.id}`,
    );
    await portal.world.rows(sql`
      update partner set tier = 'SUB_DISTRIBUTOR', parent_id = ${distributor.id}, parent_name = '东联科技'
      where id = ${stage.partner.id}`);
    const { page, open, go, checkAccess } = await portal.as(stage.manager);
    const main = page.getByRole('main');
    const create = t('ui.discount.create');
    await open('/');
    await main.getByRole('button', { name: t('ui.binding.invite.action') }).waitFor();
    expect(await main.getByText(create, { exact: true }).count()).toBe(0);

    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: t('ui.palette.label') }).fill(create);
    await page
      .getByRole('dialog')
      .getByText(t('ui.palette.nothing', { text: create }))
      .waitFor();
    await page.keyboard.press('Escape');

    await go('/discounts');
    const button = main.getByRole('button', { name: create }).first();
    await button.focus();
    await page.getByRole('tooltip', { name: t('error.TIER_NOT_ALLOWED') }).waitFor();
    await button.press('Enter');
    expect(new URL(page.url()).pathname).toBe('/discounts');

    await go(`/customers/${stage.customerId}`);
    await main.getByRole('heading', { level: 1, name: '东方制造' }).waitFor();
    expect(await main.getByText(create, { exact: true }).count()).toBe(0);

    await go('/discounts/new');
    await main.getByText(t('error.TIER_NOT_ALLOWED')).waitFor();
    expect(await main.getByRole('textbox').count()).toBe(0);
    await checkAccess();
  });
});

it.each([
  ['BELOW_FLOOR', 'floor'],
  ['RATE_ABOVE_WIDER', 'rate'],
  ['RATE_BELOW_NARROWER', 'rate'],
  ['RATE_MISMATCH', 'expected'],
  ['SHARE_ABOVE_MAXIMUM', 'maximum'],
] as const)(
  'a refusal for %s shows its rate as an exact percentage, not as a fraction',
  (code, name) => {
    const given = '0.03';
    expect(message('zh', `error.${code}`, { given, [name]: '0.9' })).toContain('90%');
    expect(messageOf(code, { given, [name]: '0.851833' })).toContain('85.1833%');
  },
);
