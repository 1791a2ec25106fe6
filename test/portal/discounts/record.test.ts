import { beforeAll, describe, expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { sql } from '../../../server/platform/sql/sql.ts';
import {
  authorized,
  day,
  listed,
  type Stage,
  saved,
  scheduled,
  seen,
  setStage,
  submitted,
} from '../../api/discounts/stage.ts';
import { ordered } from '../../api/orders/deals.ts';
import { EXE, PDF } from '../../api/platform/upload.ts';
import { box, button, fits, press } from '../../kit/controls.ts';
import { modal } from '../../kit/dialogs.ts';
import { holdCommands } from '../../kit/held-commands.ts';
import { intercept } from '../../kit/intercept.ts';
import { focusComesTo } from '../../kit/keyboard.ts';
import { listOn } from '../../kit/list.ts';
import { usePortal } from '../../kit/portal.ts';
import { subscribed } from '../../kit/visit.ts';
import { t } from '../../kit/words.ts';

describe('the page of a discount', () => {
  const portal = usePortal();
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage(portal.world);
  });

  const withdrawn = (page: Page) =>
    page.getByText(t('enum.ExclusiveDiscountStatus.WITHDRAWN')).first().waitFor();
  const asks = (operation: string) => (request: { postData(): string | null }) =>
    Boolean(request.postData()?.includes(`"${operation}"`));

  portal.it('keeps its content and open dialogs while an event makes it refetch', async () => {
    const id = await submitted(stage, { name: '正在查看' });
    const { page, open } = await portal.as(stage.manager);
    const following = subscribed(page);
    await open(`/discounts/${id}`);
    await following;
    await press(page, 'ui.discount.withdraw');
    const dialog = modal(page);
    await dialog.waitFor();
    // A key that is pressed too early does nothing.
    await focusComesTo(page, t('ui.cancel'));
    const held = Promise.withResolvers<void>();
    await intercept(page, '**/graphql', async (route) => {
      if (asks('DiscountPage')(route.request())) await held.promise;
      await route.continue();
    });
    const asked = page.waitForRequest(asks('DiscountPage'));
    const counted = page.waitForResponse((response) => asks('Shell')(response.request()));
    await stage.manager.mutate('exclusiveDiscountWithdraw', { id });
    await Promise.all([asked, counted]);
    expect(await page.locator('h1').textContent()).toBe('正在查看');
    expect(await dialog.isVisible()).toBe(true);
    held.resolve();
    await withdrawn(page);
  });

  portal.it('shows an event between its query and its subscription', async () => {
    const name = '订阅之前的变化';
    const id = await submitted(stage, { name });
    const { page, open } = await portal.as(stage.manager);
    const held = Promise.withResolvers<void>();
    await intercept(page, '**/graphql/stream', async (route) => {
      await held.promise;
      await route.continue();
    });
    await open(`/discounts/${id}`);
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await stage.manager.mutate('exclusiveDiscountWithdraw', { id });
    held.resolve();
    await withdrawn(page);
  });

  describe('with a discussion', () => {
    let id: string;
    beforeAll(async () => {
      id = await submitted(stage, { name: '讨论中的优惠' });
    });

    const thread = (page: Page) => page.getByRole('region', { name: t('ui.thread.title') });
    const said = (page: Page, text: string) =>
      thread(page).getByRole('listitem').filter({ hasText: text });
    const field = (page: Page) => page.getByLabel(t('ui.thread.body'));
    const choose = (page: Page, files: Record<string, Buffer>) =>
      page.locator('input[type=file]').setInputFiles(
        Object.entries(files).map(([name, buffer]) => ({
          name,
          mimeType: 'application/octet-stream',
          buffer,
        })),
      );
    const chosen = (page: Page, name: string) =>
      page.getByRole('button', { name: t('ui.files.remove', { name }) });

    portal.it('shares words and a file with the seller, who answers inside', async () => {
      const partner = await portal.as(stage.manager);
      partner.expectComplaint(/422/);
      await partner.open(`/discounts/${id}`);
      await choose(partner.page, { '报价.pdf': PDF, '安装.pdf': EXE });
      await partner.page.getByRole('alert').filter({ hasText: '不支持该类型的文件' }).waitFor();
      await chosen(partner.page, '安装.pdf').click();
      await field(partner.page).fill('请按 8.5 折审核，客户本周签约。');
      await partner.checkAccess();
      await field(partner.page).press('Control+Enter');
      await said(partner.page, '客户本周签约').waitFor();
      expect(await field(partner.page).inputValue()).toBe('');
      await partner.page.getByText('共 1 个').waitFor();

      const seller = await portal.as(stage.reviewer);
      await seller.open(`/review?open=${id}`);
      // The parts above the discussion move it when they are answered.
      await seller.drawn();
      const link = thread(seller.page).getByRole('link', { name: /报价\.pdf/ });
      const [download] = await Promise.all([seller.page.waitForEvent('download'), link.click()]);
      expect(download.suggestedFilename()).toBe('报价.pdf');
      await seller.page.getByRole('radio', { name: t('ui.thread.internal') }).click();
      await field(seller.page).fill('毛利只剩 12%，请主管确认。');
      await press(seller.page, 'ui.thread.send');
      await said(seller.page, '毛利只剩').waitFor();
      await seller.checkAccess();

      await partner.page.reload();
      await said(partner.page, '客户本周签约').waitFor();
      expect(await said(partner.page, '毛利只剩').count()).toBe(0);
    });

    portal.it('keeps the words and the file of the next comment while one is sent', async () => {
      const { page, open } = await portal.as(stage.manager);
      await open(`/discounts/${id}`);
      await field(page).fill('第一条');
      const held = await holdCommands(page);
      await field(page).press('Control+Enter');
      await held.sent(1);
      await field(page).press('End');
      await page.keyboard.type('第二条');
      await choose(page, { '附件.pdf': PDF });
      await chosen(page, '附件.pdf').waitFor();
      held.release();
      await said(page, '第一条').waitFor();
      await page.waitForFunction(
        (element) => (element as HTMLTextAreaElement).value === '第二条',
        await field(page).elementHandle(),
      );
      expect(await chosen(page, '附件.pdf').count()).toBe(1);
      await press(page, 'ui.thread.send');
      await said(page, '第二条')
        .getByRole('link', { name: /附件\.pdf/ })
        .waitFor();
    });

    portal.it('says what is next to each side, and keeps notes and refused words', async () => {
      const title = t('ui.deadlineOf.ExclusiveDiscount.remind.SELLER.title');
      const next = (page: Page) => page.getByRole('region', { name: t('ui.record.next') });
      const { page, open, checkAccess } = await portal.as(stage.manager);
      await open(`/discounts/${id}`);
      await next(page).getByText(t('ui.record.nextIs', { title })).waitFor();
      expect(await next(page).getByRole('link').count()).toBe(0);
      await box(page, 'ui.note.text').fill('先谈年度框架');
      await press(page, 'ui.note.add');
      await page
        .getByRole('list', { name: t('ui.activity') })
        .getByText('先谈年度框架')
        .waitFor();
      await checkAccess();
      const seller = await portal.as(stage.reviewer);
      await seller.open(`/discounts/${id}`);
      await next(seller.page).getByRole('link').waitFor();
      expect(await seller.page.getByText('先谈年度框架').count()).toBe(0);
      await next(seller.page).getByRole('link').click();
      await seller.page.waitForURL(/\/review\?open=/);

      await page.setViewportSize({ width: 360, height: 800 });
      await field(page).fill('还在吗？');
      await fits(page);
      await stage.manager.mutate('exclusiveDiscountWithdraw', { id });
      await press(page, 'ui.thread.send');
      await page.getByRole('alert').or(page.getByText(/状态/)).first().waitFor();
      expect(await field(page).inputValue()).toBe('还在吗？');
    });
  });

  describe('that ends', () => {
    const action = 'ui.job.exclusiveDiscountExtend';

    portal.it('is extended with others; the preview counts the money and the refused', async () => {
      await scheduled(stage, { name: '年度优惠' });
      await saved(stage, { name: '草稿优惠' });
      const { page, open, checkAccess } = await portal.as(stage.manager);
      await open('/discounts');
      const table = page.getByRole('table', { name: t('ui.nav.discounts') });
      for (const name of ['年度优惠', '草稿优惠'])
        await table.getByRole('row', { name }).locator('label').first().click();
      await press(page, action);
      const dialog = page.getByRole('dialog', { name: t(action) });
      await dialog.getByText(t('ui.bulk.accepted', { count: 1 })).waitFor();
      await dialog.getByText(t('enum.BulkWorthKind.NET_TOTAL')).waitFor();
      await dialog.getByRole('radio', { name: t('ui.bulk.extendOnDay') }).click();
      await dialog.getByText(t('ui.bulk.incomplete')).waitFor();
      await dialog.getByRole('spinbutton').first().focus();
      await page.keyboard.type('20260630');
      await dialog.getByText(t('ui.bulk.accepted', { count: 1 })).waitFor();
      const reason = t('error.NOT_IN_THIS_STATE');
      await dialog.getByText(t('ui.bulk.refused', { count: 1, reason })).waitFor();
      await checkAccess();
      const start = t('ui.bulk.start', { action: t(action), count: 1 });
      await dialog.getByRole('button', { name: start }).click();
      const successor = table.getByRole('row', { name: '年度优惠 – 2026-06-30' });
      await successor.waitFor();
      expect(await successor.textContent()).toContain(
        t('enum.ExclusiveDiscountStatus.SELLER_REVIEW'),
      );
    });

    portal.it('is extended here, with links to the successor and back', async () => {
      const name = '单个优惠';
      const id = await scheduled(stage, {
        name,
        lines: [{ specificationId: stage.goods.specifications[1], payRate: '0.85' }],
      });
      const { page, open, checkAccess } = await portal.as(stage.manager);
      await open(`/discounts/${id}`);
      await press(page, action);
      const dialog = page.getByRole('dialog', { name: t('ui.discount.extendTitle', { name }) });
      await dialog.waitFor();
      await checkAccess();
      // The dialog focuses its first field.
      await page.locator('[role=spinbutton]:focus').waitFor();
      await page.keyboard.type('20260630');
      await press(dialog, action);
      await page.getByRole('heading', { level: 1, name: `${name} – 2026-06-30` }).waitFor();
      await page.getByRole('link', { name, exact: true }).click();
      await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
      await page.getByRole('link', { name: `${name} – 2026-06-30` }).waitFor();
      await button(page, action).hover();
      await page.getByText(t('error.ALREADY_EXTENDED')).waitFor();
    });
  });

  portal.inChapters('that is effective', (chapter) => {
    let id: string;

    chapter('shows the view of the customer, the link, and the orders that used it', async () => {
      const goods = await listed(stage.sellerManager, '数据网关');
      await authorized(stage.sellerManager, goods);
      id = await scheduled(stage, {
        productId: goods.productId,
        lines: goods.specifications.map((specificationId, at) => ({
          specificationId,
          payRate: ['0.85', '0.9'][at],
        })),
      });
      await portal.moveClock(new Date(day('11')));
      const { number } = await ordered(
        { ...stage, goods },
        { discountId: id.slice(4), placedAt: new Date('2026-03-10T12:00:00+08:00') },
      );
      const { page, open, go, checkAccess } = await portal.as(stage.manager);
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

      const offers = async () =>
        await portal.world.rows(sql`select from outbox_message where template = 'discountOffer'`);
      const { length: before } = await offers();
      await press(page, 'ui.discount.mailAgain');
      await press(modal(page), 'ui.discount.mailAgain');
      await page.getByText(t('ui.discount.mailed', { customer: '东方制造' })).waitFor();
      expect(await offers()).toHaveLength(before + 1);

      await page.locator('[data-figure=sold]').click();
      await page.waitForURL(/\/orders\?/);
      const used = listOn(page, t('ui.nav.orders'));
      await used.counts(1);
      expect(await used.rows()).toEqual([number]);
      await go(`/discounts/${id}/edit`);
      await page.getByRole('heading', { level: 1, name: t('ui.discount.notEditable') }).waitFor();
      await checkAccess();
      await go(`/discounts/${id}`);
      // A copy begins with its prices, of which the linking page knows only a part.
      await page.getByRole('link', { name: t('ui.discount.duplicate') }).click();
      const rate = page.getByLabel(t('ui.discount.rateOf', { name: '标准版' }));
      await rate.waitFor();
      expect(await rate.inputValue()).toBe('85.00');

      await page.setViewportSize({ width: 360, height: 740 });
      await fits(page);
      await go(`/discounts/${id}`);
      await page.getByText('标准版').first().waitFor();
      await fits(page);
    });

    chapter('shows its customer the price without an account, until it is revoked', async () => {
      const { privateUrl } = await seen(stage.manager, id, 'privateUrl');
      const { page, open, checkAccess } = await portal.visit();
      await open(privateUrl);
      await page.getByText('¥10,493.82').first().waitFor();
      await page.getByText(t('ui.offer.how')).waitFor();
      expect(await page.getByText(t('ui.discount.floor')).count()).toBe(0);
      await checkAccess();
      // A partner's member who follows the link must confirm before the current session ends.
      const own = await portal.as(stage.manager);
      await own.open(privateUrl);
      await own.page.getByRole('button', { name: t('ui.buyer.ask.open') }).waitFor();
      await stage.manager.mutate('exclusiveDiscountRevoke', { id, reason: '改价' });
      await open(privateUrl);
      const dead = { level: 1, name: t('ui.buyer.dead.REVOKED.title') };
      await page.getByRole('heading', dead).waitFor();
    });
  });
});
