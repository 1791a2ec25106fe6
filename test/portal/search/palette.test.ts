import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { searchKey } from '../../../server/modules/partners/index.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { customerOf } from '../../api/bindings/fixtures.ts';
import { type Stage, setStage, submitted } from '../../api/discounts/stage.ts';
import { notices } from '../../api/invoices/notices.ts';
import { ordered } from '../../api/orders/deals.ts';
import { certified } from '../../api/settlement/bills.ts';
import { intercept } from '../../kit/intercept.ts';
import { layoutFaults } from '../../kit/layout.ts';
import { usePortal } from '../../kit/portal.ts';
import { t } from '../../kit/words.ts';

const PRODUCT = '星云ERP';

describe('the command palette', () => {
  const portal = usePortal();
  let stage: Stage;

  beforeAll(async () => {
    stage = await setStage(portal.world);
    const name = '深圳云启';
    await customerOf(portal.world, name, [stage.partner], { nameKey: searchKey(name) });
  });

  const box = (page: Page) => page.getByRole('combobox', { name: t('ui.palette.label') });
  const options = (page: Page) => page.getByRole('dialog').getByRole('option');

  it(
    'F1 finds a customer by initials from any page, and opens it without a mouse',
    portal.story(async () => {
      const { page, open, checkAccess } = await portal.as(stage.manager);
      await open('/bills');
      await page.getByRole('heading', { level: 1, name: t('ui.nav.bills') }).waitFor();
      await page.keyboard.press('Control+k');
      await box(page).waitFor();
      await checkAccess();
      await page.keyboard.type('szyq');
      await options(page).filter({ hasText: '深圳云启' }).first().waitFor();
      await checkAccess();
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: '深圳云启' }).waitFor();
      expect(await page.getByRole('dialog').count()).toBe(0);

      // Words may be separate, and mixed from initials and syllables; a customer appears once,
      // without its binding.
      await page.keyboard.press('Control+k');
      await page.keyboard.type('yunqi sz');
      await options(page).filter({ hasText: '深圳云启' }).first().waitFor();
      await page.keyboard.press('Control+a');
      await page.keyboard.type('东方 制造');
      const bound = options(page).filter({ hasText: /^东方制造/ });
      await bound.first().waitFor();
      expect(await bound.count()).toBe(1);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });

      // An opened object comes first the next time.
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').getByText(t('ui.palette.recent')).waitFor();
      expect(await options(page).first().textContent()).toContain('深圳云启');
      // Arrows move the mark up and down.
      const marked = () => page.locator('[role=option][data-focused]').textContent();
      const [first, second] = await options(page).allTextContents();
      await page.keyboard.press('ArrowDown');
      if ((await marked()) === first) await page.keyboard.press('ArrowDown');
      expect(await marked()).toBe(second);
      await page.keyboard.press('ArrowUp');
      expect(await marked()).toBe(first);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }),
  );

  it(
    'opens the result of the typed text although Enter precedes it, not a result of the earlier text',
    portal.story(async () => {
      const { page, open } = await portal.as(stage.manager);
      await open('/bills');
      await page.keyboard.press('Control+k');
      await box(page).waitFor();
      await page.keyboard.type('szyq');
      await options(page).filter({ hasText: '深圳云启' }).first().waitFor();
      let answer = () => {};
      const held = new Promise<void>((resolve) => {
        answer = resolve;
      });
      await intercept(page, '**/graphql', async (route) => {
        if (route.request().postData()?.includes(PRODUCT)) await held;
        await route.continue();
      });
      await box(page).fill(PRODUCT);
      await page.keyboard.press('Enter');
      expect(await page.getByRole('dialog').count()).toBe(1);
      answer();
      await page.getByRole('heading', { level: 2, name: PRODUCT }).waitFor();
    }),
  );

  it(
    'F1 finds discounts, orders, bills and invoices by number, each under its heading',
    portal.story(async () => {
      const { world } = portal;
      const discountId = (await submitted(stage)).slice(4);
      const { owner } = await certified(stage);
      const [notice] = await notices(stage);
      const { number: order, id: orderId } = await ordered(stage);
      const [numbers] = await world.rows<{ discount: string; bill: string; invoice: string }>(sql`
        select d.number as discount, b.number as bill, i.payment_request_number as invoice
        from exclusive_discount d, settlement_bill b, invoice i
        where d.id = ${discountId} and b.id = ${notice!.billId} and i.bill_id = b.id`);
      const { page, open } = await portal.as(owner);
      await open('/team');
      await page.getByRole('heading', { level: 1 }).waitFor();
      const expected = [
        ['ui.nav.discounts', numbers!.discount, `/discounts/dsc_${discountId}`],
        ['ui.nav.orders', order, `/orders/${orderId}`],
        ['ui.nav.bills', numbers!.bill, `/bills/stl_${notice!.billId}`],
        ['ui.nav.invoices', numbers!.invoice, `/invoices/${notice!.id}`],
      ] as const;
      for (const [heading, number, path] of expected) {
        await page.keyboard.press('Control+k');
        await box(page).waitFor();
        await page.keyboard.type(number.toLowerCase());
        await page
          .getByRole('dialog')
          .getByRole('group', { name: t(heading) })
          .waitFor();
        await options(page).filter({ hasText: number }).waitFor();
        await page.keyboard.press('Enter');
        await page.waitForURL((url) => url.pathname === path);
        await page.getByRole('dialog').waitFor({ state: 'detached' });
      }
    }),
  );

  it(
    'F1 finds a seller, whose figures open exactly their rows',
    portal.story(async () => {
      const { page, open, checkAccess } = await portal.as(stage.manager);
      await open('/bills');
      await page.keyboard.press('Control+k');
      await box(page).waitFor();
      await page.keyboard.insertText(stage.seller.name);
      await options(page).filter({ hasText: stage.seller.name }).first().waitFor();
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: stage.seller.name }).waitFor();
      await page.locator('[data-figure=listed]').waitFor();
      await checkAccess();
      const path = `/sellers/org_${stage.seller.id}`;
      const table = page.locator('[role=tabpanel] table:not([aria-busy=true])');
      for (const figure of ['listed', 'csp', 'waiting']) {
        await open(path);
        await page.locator(`[data-figure=${figure}]`).click();
        await table.locator('tbody tr').first().waitFor();
        expect(await table.locator('tbody tr').count()).toBe(1);
      }
      await open(path);
      const deal = (await page.locator('[data-figure=sold]').textContent())!.split(' ')[0]!;
      await page.locator('[data-figure=sold]').click();
      await page.waitForURL(/\/transactions\?/);
      await page.locator('tfoot').getByText(deal.replace('¥', '')).waitFor();
      // A member of a partner finds no page of its own organization.
      await open(`/sellers/org_${stage.partner.id}`);
      await page.getByText(t('ui.failure.notFound.title')).waitFor();
    }),
  );

  it(
    'the page of a seller shows its own members and operators the same rows, and each their own notes',
    portal.story(async () => {
      const path = `/sellers/org_${stage.seller.id}`;
      const operator = await portal.as(stage.operator);
      await operator.open('/organizations');
      await operator.page.getByRole('link', { name: stage.seller.name }).click();
      await operator.page.waitForURL((url) => url.pathname === path);
      await operator.page.getByRole('textbox', { name: t('ui.note.text') }).fill('资质已核对');
      await operator.page.getByRole('button', { name: t('ui.note.add'), exact: true }).click();
      await operator.page
        .getByRole('list', { name: t('ui.activity') })
        .getByText('资质已核对')
        .waitFor();
      await operator.checkAccess();
      await operator.open(`/sellers/org_${stage.partner.id}`);
      await operator.page.waitForURL(/\/organizations\?q=/);

      const look = { language: 'en-US', theme: 'dark', width: 360, height: 740 } as const;
      const own = await portal.as(stage.sellerManager, look);
      await own.open(path);
      await own.page.locator('[data-figure=unpaid]').waitFor();
      expect(await own.page.getByText('资质已核对').count()).toBe(0);
      expect(await layoutFaults(own.page)).toEqual([]);
      const width = await own.page.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBe(360);
      await own.checkAccess();

      const rival = await portal.world.member(
        await portal.world.organization('SELLER', '邻家软件'),
        'seller.manager',
      );
      const other = await portal.as(rival);
      await other.open(path);
      await other.page.locator('[data-figure=listed]').getByText(/^0/).waitFor();
    }),
  );

  it(
    'F1 offers the actions of the role, and says when nothing is found',
    portal.story(async () => {
      const { page, open, checkAccess } = await portal.as(stage.manager);
      await open('/bills');
      await page.keyboard.press('Control+k');
      await box(page).waitFor();
      await page.keyboard.type(t('ui.binding.invite.action'));
      await options(page)
        .filter({ hasText: t('ui.binding.invite.action') })
        .waitFor();
      await page.keyboard.press('Enter');
      await page.getByRole('dialog', { name: t('ui.binding.invite.title') }).waitFor();
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+k');
      await box(page).waitFor();
      await page.keyboard.type('qqqq');
      await page.getByText(t('ui.palette.nothing', { text: 'qqqq' })).waitFor();
      await checkAccess();
      await page.keyboard.press('Escape');

      // A product has no page: it opens in the panel of its list.
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.keyboard.press('Control+k');
      await box(page).waitFor();
      await page.keyboard.insertText(PRODUCT);
      await options(page).filter({ hasText: PRODUCT }).first().waitFor();
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 2, name: PRODUCT }).waitFor();
      expect(new URL(page.url()).pathname).toBe('/products');

      const finance = await portal.as(await portal.world.member(stage.partner, 'csp.finance'));
      await finance.open('/bills');
      await finance.page.keyboard.press('Control+k');
      await box(finance.page).waitFor();
      await finance.page.keyboard.type(t('ui.discount.create'));
      await finance.page
        .getByText(t('ui.palette.nothing', { text: t('ui.discount.create') }))
        .waitFor();
    }),
  );
});
