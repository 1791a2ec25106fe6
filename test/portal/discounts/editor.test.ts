import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { sql } from '../../../server/platform/sql/sql.ts';
import { day, type Stage, scheduled, setStage } from '../../api/discounts/stage.ts';
import { ordered } from '../../api/orders/deals.ts';
import { expectUnderWay, holdCommands } from '../../kit/held-commands.ts';
import { layoutFaults } from '../../kit/layout.ts';
import { listOn } from '../../kit/list.ts';
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
  const button = (page: Page, id: Parameters<typeof t>[0]) =>
    page.getByRole('button', { name: t(id), exact: true });

  async function begin(page: Page) {
    await page.getByRole('combobox', { name: t('ui.product') }).fill('xyERP');
    await page.getByRole('option', { name: /星云ERP/ }).click();
    await rate(page, '标准版').waitFor();
  }

  it(
    'F10 sets one rate for the selected lines by keyboard, and links to every invalid field',
    portal.story(async () => {
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

      await button(page, 'ui.discount.saveDraft').click();
      const alert = page.getByRole('alert').filter({ hasText: '有 2 处需要修正' });
      await alert.waitFor();
      expect(await name.evaluate((field) => field === document.activeElement)).toBe(true);
      await checkAccess();
      await alert
        .getByRole('link', { name: t('ui.discount.rateOf', { name: '增购用户' }) })
        .click();
      await page.keyboard.type('95');
      await alert.waitFor({ state: 'detached' });
      expect(await rate(page, '增购用户').inputValue()).toBe('95');
    }),
  );

  it(
    'F11 warns before unsent input is left, keeps it over a new sign-in, and copies a discount to a later period',
    portal.story(async () => {
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
      await button(page, 'ui.leave.go').click();
      await page.waitForURL(`${portal.url}/`);

      const again = await portal.as(stage.manager);
      await context.clearCookies();
      await context.addCookies(await again.context.cookies());
      await open('/discounts/new');
      await page.getByText(t('ui.restored')).waitFor();
      expect(await name.inputValue()).toBe('夏季专享');
      await button(page, 'ui.discount.saveDraft').click();
      await page.getByRole('heading', { level: 1, name: '夏季专享' }).waitFor();

      const facts = page.getByText(/2026-03-03 至 2027-03-02/).first();
      await facts.waitFor();
      await page.getByRole('link', { name: t('ui.discount.duplicate') }).click();
      await page.getByRole('heading', { level: 1, name: t('ui.discount.create') }).waitFor();
      expect(await name.inputValue()).toBe('夏季专享');
      const first = page.getByRole('group', { name: t('ui.discount.firstDay') });
      expect(await first.textContent()).toMatch(/2027\D*0?3\D*0?3/);
    }),
  );

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
      await button(second, 'ui.discount.saveDraft').click();
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
      const name = (tab: Page) => tab.getByLabel(t('ui.discount.name'));
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
      await button(page, 'ui.restored.startOver').click();
      await page.getByText(t('ui.restored')).waitFor({ state: 'detached' });
      await second.close();
      await page.goto('/discounts/new');
      await page.getByText(t('ui.restored')).waitFor();
      expect(await name(page).inputValue()).toBe('二号优惠');
    }),
  );

  it(
    'tells a representative without a customer why no customer can be chosen',
    portal.story(async () => {
      const rep = await portal.world.member(stage.partner, 'csp.rep', '赵敏');
      const { page, open, checkAccess } = await portal.as(rep);
      await open('/discounts/new');
      await page.getByRole('combobox', { name: t('ui.customer'), exact: true }).click();
      await page.getByText(t('ui.customers.noneMine')).waitFor();
      await page.keyboard.insertText('东方');
      await page.getByText(t('ui.customer.noneBound')).waitFor();
      await page.keyboard.press('Escape');
      await checkAccess();
    }),
  );

  it(
    'F12 submits once, however often the button is pressed, and shows that it is running',
    portal.story(async () => {
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
    }),
  );

  it(
    'shows the customer’s view of a discount, its link, and the orders that used it',
    portal.story(async () => {
      const [standard, extra] = stage.goods.specifications;
      const id = await scheduled(stage, {
        lines: [
          { specificationId: standard, payRate: '0.85' },
          { specificationId: extra, payRate: '0.9' },
        ],
      });
      await portal.moveClock(new Date(day('11')));
      const { number } = await ordered(stage, {
        discountId: id.slice(4),
        placedAt: new Date('2026-03-10T12:00:00+08:00'),
      });
      const { page, open, checkAccess } = await portal.as(stage.manager);
      await open(`/discounts/${id}`);
      await page.getByRole('img', { name: t('ui.discount.qr') }).waitFor();
      const view = page.getByRole('region', { name: t('ui.discount.share') });
      await view.getByText(t('ui.offer.only', { customer: '东方制造' })).waitFor();
      // A price for each specification and no total, because a customer may choose one of them.
      expect(await view.locator('li > strong').allTextContents()).toEqual([
        '¥10,493.82',
        '¥270.00',
      ]);
      const orders = page.getByRole('table', { name: t('ui.discount.orders') });
      await orders.getByRole('link', { name: number }).waitFor();
      await page.getByRole('button', { name: t('ui.print') }).waitFor();
      await checkAccess();

      await page.locator('[data-figure=sold]').click();
      await page.waitForURL(/\/orders\?/);
      const used = listOn(page, t('ui.nav.orders'));
      await used.counts(1);
      expect(await used.rows()).toEqual([number]);
      await open(`/discounts/${id}/edit`);
      await page.getByRole('heading', { level: 1, name: t('ui.discount.notEditable') }).waitFor();
      await checkAccess();
      await open(`/discounts/${id}`);

      // A copy begins with its prices, of which the linking page knows only a part.
      await page.getByRole('link', { name: t('ui.discount.duplicate') }).click();
      await rate(page, '标准版').waitFor();
      expect(await rate(page, '标准版').inputValue()).toBe('85.00');

      await page.setViewportSize({ width: 360, height: 740 });
      for (const path of [`/discounts/${id}`, `/discounts/new?from=${id}`]) {
        await open(path);
        await page.getByText('标准版').first().waitFor();
        await checkAccess();
        expect(await layoutFaults(page)).toEqual([]);
      }
    }),
  );
});
