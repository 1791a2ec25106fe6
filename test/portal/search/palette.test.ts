import { beforeAll, describe, expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { searchKey } from '../../../server/modules/partners/index.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { customerOf } from '../../api/bindings/fixtures.ts';
import { type Stage, setStage, submitted } from '../../api/discounts/stage.ts';
import { notices } from '../../api/invoices/notices.ts';
import { ordered } from '../../api/orders/deals.ts';
import { certified } from '../../api/settlement/bills.ts';
import { box as field, fits, press, TELEPHONE } from '../../kit/controls.ts';
import { intercept } from '../../kit/intercept.ts';
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
  const found = (page: Page, text: string) => options(page).filter({ hasText: text }).first();
  const opened = async (page: Page) => {
    await page.keyboard.press('Control+k');
    await box(page).waitFor();
  };
  const closed = async (page: Page) => {
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  };
  const nothing = (page: Page, text: string) =>
    page.getByText(t('ui.palette.nothing', { text })).waitFor();

  portal.it('takes the text that is typed while it loads; no key is lost', async () => {
    const { page, open } = await portal.as(stage.reviewer);
    const held = Promise.withResolvers<void>();
    await intercept(page, /\/assets\/Palette-.*\.js$/, async (route) => {
      await held.promise;
      await route.continue();
    });
    await open('/discounts');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('dfzx');
    await page.keyboard.press('Backspace');
    held.resolve();
    await box(page).waitFor();
    await page.keyboard.type('z');
    expect(await box(page).inputValue()).toBe('dfzz');
  });

  portal.it('F1 finds a customer by initials, and opens it without a mouse', async () => {
    const { page, open, checkAccess } = await portal.as(stage.manager);
    await open('/bills');
    await page.getByRole('heading', { level: 1, name: t('ui.nav.bills') }).waitFor();
    await opened(page);
    await page.keyboard.type('szyq');
    await found(page, '深圳云启').waitFor();
    await checkAccess();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: '深圳云启' }).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);

    // Words may be separate, and mixed from initials and syllables; a customer appears once, without its binding.
    await opened(page);
    await page.keyboard.type('yunqi sz');
    await found(page, '深圳云启').waitFor();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('东方 制造');
    const bound = options(page).filter({ hasText: /^东方制造/ });
    await bound.first().waitFor();
    expect(await bound.count()).toBe(1);
    await closed(page);

    // An opened object comes first the next time; arrows move the mark up and down.
    await opened(page);
    await page.getByRole('dialog').getByText(t('ui.palette.recent')).waitFor();
    expect(await options(page).first().textContent()).toContain('深圳云启');
    const marked = () => page.locator('[role=option][data-focused]').textContent();
    const [first, second] = await options(page).allTextContents();
    await page.keyboard.press('ArrowDown');
    if ((await marked()) === first) await page.keyboard.press('ArrowDown');
    expect(await marked()).toBe(second);
    await page.keyboard.press('ArrowUp');
    expect(await marked()).toBe(first);
    await closed(page);

    // Enter before the answer opens the result of the typed text, not one of the earlier text. A product has no page.
    await opened(page);
    await page.keyboard.type('szyq');
    await found(page, '深圳云启').waitFor();
    const held = Promise.withResolvers<void>();
    await intercept(page, '**/graphql', async (route) => {
      if (route.request().postData()?.includes(PRODUCT)) await held.promise;
      await route.continue();
    });
    await box(page).fill(PRODUCT);
    await page.keyboard.press('Enter');
    expect(await page.getByRole('dialog').count()).toBe(1);
    held.resolve();
    await page.getByRole('heading', { level: 2, name: PRODUCT }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/products');
  });

  portal.it('F1 offers the actions of the role, and says when nothing is found', async () => {
    const { page, open, checkAccess } = await portal.as(stage.manager);
    await open('/bills');
    await opened(page);
    const action = t('ui.binding.invite.action');
    await page.keyboard.type(action);
    await found(page, action).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: t('ui.binding.invite.title') }).waitFor();
    await page.keyboard.press('Escape');
    await opened(page);
    await page.keyboard.type('qqqq');
    await nothing(page, 'qqqq');
    await checkAccess();
    const finance = await portal.as(await portal.world.member(stage.partner, 'csp.finance'));
    await finance.open('/bills');
    await opened(finance.page);
    await finance.page.keyboard.type(t('ui.discount.create'));
    await nothing(finance.page, t('ui.discount.create'));
  });

  portal.it('F1 finds discounts, orders, bills and invoices by number', async () => {
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
  });

  portal.it('F1 finds a seller, whose figures open exactly their rows', async () => {
    const { page, open, go, checkAccess } = await portal.as(stage.manager);
    await open('/bills');
    await opened(page);
    await page.keyboard.insertText(stage.seller.name);
    await found(page, stage.seller.name).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: stage.seller.name }).waitFor();
    const figure = (name: string) => page.locator(`[data-figure=${name}]`);
    await figure('listed').waitFor();
    await checkAccess();
    const path = `/sellers/org_${stage.seller.id}`;
    const rows = page.locator('[role=tabpanel] table:not([aria-busy=true]) tbody tr');
    for (const name of ['listed', 'csp', 'waiting']) {
      await figure(name).click();
      await rows.first().waitFor();
      expect(await rows.count()).toBe(1);
      await go(path);
    }
    const deal = (await figure('sold').textContent())!.split(' ')[0]!;
    await figure('sold').click();
    await page.waitForURL(/\/transactions\?/);
    await page.locator('tfoot').getByText(deal.replace('¥', '')).waitFor();
    // A member of a partner finds no page of its own organization.
    await go(`/sellers/org_${stage.partner.id}`);
    await page.getByText(t('ui.failure.notFound.title')).waitFor();
  });

  portal.it('leads all sides to the page of a seller, and each to its own notes', async () => {
    const path = `/sellers/org_${stage.seller.id}`;
    const operator = await portal.as(stage.operator);
    await operator.open('/organizations');
    await operator.page.getByRole('link', { name: stage.seller.name }).click();
    await operator.page.waitForURL((url) => url.pathname === path);
    await field(operator.page, 'ui.note.text').fill('资质已核对');
    await press(operator.page, 'ui.note.add');
    const history = operator.page.getByRole('list', { name: t('ui.activity') });
    await history.getByText('资质已核对').waitFor();
    await operator.checkAccess();
    await operator.open(`/sellers/org_${stage.partner.id}`);
    await operator.page.waitForURL(/\/organizations\?q=/);

    const own = await portal.as(stage.sellerManager, TELEPHONE);
    await own.open(path);
    await own.page.locator('[data-figure=unpaid]').waitFor();
    expect(await own.page.getByText('资质已核对').count()).toBe(0);
    await fits(own.page);

    const rival = await portal.world.organization('SELLER', '邻家软件');
    const other = await portal.as(await portal.world.member(rival, 'seller.manager'));
    await other.open(path);
    await other.page.locator('[data-figure=listed]').getByText(/^0/).waitFor();
  });
});
