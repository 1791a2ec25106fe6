import { beforeAll, describe, expect, it } from '@jest/globals';
import Big from 'big.js';
import type { Page } from 'playwright-core';
import { DAY } from '../../../server/platform/clock.ts';
import type { Role } from '../../../server/platform/viewer.ts';
import { bound, customerOf } from '../../api/bindings/fixtures.ts';
import { listed, type Stage, setStage, submitted } from '../../api/discounts/stage.ts';
import { notices } from '../../api/invoices/notices.ts';
import { noon, ordered, refunded } from '../../api/orders/deals.ts';
import { certified } from '../../api/settlement/bills.ts';
import { usePortal } from '../../kit/portal.ts';
import { t } from '../../kit/words.ts';

/** A figure on Home, and the rows of its link. */
type Found = readonly [label: string, figure: string, there: string];

describe('a figure on Home leads to exactly its rows', () => {
  const portal = usePortal();
  let stage: Stage;

  beforeAll(async () => {
    const { world } = portal;
    stage = await setStage(world);
    const { manager, partner, reviewer } = stage;
    const { customerId } = stage;
    await certified(stage);
    await notices(stage, 2);
    // Sales of this month, and orders that do not count: of another month, unpaid, canceled.
    const sold = await ordered(stage, {
      placedAt: noon('03-01'),
      lines: [{}, { specification: 1 }],
    });
    await refunded(stage, sold.lineIds[0]!, 100_00n, noon('03-02'));
    for (const status of ['PENDING_PAYMENT', 'CANCELLED'] as const)
      await ordered(stage, {
        placedAt: noon('03-01'),
        paidAt: null,
        completedAt: null,
        status,
        lines: [{ status }],
      });
    await ordered(stage, { placedAt: noon('01-05') });
    // Discounts in review and effective ones.
    const span = (from: number, until: number) => ({
      validFrom: new Date(world.clock.now().getTime() + from * DAY).toISOString(),
      validUntil: new Date(world.clock.now().getTime() + until * DAY).toISOString(),
    });
    const granted = await submitted(stage, { name: '春季', ...span(1, 11) });
    await reviewer.mutate('exclusiveDiscountApprove', { id: granted });
    await portal.moveClock(new Date(world.clock.now().getTime() + 2 * DAY));
    await submitted(stage, { name: '夏季', ...span(31, 41) });
    // A request to answer, and customers with other states of binding.
    const goods = await listed(stage.sellerManager, '星云联营版', { saleModel: 'JOINT_OPERATION' });
    await manager.mutate('jointSalesAuthorizationRequest', {
      productId: goods.productId,
      shareRatio: '0.25',
      floorPayRate: '0.8',
      validUntil: '2027-01-01T00:00:00.000+08:00',
    });
    await customerOf(world, '西岭重工', [partner]);
    const other = await customerOf(world, '北港物流', [partner]);
    await bound(world, manager, other);
    expect(customerId).not.toBe(other);
  });

  /** Reads each figure with a link, follows it, and reads the rows. */
  async function figures(role: Role, org: 'partner' | 'seller'): Promise<Found[]> {
    const member = await portal.world.member(stage[org], role, role);
    return await compare(member);
  }
  async function compare(member: Stage['manager']): Promise<Found[]> {
    const { page, open } = await portal.as(member);
    await open('/');
    const links = page.getByRole('main').getByRole('link', { name: t('ui.home.details') });
    await links.first().waitFor();
    const found: Found[] = [];
    for (let at = 0; at < (await links.count()); at += 1) {
      const card = links.nth(at).locator('xpath=ancestor::section[1]');
      const label = await card.locator('.note').first().textContent();
      const figure = await card.locator('p').first().textContent();
      await links.nth(at).click();
      found.push([label ?? '', figure ?? '', await there(page)]);
      await page.goBack();
      await links.nth(at).waitFor();
    }
    return found;
  }

  /** The total of the page behind a link, in the format of its figure. */
  async function there(page: Page): Promise<string> {
    await page.waitForURL((url) => url.pathname !== '/');
    const { pathname } = new URL(page.url());
    if (pathname === '/review') {
      const cases = page.getByRole('listbox').getByRole('option');
      await cases
        .or(page.getByText(t('ui.review.empty')))
        .first()
        .waitFor();
      return String(await cases.count());
    }
    if (pathname === '/period-close') {
      await page.getByText(t('ui.close.checklist')).waitFor();
      const isDispute = page.url().includes('step=dispute');
      const rows = isDispute
        ? page.getByRole('region', { name: t('ui.close.step.dispute') }).getByRole('listitem')
        : page.getByRole('table', { name: t('ui.close.parked') }).locator('tr', { hasText: /¥/ });
      return String(await rows.count());
    }
    const table = page.locator('main table:not([aria-busy=true])');
    await table.first().waitFor();
    if (pathname === '/orders') return await summed(page, t('ui.order.deal'));
    if (pathname.startsWith('/bills/')) return await summed(page, t('ui.bill.settlement'));
    // An empty list has no pager.
    const [range = '共 0 条'] = await page.getByText(/共 [\d,]+ 条/).allTextContents();
    return range.replace(/^.*共 ([\d,]+) 条.*$/s, '$1');
  }

  /** Total of a column of money. */
  async function summed(page: Page, head: string): Promise<string> {
    const cells = await page.locator('main table').evaluateAll((tables, wanted) => {
      for (const table of tables) {
        const heads = [...table.querySelectorAll('thead th')].map((th) => th.textContent?.trim());
        const rows = [...table.querySelectorAll('tbody tr')];
        if (heads.includes(wanted))
          return rows.map((row) => row.children[heads.indexOf(wanted)]?.textContent ?? '');
      }
      return [];
    }, head);
    const amounts = cells.map((text) => new Big(text.replace(/[¥,]/g, '').replace('−', '-')));
    const sum = amounts.reduce((total, amount) => total.plus(amount), new Big(0));
    return `¥${Number(sum).toLocaleString('en-US', { minimumFractionDigits: 2 })}`;
  }

  it(
    'for each role of each side',
    portal.story(async () => {
      const all: Record<string, Found[]> = {
        manager: await compare(stage.manager),
        rep: await figures('csp.rep', 'partner'),
        'seller.manager': await compare(stage.sellerManager),
        'seller.reviewer': await compare(stage.reviewer),
        'seller.finance': await figures('seller.finance', 'seller'),
        operator: await compare(stage.operator),
      };
      const shown = Object.entries(all).map(([who, found]) => [
        who,
        found.map(([label, figure]) => [label, figure]),
      ]);
      const reached = Object.entries(all).map(([who, found]) => [
        who,
        found.map(([label, , there]) => [label, there]),
      ]);
      expect(reached).toEqual(shown);
      expect(Object.values(all).map((found) => found.length)).toEqual([4, 2, 5, 5, 5, 7]);
      expect(all.manager![0]![1]).toBe('¥12,545.67');
    }),
  );
});
