import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { type Stage, setStage } from '../../api/discounts/stage.ts';
import { noon, ordered, refunded } from '../../api/orders/deals.ts';
import { tabTo } from '../../kit/keyboard.ts';
import { layoutFaults } from '../../kit/layout.ts';
import { usePortal } from '../../kit/portal.ts';
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

  it(
    'compare a period with as many days before, keep it in the address, and count what they sum',
    portal.story(async () => {
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
      expect(await layoutFaults(page)).toEqual([]);
      await checkAccess();
      await preset(page, 'month').click();
      await foot(page).getByText('12,500.00').waitFor();
    }),
  );

  it(
    'show the focused row above the sums at a zoom of 200%',
    portal.story(async () => {
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
    }),
  );

  it(
    'have no columns that the role may not read',
    portal.story(async () => {
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
    }),
  );

  it(
    'part what awaits its bill by the first reason, and a part filters',
    portal.story(async () => {
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
    }),
  );

  it(
    'show the best customers first to a partner, and sort by each figure on a click',
    portal.story(async () => {
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
    }),
  );

  const NOBODY = 'cus_00000000-0000-7000-8000-00000000000x';
  it.each([
    ['an unknown id', `customerId=${NOBODY}`, ['ui.customer']],
    ['a day that does not exist', 'placedWithin=2026-02-30~2026-03-01', ['ui.order.placedAt']],
    ['days in the wrong order', 'placedWithin=2026-03-02~2026-03-01', ['ui.order.placedAt']],
    ['an unknown period', 'placedWithin=fortnight', ['ui.order.placedAt']],
    ['an unknown state', 'status=LOST', ['ui.status']],
    ['one unknown state of two', 'status=LOST~COMPLETED', ['ui.status']],
    ['an unknown sort', 'sort=COLOR', ['ui.list.sort']],
    ['an unknown view', 'view=mine', ['ui.view']],
    ['several at once', 'status=LOST&sort=-COLOR', ['ui.status', 'ui.list.sort']],
  ] as const)('ignore %s in the address, with a note', async (_, search, labels) => {
    await portal.story(async () => {
      const { page, open } = await portal.as(stage.manager);
      await open(`/orders?${search}`);
      const filters = labels.map((label) => t(label)).join(t('ui.listSeparator'));
      await page.getByText(t('ui.list.ignored', { filters })).waitFor();
      await foot(page)
        .getByText(t('ui.list.totalOf', { count: '6' }))
        .waitFor();
    })();
  });
});
