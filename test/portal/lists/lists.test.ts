import { beforeAll, describe, expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { customerOf } from '../../api/bindings/fixtures.ts';
import { day, type Stage, setStage, submitted } from '../../api/discounts/stage.ts';
import { noon, ordered, refunded } from '../../api/orders/deals.ts';
import { fits } from '../../kit/controls.ts';
import { intercept } from '../../kit/intercept.ts';
import { tabTo } from '../../kit/keyboard.ts';
import { usePortal } from '../../kit/portal.ts';
import { subscribed } from '../../kit/visit.ts';
import { t } from '../../kit/words.ts';

const PENDING = '/transactions?view=pending';

describe('lists that answer', () => {
  const portal = usePortal();
  let stage: Stage;

  beforeAll(async () => {
    stage = await setStage(portal.world);
    await portal.moveClock(noon('03-15'));
    const line = (listMinor: bigint) => ({ listMinor });
    await ordered(stage, { placedAt: noon('02-03'), lines: [line(100_000n)] });
    await ordered(stage, { placedAt: noon('02-20'), lines: [line(700_000n)] });
    await ordered(stage, {
      placedAt: noon('03-02'),
      lines: [{ ...line(50_000n), shareRatio: null, strategy: null }],
    });
    const sold = await ordered(stage, { placedAt: noon('03-03'), lines: [line(150_000n)] });
    await ordered(stage, {
      placedAt: noon('03-04'),
      lines: [{ ...line(300_000n), supervision: 'IN_PROGRESS', effectiveAt: null }],
    });
    await refunded(stage, sold.lineIds[0]!, 50_000n, noon('03-05'));
  });

  const foot = (page: Page) => page.locator('main tfoot');
  const sums = (page: Page) => page.getByRole('region', { name: t('ui.list.sums') });
  const preset = (page: Page, id: 'month') =>
    page.getByRole('main').getByRole('radio', { name: t(`ui.period.${id}`) });

  portal.it('compare a period with as many days before, and count their rows', async () => {
    const { page, open, checkAccess } = await portal.as(stage.manager);
    await open('/orders');
    await foot(page)
      .getByText(t('ui.list.totalOf', { count: '6' }))
      .waitFor();
    await foot(page).getByText('12,500.00').waitFor();
    await preset(page, 'month').click();
    await page.waitForURL(/placedWithin=month/);
    await foot(page)
      .getByText(t('ui.list.totalOf', { count: '4' }))
      .waitFor();
    // 4,500 of 15 days in March against the 1,000 of the first 15 days in February.
    const strip = sums(page);
    await strip.getByText('4,500.00').first().waitFor();
    await strip
      .getByText(t('ui.list.more', { rate: '350%' }))
      .first()
      .waitFor();
    await strip
      .getByText(t('ui.list.comparedDays', { from: '2026-02-01', until: '2026-02-15' }))
      .waitFor();
    // The refund is red, and its head names the currency.
    const minus = page.getByRole('cell', { name: '−500.00', exact: true });
    expect(await minus.locator('.t-bad').count()).toBe(1);
    await fits(page);
    await checkAccess();
    await preset(page, 'month').click();
    await foot(page).getByText('12,500.00').waitFor();
  });

  portal.it('show the focused row above the sums at a zoom of 200%', async () => {
    const { page, open } = await portal.as(stage.manager, { width: 683, height: 400 });
    await open('/orders');
    const rows = page.locator('main tbody').getByRole('link');
    await rows.nth(5).waitFor();
    const numbers = await rows.allTextContents();
    await rows.first().focus();
    for (let at = 1; at < 6; at++) {
      await tabTo(page, numbers[at]!);
      const row = (await rows.nth(at).boundingBox())!;
      const { y } = (await foot(page).locator('td').first().boundingBox())!;
      expect(row.y + row.height).toBeLessThanOrEqual(y);
    }
  });

  portal.it('have no columns that the role may not read', async () => {
    const service = await portal.world.member(stage.partner, 'csp.service', '孙磊');
    const heads: string[][] = [];
    for (const member of [stage.manager, service]) {
      const { page, open } = await portal.as(member);
      await open('/transactions');
      await foot(page).waitFor();
      heads.push(await page.getByRole('columnheader').allTextContents());
    }
    const billed = [t('ui.bill.settlement'), t('ui.transactions.billing')];
    const has = (texts: string[]) =>
      billed.map((text) => texts.some((head) => head.includes(text)));
    expect(heads.map(has)).toEqual([
      [true, true],
      [false, false],
    ]);
  });

  portal.it('part what awaits its bill by the first reason, and a part filters', async () => {
    const { page, open, checkAccess } = await portal.as(stage.manager);
    await open(PENDING);
    const parts = page.getByRole('group', { name: t('ui.earned.why') });
    const part = (reason: 'NO_SHARE_AGREED') =>
      parts.getByRole('button', { name: t(`enum.BillingBlocker.${reason}`) });
    await part('NO_SHARE_AGREED').getByText(t('ui.earned.notCounted')).waitFor();
    await checkAccess();
    const counts = await parts.getByRole('button').locator('b').allInnerTexts();
    const all = counts.reduce((sum, text) => sum + Number.parseInt(text, 10), 0);
    await foot(page)
      .getByText(t('ui.list.totalOf', { count: String(all) }))
      .waitFor();
    await part('NO_SHARE_AGREED').click();
    await page.waitForURL(/billingReason=NO_SHARE_AGREED/);
    const count = Number.parseInt(counts[0]!, 10);
    await foot(page)
      .getByText(t('ui.list.totalOf', { count: String(count) }))
      .waitFor();
    await part('NO_SHARE_AGREED').click();
    await foot(page)
      .getByText(t('ui.list.totalOf', { count: String(all) }))
      .waitFor();
  });

  portal.it('show the best customers first to a partner, and sort by figures', async () => {
    const { page, open } = await portal.as(stage.manager);
    await open('/customers');
    const head = page.getByRole('columnheader', { name: t('ui.customer.soldThisYear') });
    await head.and(page.locator('[aria-sort=descending]')).waitFor();
    await foot(page).getByText('12,500.00').waitFor();
    await head.getByRole('button').click();
    await head.and(page.locator('[aria-sort=ascending]')).waitFor();
    await page.waitForURL(/sort=SOLD/);
    const operator = await portal.as(stage.operator);
    await operator.open('/customers');
    await operator.page.getByRole('columnheader', { name: t('ui.customer') }).waitFor();
    expect(
      await operator.page
        .getByRole('columnheader', { name: t('ui.customer.soldThisYear') })
        .count(),
    ).toBe(0);
  });

  portal.it('ignore what they do not know in the address, with a note', async () => {
    const { page, open, go } = await portal.as(stage.manager);
    await open('/orders');
    const cases = [
      ['customerId=cus_00000000-0000-7000-8000-00000000000x', 'ui.customer'],
      ['placedWithin=2026-02-30~2026-03-01', 'ui.order.placedAt'],
      ['placedWithin=2026-03-02~2026-03-01', 'ui.order.placedAt'],
      ['placedWithin=fortnight', 'ui.order.placedAt'],
      ['status=LOST', 'ui.status'],
      ['status=LOST~COMPLETED', 'ui.status'],
      ['sort=COLOR', 'ui.list.sort'],
      ['view=mine', 'ui.view'],
      ['status=LOST&sort=-COLOR', 'ui.status', 'ui.list.sort'],
    ] as const;
    for (const [search, ...labels] of cases) {
      await go(`/orders?${search}`);
      const filters = labels.map((label) => t(label)).join(t('ui.listSeparator'));
      await page.getByText(t('ui.list.ignored', { filters }), { exact: true }).waitFor();
      await foot(page)
        .getByText(t('ui.list.totalOf', { count: '6' }))
        .waitFor();
      await go('/orders');
      await page.getByText(t('ui.list.ignored', { filters })).waitFor({ state: 'detached' });
    }
  });

  portal.it('show the current rows when an event overtakes the response', async () => {
    const id = await submitted(stage, { name: '被超越的答复', validFrom: day('20') });
    const { page, open } = await portal.as(stage.manager);
    const following = subscribed(page);
    await open('/');
    await following;
    await page.getByRole('heading', { level: 1 }).waitFor();
    let isHeld = false;
    await intercept(page, '**/graphql', async (route) => {
      const asks = route.request().postData()?.includes('"DiscountList"');
      if (!asks || isHeld) return await route.continue();
      isHeld = true;
      const before = await route.fetch();
      const refreshed = page.waitForResponse((response) =>
        Boolean(response.request().postData()?.includes('"Shell"')),
      );
      await stage.manager.mutate('exclusiveDiscountWithdraw', { id });
      await refreshed;
      await route.fulfill({ response: before });
    });
    await page.getByRole('link', { name: t('ui.nav.discounts'), exact: true }).click();
    await page
      .getByRole('row', { name: /被超越的答复/ })
      .getByText(t('enum.ExclusiveDiscountStatus.WITHDRAWN'))
      .waitFor();
    expect(isHeld).toBe(true);
  });

  portal.it('hide columns in a narrow space instead of cutting off the last one', async () => {
    const name = '一个很长的优惠名称'.repeat(5);
    await submitted(stage, { name, validFrom: day('20') });
    const { page, open } = await portal.as(stage.manager, { language: 'en-US' });
    await open('/discounts');
    const head = (name: string) => page.getByRole('columnheader', { name, exact: true });
    await page.getByRole('link', { name }).waitFor();
    expect(await head('Validity').isVisible()).toBe(true);
    // The width next to an open panel.
    await page.setViewportSize({ width: 848, height: 800 });
    await head('Validity').waitFor({ state: 'hidden' });
    expect(await head('Status').isVisible()).toBe(true);
    expect(await page.locator('[data-scrolls]').count()).toBe(0);
  });

  portal.it('open a record by keyboard, and get the focus back when it closes', async () => {
    const owner = await portal.world.member(stage.partner, 'csp.owner');
    const { page, open } = await portal.as(owner);
    await open('/audit');
    const record = page.getByRole('complementary', { name: t('ui.audit.detail') });
    const row = page
      .getByRole('table', { name: t('ui.nav.audit') })
      .getByRole('link')
      .first();
    const hasFocus = (element: typeof row) =>
      element.evaluate((node) => node === document.activeElement);
    const opened = async () => {
      await row.focus();
      await page.keyboard.press('Enter');
      await record.getByText(t('ui.audit.hash'), { exact: true }).waitFor();
    };
    await opened();
    expect(await hasFocus(row)).toBe(true);
    await page.keyboard.press('Enter');
    expect(await hasFocus(record)).toBe(true);
    await page.keyboard.press('Escape');
    await record.waitFor({ state: 'detached' });
    expect(await hasFocus(row)).toBe(true);
    // A record that covers the list takes the focus.
    await page.setViewportSize({ width: 360, height: 740 });
    await opened();
    expect(await hasFocus(record)).toBe(true);
    await page.getByRole('button', { name: t('ui.close') }).click();
    await record.waitFor({ state: 'detached' });
    expect(await hasFocus(row)).toBe(true);
  });

  portal.it('let a row be selected on a phone, with its actions at the bottom', async () => {
    for (let n = 0; n < 12; n += 1) await customerOf(portal.world, `云启数据${n}`, [stage.partner]);
    const { page, open } = await portal.as(stage.manager, { width: 360, height: 740 });
    await open('/customers?sort=NAME');
    const select = t('ui.list.selectRow', { name: '云启数据11' });
    await page.getByRole('checkbox', { name: select }).click();
    await page.getByText(t('ui.list.selected', { count: 1 })).waitFor();
    const act = page.getByRole('button', { name: t('ui.job.customerAssignManager') });
    const { y = 0 } = (await act.boundingBox()) ?? {};
    expect(y).toBeGreaterThan(600);
    expect(y).toBeLessThan(740);
  });

  portal.it('sum the whole list, not the page, and follow the filter', async () => {
    const size = 20;
    const customerId = await customerOf(portal.world, '北方能源', [stage.partner]);
    for (let n = 0; n <= size; n += 1)
      await ordered(
        { ...stage, customerId },
        {
          placedAt: noon('02-11'),
          status: n === 0 ? 'REFUND_PENDING' : 'COMPLETED',
          lines: [{ listMinor: 100_010n }],
        },
      );
    const { page, open, go } = await portal.as(stage.manager);
    await open(`/orders?customerId=${customerId}&size=${size}`);
    await foot(page)
      .getByText(t('ui.list.totalOf', { count: String(size + 1) }))
      .waitFor();
    await foot(page).getByText('21,002.10').waitFor();
    expect(await page.locator('main tbody tr').count()).toBe(size);
    await go(`/orders?customerId=${customerId}&status=REFUND_PENDING`);
    await foot(page).getByText('1,000.10').waitFor();
  });
});
