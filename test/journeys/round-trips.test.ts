import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page, Route } from 'playwright-core';
import type { Role } from '../../server/platform/viewer.ts';
import { type Stage, scheduled, setStage } from '../api/discounts/stage.ts';
import { ordered } from '../api/orders/deals.ts';
import { usePortal } from '../kit/portal.ts';
import { t } from '../kit/words.ts';

/** Within this time the portal sends every request that needs no further answer. */
const QUIET_MS = 700;
const AT_MOST = 2;
/** A browser sends six requests to a server at a time, and one of them is the stream of events. */
const AT_A_TIME = 5;
/** Desks have more files than a browser sends requests at a time: two round trips for the code, one for all rows. */
const DESK = 3;
const DESKS = new Set([
  '/review',
  '/appeals',
  '/deliveries',
  '/period-close',
  '/performance',
  '/upstream',
]);
/** The explorer has an editor of its own, which loads in parts. */
const EXEMPT = ['/developers/explorer'];

/** A page that was left no longer waits for its answers. */
const answer = (route: Route): Promise<void> => route.continue().catch(() => undefined);

/** The page before is hidden while the next one loads. */
const title = (page: Page) => page.locator('main h1:visible').first();

/** Whether the page has its title and nothing on it loads. */
const isDrawn = async (page: Page): Promise<boolean> =>
  (await title(page).isVisible()) && (await page.locator('main [aria-busy=true]').count()) === 0;

/**
 * Counts the round trips one after the other until the page is drawn: every request waits until the portal sends no
 * further one, then as many as a browser sends at a time are answered together. `waits` is called before the first
 * answer.
 */
async function roundTrips(
  page: Page,
  act: () => Promise<void>,
  waits: () => Promise<unknown> = async () => undefined,
): Promise<number> {
  const held: Route[] = [];
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
    if ((count > 0 || quiet >= QUIET_MS) && (await isDrawn(page))) break;
    if (held.length === 0 || quiet < QUIET_MS) continue;
    if (count === 0) await waits();
    count += 1;
    quiet = 0;
    await Promise.all(held.splice(0, AT_A_TIME).map(answer));
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

  const visited = new Set(['/']);

  it.each<Role>(['csp.owner', 'seller.manager', 'operator'])(
    'shows its title at once to %s, and its content after two round trips: the script, then the rows',
    (role) =>
      portal.story(async () => {
        const { world } = portal;
        const org = role.startsWith('csp')
          ? stage.partner
          : role === 'operator'
            ? await world.organization('OPERATOR', '云商店运营中心')
            : stage.seller;
        const { page, open } = await portal.as(await world.member(org, role, '周宁'));
        // The texts of later pages load once, soon after the first page.
        const texts = page.waitForResponse((response) => response.url().includes('/assets/late-'));
        await open('/');
        await (await texts).finished();
        const links = page.getByRole('navigation', { name: t('ui.shell.nav') }).getByRole('link');
        await links.first().waitFor();
        const entries = await links.evaluateAll((all) =>
          (all as HTMLAnchorElement[]).map(({ href, title }) => ({
            path: new URL(href).pathname,
            label: title,
          })),
        );
        expect(entries.length).toBeGreaterThan(5);
        const faults: unknown[] = [];
        for (const { path, label } of entries) {
          if (visited.has(path) || EXEMPT.includes(path)) continue;
          visited.add(path);
          let early: string | null = null;
          const count = await roundTrips(
            page,
            () => press(page, path),
            async () => {
              early = await title(page).textContent();
            },
          );
          if (count > (DESKS.has(path) ? DESK : AT_MOST) || early !== label)
            faults.push([path, count, early, label]);
        }
        expect(faults).toEqual([]);
      })(),
  );

  it(
    'to a record takes two round trips at most: its files, then its query',
    portal.story(async () => {
      const { page, open } = await portal.as(stage.manager);
      await open('/discounts');
      const link = page.locator(`a[href="/discounts/${discount}"]`).first();
      const count = await roundTrips(page, () =>
        link.evaluate((element) => (element as HTMLAnchorElement).click()),
      );
      expect(await title(page).textContent()).toBe('年度优惠');
      expect(count).toBeLessThanOrEqual(AT_MOST);
    }),
  );

  it.each([
    {
      page: 'a record',
      from: () => '/discounts',
      to: () => `/discounts/${discount}`,
      asks: 'DiscountPage',
      shows: '年度优惠',
    },
    {
      page: 'a form',
      from: () => `/customers/${stage.customerId}`,
      to: () => `/discounts/new?customer=${stage.customerId}`,
      asks: 'NewDiscountPage',
      shows: t('ui.discount.create'),
    },
  ])(
    'to $page asks nothing again when the link was pointed at before',
    ({ from, to, asks, shows }) =>
      portal.story(async () => {
        const { page, open } = await portal.as(stage.manager);
        await open(from());
        const link = page.locator(`main a[href="${to()}"]`).first();
        const asked: string[] = [];
        page.on('request', (request) => {
          const { operationName } = (request.postDataJSON() ?? {}) as { operationName?: string };
          if (operationName) asked.push(operationName);
        });
        const answered = page.waitForResponse((response) =>
          Boolean(response.request().postData()?.includes(`"${asks}"`)),
        );
        await link.hover();
        await (await answered).finished();
        await link.click();
        await page.getByRole('heading', { level: 1, name: shows }).waitFor();
        await page.waitForFunction(() => !document.querySelector('main [aria-busy="true"]'));
        expect(asked.filter((name) => name === asks)).toHaveLength(1);
      })(),
  );
});
