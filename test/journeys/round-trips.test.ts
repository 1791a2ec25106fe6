import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page, Route } from 'playwright-core';
import { type Stage, scheduled, setStage } from '../api/discounts/stage.ts';
import { ordered } from '../api/orders/deals.ts';
import { usePortal } from '../kit/portal.ts';
import { t } from '../kit/words.ts';

/** Within this time the portal sends every request that needs no further answer. */
const QUIET_MS = 700;
const AT_MOST = 2;

/** A page that was left no longer waits for its answers. */
const answer = (route: Route): Promise<void> => route.continue().catch(() => undefined);

/**
 * Counts the round trips one after the other until the page shows its records: every request waits until the portal
 * sends no further one, then all are answered together.
 */
async function roundTrips(page: Page, act: () => Promise<void>, shown: string): Promise<number> {
  let held: Route[] = [];
  const isHeld = ({ pathname }: URL) => /\.(?:js|css)$/.test(pathname) || pathname === '/graphql';
  const hold = (route: Route) => {
    held.push(route);
  };
  await page.route(isHeld, hold);
  await act();
  let count = 0;
  for (let quiet = 0, before = -1; ; ) {
    await page.waitForTimeout(50);
    quiet = held.length === before ? quiet + 50 : 0;
    before = held.length;
    if (await page.locator(shown).first().isVisible()) break;
    if (held.length === 0 || quiet < QUIET_MS) continue;
    count += 1;
    quiet = 0;
    const now = held;
    held = [];
    await Promise.all(now.map(answer));
  }
  await page.unroute(isHeld, hold);
  await Promise.all(held.map(answer));
  return count;
}

describe('a change of the page', () => {
  const portal = usePortal();
  let stage: Stage;
  let discount: string;

  beforeAll(async () => {
    stage = await setStage(portal.world);
    discount = await scheduled(stage, { name: '年度优惠' });
    await ordered(stage);
  });

  const press = (page: Page, path: string) =>
    page
      .getByRole('navigation', { name: t('ui.shell.nav') })
      .locator(`a[href="${path}"]`)
      // Without a pointer, so that nothing is loaded before.
      .evaluate((link) => (link as HTMLAnchorElement).click());

  it(
    'takes two round trips at most: the page’s script, then its rows',
    portal.story(async () => {
      const { page, open } = await portal.as(stage.manager);
      for (const path of ['/customers', '/discounts', '/orders']) {
        await open('/');
        const count = await roundTrips(page, () => press(page, path), 'tbody tr[data-row] a');
        expect([path, count <= AT_MOST]).toEqual([path, true]);
      }
      await open('/discounts');
      const link = page.locator(`a[href="/discounts/${discount}"]`).first();
      const count = await roundTrips(
        page,
        () => link.evaluate((element) => (element as HTMLAnchorElement).click()),
        'h1:has-text("年度优惠")',
      );
      expect(count).toBeLessThanOrEqual(AT_MOST);
    }),
  );
});
