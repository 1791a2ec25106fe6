import { beforeAll, describe, expect } from '@jest/globals';
import Big from 'big.js';
import type { Page } from 'playwright-core';
import { bound, customerOf } from '../../api/bindings/fixtures.ts';
import {
  authorized,
  day,
  listed,
  type Stage,
  scheduled,
  setStage,
} from '../../api/discounts/stage.ts';
import { noon, ordered, refunded } from '../../api/orders/deals.ts';
import { usePortal } from '../../kit/portal.ts';
import { t } from '../../kit/words.ts';

describe('the business with a customer on its page', () => {
  const portal = usePortal();
  let stage: Stage;
  let path: string;

  beforeAll(async () => {
    const { world } = portal;
    stage = await setStage(world);
    const { partner, manager, sellerManager, customerId } = stage;
    path = `/customers/${customerId}`;
    const gateway = await listed(sellerManager, '数据网关');
    await authorized(sellerManager, gateway, {
      partnerId: `ptn_${partner.id}`,
      validUntil: '2026-04-01T00:00:00.000+08:00',
    });
    await authorized(sellerManager, await listed(sellerManager, '智析BI'));
    const sold = await ordered(stage, {
      placedAt: noon('02-10'),
      lines: [{}, { specification: 1 }],
    });
    await refunded(stage, sold.lineIds[0]!, 20_000n, noon('03-01'));
    await ordered(
      { ...stage, goods: gateway },
      {
        placedAt: noon('02-20'),
        completedAt: null,
        status: 'PROCESSING',
        lines: [{ status: 'PROCESSING', effectiveAt: null }],
      },
    );
    // Rows that no figure holds: of last year, of another customer, unpaid, canceled.
    await ordered(stage, { placedAt: new Date('2025-12-31T23:59:59+08:00') });
    const other = await customerOf(world, '南方零售', [partner]);
    await bound(world, manager, other);
    await ordered({ ...stage, customerId: other }, { placedAt: noon('02-21') });
    for (const status of ['PENDING_PAYMENT', 'CANCELLED'] as const)
      await ordered(stage, {
        placedAt: noon('02-12'),
        paidAt: null,
        completedAt: null,
        status,
        lines: [{ status, effectiveAt: null }],
      });
    await scheduled(stage);
    await scheduled(stage, {
      validFrom: '2026-04-10T00:00:00.000+08:00',
      validUntil: '2026-05-01T00:00:00.000+08:00',
    });
    await scheduled(stage, {
      productId: gateway.productId,
      lines: [{ specificationId: gateway.specifications[0], payRate: '0.9' }],
      validUntil: day('25'),
    });
    await portal.moveClock(noon('03-12'));
  });

  const rows = (page: Page) => page.locator('[role=tabpanel] table tbody tr');
  /** Follows a figure and waits for the rows behind it. */
  async function follow(page: Page, figure: string): Promise<string> {
    const link = page.locator(`[data-figure=${figure}]`);
    const shown = await link.evaluate((a) => (a.firstChild?.textContent ?? '').trim());
    await link.click();
    await page.waitForURL((url) => url.search !== '');
    await page.locator('[data-figure=sold]').waitFor({ state: 'detached' });
    await page.locator('main table:not([aria-busy=true])').first().waitFor();
    return shown;
  }
  async function summed(page: Page, head: string): Promise<string> {
    const table = page.locator('main table:not([aria-busy=true])', {
      has: page.getByRole('columnheader', { name: head }),
    });
    const cells = await table.first().evaluate((table, wanted) => {
      const heads = [...table.querySelectorAll('thead th')].map((th) => th.textContent?.trim());
      return [...table.querySelectorAll('tbody tr')].map(
        (row) =>
          row.children[heads.findIndex((text) => text?.startsWith(wanted))]?.textContent ?? '',
      );
    }, head);
    // A line without an agreed share has no amount.
    const amounts = cells
      .filter((text) => /\d/.test(text))
      .map((text) => new Big(text.replace(/[¥,]/g, '').replace('−', '-')));
    const sum = amounts.reduce((total, amount) => total.plus(amount), new Big(0));
    return `¥${Number(sum).toLocaleString('en-US', { minimumFractionDigits: 2 })}`;
  }

  portal.it('each figure opens exactly its rows', async () => {
    const { page, open, checkAccess } = await portal.as(stage.manager);
    const home = async () => {
      await open(path);
      await page.locator('[data-figure=sold]').waitFor();
    };
    await home();
    await checkAccess();
    // 12,345.67 + 300 − 200 + 12,345.67.
    expect(await follow(page, 'sold')).toBe('¥24,791.34');
    expect(await summed(page, t('ui.order.deal'))).toBe('¥24,791.34');
    await home();
    expect(await follow(page, 'open')).toBe('1 单');
    expect(await rows(page).count()).toBe(1);
    await home();
    expect(await follow(page, 'discounts')).toBe('2 项');
    expect(await rows(page).count()).toBe(2);
    await home();
    // Sales of the gateway and of the priced specification of the ERP in 12 months.
    expect(await follow(page, 'lapsing')).toBe('¥36,837.01');
    const lapsing = page.getByRole('table', { name: t('ui.coverage.group.LAPSING') });
    expect(await lapsing.getByRole('link', { name: /星云ERP|数据网关/ }).count()).toBe(2);
    expect(await page.getByText('智析BI').count()).toBe(0);
    await page.getByRole('link', { name: t('ui.coverage.showAll', { count: 3 }) }).click();
    await page.getByRole('link', { name: '智析BI' }).waitFor();
    await checkAccess();
    await home();
    const earned = await follow(page, 'share');
    const column = await summed(page, t('ui.bill.settlement'));
    expect(column).toBe(earned);
  });

  portal.it('says what to do next, and lists the tasks by time left', async () => {
    const { page, open } = await portal.as(stage.manager);
    await open(path);
    const next = page.getByRole('region', { name: t('ui.record.next') });
    await next.getByText('数据网关').waitFor();
    await next.getByText('¥12,345.67').waitFor();
    const tasks = page.getByRole('list', { name: t('ui.record.tasks') }).getByRole('listitem');
    const titles = await tasks.locator('strong').allTextContents();
    expect(titles).toEqual([
      t('ui.record.lapse.DISCOUNT'),
      t('ui.record.lapse.DISCOUNT'),
      t('ui.record.lapse.AUTHORIZATION'),
    ]);
    await tasks.first().getByRole('link', { name: /^续期/ }).click();
    await page.waitForURL(/\/discounts\/dsc_/);
  });

  portal.it('goes to the customers beside it in the list', async () => {
    const { page, open } = await portal.as(stage.manager);
    await open('/customers?sort=NAME');
    await page.getByRole('link', { name: '东方制造' }).click();
    await page.getByText(t('ui.record.place', { position: '1', count: '2' })).waitFor();
    await page.getByRole('link', { name: t('ui.record.nextRecord') }).click();
    await page.getByRole('heading', { level: 1, name: '南方零售' }).waitFor();
    await page.keyboard.press('p');
    await page.getByRole('heading', { level: 1, name: '东方制造' }).waitFor();
  });

  portal.it('shows no money of the partner to operations', async () => {
    const { page, open } = await portal.as(stage.operator);
    await open(path);
    await page.getByRole('heading', { level: 1, name: '东方制造' }).waitFor();
    await page.getByText(t('ui.customer.account')).waitFor();
    expect(await page.locator('[data-figure]').count()).toBe(0);
    expect(await page.getByRole('tab', { name: t('ui.coverage.prices') }).count()).toBe(0);
  });
});
