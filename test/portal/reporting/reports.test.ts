import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { calendar } from '../../../server/platform/calendar.ts';
import { type Stage, scheduled, setStage, submitted } from '../../api/discounts/stage.ts';
import { noon, ordered, refunded } from '../../api/orders/deals.ts';
import { certified } from '../../api/settlement/bills.ts';
import { press } from '../../kit/controls.ts';
import { textOf } from '../../kit/download.ts';
import { usePortal } from '../../kit/portal.ts';
import { t } from '../../kit/words.ts';
import type { Caller } from '../../kit/world.ts';

interface FigureLink {
  readonly href: string;
  readonly value: string;
  readonly sums: string | null;
}

const REPORTS = [
  '/reports',
  '/reports/discounts',
  '/reports/coverage',
  '/reports/deadlines?view=all',
];

describe('reports', () => {
  const portal = usePortal();
  let stage: Stage;
  let owner: Caller;

  beforeAll(async () => {
    stage = await setStage(portal.world);
    ({ owner } = await certified(stage));
    const [, users] = stage.goods.specifications;
    const { manager, reviewer } = stage;
    await scheduled(stage);
    await scheduled(stage, {
      lines: [{ specificationId: users, payRate: '0.98' }],
      validFrom: '2026-04-01T00:00:00.000+08:00',
      validUntil: '2026-06-01T00:00:00.000+08:00',
    });
    const kept = await submitted(stage, {
      lines: [{ specificationId: users, payRate: '0.9' }],
      validFrom: '2026-07-01T00:00:00.000+08:00',
      validUntil: '2026-08-01T00:00:00.000+08:00',
    });
    const late = await submitted(stage, {
      lines: [{ specificationId: users, payRate: '0.9' }],
      validFrom: '2026-09-01T00:00:00.000+08:00',
      validUntil: '2026-10-01T00:00:00.000+08:00',
    });
    await portal.moveClock(calendar.instantAt('2026-03-03', '10:00:00'));
    await manager.mutate('exclusiveDiscountWithdraw', { id: kept });
    await portal.moveClock(calendar.instantAt('2026-03-20', '10:00:00'));
    await reviewer.mutate('exclusiveDiscountApprove', { id: late });
    await portal.moveClock(calendar.instantAt('2026-05-20', '10:00:00'));
    await ordered(stage, { placedAt: noon('03-10'), lines: [{ dealMinor: 900_000n }] });
    const sold = await ordered(stage, {
      placedAt: noon('05-06'),
      lines: [{ dealMinor: 500_000n, voucherMinor: 20_000n }, { specification: 1 }],
    });
    await refunded(stage, sold.lineIds[0]!, 120_000n, noon('05-12'));
    // Today is no complete day.
    await ordered(stage, { placedAt: calendar.instantAt('2026-05-20', '09:00:00') });
  });

  const figuresOf = (page: Page): Promise<FigureLink[]> =>
    page.locator('main a[data-figure]').evaluateAll((links) =>
      links.map((link) => ({
        href: link.getAttribute('href')!,
        value: link.getAttribute('data-figure')!,
        sums: link.getAttribute('data-sums'),
      })),
    );

  /** The sum of a column, or the number of rows, of the list that a figure opens. */
  async function listed(page: Page, { sums }: FigureLink): Promise<string> {
    const rows = page.locator('main tbody tr').filter({ has: page.locator('a, button') });
    await rows.first().waitFor();
    if (!sums) return String(await rows.count());
    const sum = page.locator(`main tfoot td[data-label^="${sums}"]`).filter({ hasText: /\d/ });
    await sum.waitFor();
    return ((await sum.textContent()) ?? '').replace(/[^\d.−-]/g, '').replace('−', '-');
  }

  /** Waits for the chart and its table. */
  async function chart(page: Page): Promise<void> {
    await page.locator('main svg[role="img"]').first().waitFor();
    await page.locator('main table').first().waitFor();
  }

  it.each(REPORTS)('of %s: each figure opens exactly the rows that it is made of', (path) =>
    portal.story(async () => {
      const { page, open, go, checkAccess } = await portal.as(owner);
      await open(path);
      await page.locator('main a[data-figure]').first().waitFor();
      await chart(page);
      await checkAccess();
      const groups = await page
        .getByRole('radiogroup', { name: t('ui.performance.by') })
        .getByRole('radio')
        .count();
      const figures: FigureLink[] = await figuresOf(page);
      for (let at = 1; at < groups; at += 1) {
        await page
          .getByRole('radiogroup', { name: t('ui.performance.by') })
          .getByRole('radio')
          .nth(at)
          .click({ force: true });
        await page.waitForURL(/by=/);
        await page.locator('main a[data-figure]').first().waitFor();
        figures.push(...(await figuresOf(page)));
      }
      const distinct = [...new Map(figures.map((one) => [JSON.stringify(one), one])).values()];
      expect(distinct.length).toBeGreaterThan(3);
      const wrong: string[] = [];
      for (const figure of distinct) {
        await go(figure.href);
        const found = await listed(page, figure);
        if (Number(found) !== Number(figure.value))
          wrong.push(`${figure.value} is ${found} at ${figure.href}`);
        await go(path);
      }
      expect(wrong).toEqual([]);
    })(),
  );

  portal.it('fit a telephone in English and in the dark theme', async () => {
    const look = { language: 'en-US', theme: 'dark', width: 360 } as const;
    const { page, open, go, checkAccess } = await portal.as(owner, look);
    await open('/');
    for (const path of REPORTS) {
      await go(path);
      await chart(page);
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect([path, over]).toEqual([path, 0]);
      const boxes = await page
        .locator('main section[tabindex]:has(svg[role=img])')
        .evaluateAll((all) =>
          all.map((box) => {
            const axis = box.querySelector('svg[role=img] + svg')!;
            const { left } = axis.getBoundingClientRect();
            return {
              newestHidden: Math.round(box.scrollWidth - box.clientWidth - box.scrollLeft),
              axisHidden: Math.round(box.getBoundingClientRect().left - left),
            };
          }),
        );
      const inSight = { newestHidden: 0, axisHidden: 0 };
      expect([path, boxes]).toEqual([path, boxes.map(() => inSight)]);
      expect(boxes.length).toBeGreaterThan(0);
      await checkAccess();
    }
  });

  portal.it('keep grouping and filters in the address, and in a saved view', async () => {
    const { page, open } = await portal.as(owner);
    await open('/reports?by=CUSTOMER');
    await page
      .getByRole('heading', {
        name: t('ui.report.by', { group: t('enum.SalesReportDimension.CUSTOMER') }),
      })
      .waitFor();
    await press(page, 'ui.view');
    await page.getByRole('menuitem', { name: t('ui.view.saveAs') }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('按客户');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('ui.view.save') })
      .click();
    await page.getByRole('button', { name: '按客户' }).waitFor();
    const saved = page.url();
    await open('/reports');
    await open(saved.slice(saved.indexOf('/reports')));
    await page
      .getByRole('columnheader', { name: t('enum.SalesReportDimension.CUSTOMER') })
      .waitFor();
  });

  portal.it('are written to a file, printed with every row, and say what they chart', async () => {
    const { page, open, go } = await portal.as(owner);
    await open('/reports');
    await page.locator('main a[data-figure]').first().waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: t('ui.export') }).click(),
    ]);
    const text = await textOf(download);
    expect(text.startsWith('\uFEFF')).toBe(true);
    // 9,000 + 5,000 + 300 − 1,200.
    expect(text.split('\r\n')[1]).toMatch(/^星云ERP,13100\.00,0\.00,12900\.00,3,1$/);

    await page.emulateMedia({ media: 'print' });
    await page.getByRole('button', { name: t('ui.export') }).waitFor({ state: 'hidden' });
    await page
      .getByRole('radiogroup', { name: t('ui.performance.by') })
      .waitFor({ state: 'hidden' });
    // A sum that stays at the end of the window would cover a row.
    const sums = page.locator('main tfoot td').first();
    expect(await sums.evaluate((cell) => getComputedStyle(cell).position)).toBe('static');
    await page.emulateMedia({ media: 'screen' });

    // A chart of many years shows the last months.
    await go('/reports?placedWithin=2015-01-01~2026-05-31');
    const twin = page.getByRole('table', { name: t('ui.report.sales') });
    await twin.getByRole('columnheader', { name: '2026-05' }).waitFor();
    await twin.locator('[data-figure="9000.00"]').first().waitFor();
    const months = { from: '2023-06', to: '2026-05' };
    await page.getByText(t('ui.report.shownMonths', months)).waitFor();
  });

  portal.it('of a seller show its own products, without customers', async () => {
    const { page, open, checkAccess } = await portal.as(stage.sellerManager);
    await open('/reports');
    const deal = page.locator('main a[data-figure]').first();
    await deal.waitFor();
    expect(await deal.getAttribute('data-figure')).toBe('13100.00');
    expect(await page.getByText('东方制造').count()).toBe(0);
    await checkAccess();
    await deal.click();
    await page.waitForURL(/\/transactions/);
    await page.locator('main tbody tr').first().waitFor();
    await open('/reports/deadlines');
    await page.locator('main a[data-figure]').first().waitFor();
  });
});
