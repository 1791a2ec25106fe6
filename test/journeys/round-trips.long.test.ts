import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page, Route } from 'playwright-core';
import { sql } from '../../server/platform/sql/sql.ts';
import type { Role } from '../../server/platform/viewer.ts';
import { type Stage, scheduled, setStage } from '../api/discounts/stage.ts';
import { intercept } from '../kit/intercept.ts';
import { usePortal } from '../kit/portal.ts';
import { AT_A_TIME, type PortalRoute, ROUTES, routeOf } from '../kit/routes.ts';
import { t } from '../kit/words.ts';
import type { Caller } from '../kit/world.ts';

/** A change of the page takes one round trip for its files and one for its queries. */
const AT_MOST = 2;
/** So often in a row an idle page must have asked nothing new before the server answers. */
const QUIET = 6;

/** Pages to which no page of the demo links, at the address of a record that does not exist. */
const NOWHERE = '00000000-0000-7000-8000-000000000000';
const UNLINKED: Readonly<Record<string, string>> = {
  '/developers/webhooks/$id': `/developers/webhooks/whe_${NOWHERE}`,
  '/disputes/$id': `/disputes/dsp_${NOWHERE}`,
  '/imports/$id': `/imports/job_${NOWHERE}`,
  '/notes/$id': `/notes/not_${NOWHERE}`,
  '/open/$type/$id': `/open/Order/ord_${NOWHERE}`,
  '/refunds/$id': `/refunds/rfr_${NOWHERE}`,
};

/** A page that was left no longer waits for its answers. */
const answer = (route: Route): Promise<void> => route.continue().catch(() => undefined);

/** A file, or the operation of a query. */
const nameOf = (route: Route): string => {
  const request = route.request();
  const { operationName } = (request.postDataJSON() ?? {}) as { operationName?: string };
  return operationName ?? new URL(request.url()).pathname;
};

/** The page before is hidden while the next one loads. */
const title = (page: Page) => page.locator('main h1:visible').first();

/** Whether the page has its title and nothing on it loads. Runs in the page. */
function isDrawn(): boolean {
  const titles = [...document.querySelectorAll<HTMLElement>('main h1')];
  return (
    titles.some(({ offsetParent }) => offsetParent !== null) &&
    document.querySelector('main [aria-busy=true]') === null
  );
}

/** Resolves when the page has nothing to do. Runs in the page. */
const idle = (): Promise<void> =>
  new Promise((done) => requestIdleCallback(() => done(), { timeout: 10_000 }));

/**
 * The requests of each round trip, one after the other, until the page is drawn or leads on to another: every request
 * waits until the portal sends no further one, then as many as a browser sends at a time are answered together. `waits`
 * is called before the first answer.
 */
async function roundTrips(
  page: Page,
  act: () => Promise<unknown>,
  waits: () => Promise<unknown> = async () => undefined,
): Promise<string[][]> {
  const held: Route[] = [];
  const isHeld = ({ pathname }: URL) => /\.(?:js|css)$/.test(pathname) || pathname === '/graphql';
  const hold = (route: Route) => {
    held.push(route);
  };
  await intercept(page, isHeld, hold);
  await act();
  const { pathname } = new URL(page.url());
  const trips: string[][] = [];
  for (let quiet = 0, before = -1; ; ) {
    await page.waitForTimeout(50);
    await page.evaluate(idle);
    quiet = held.length === before ? quiet + 1 : 0;
    before = held.length;
    if (quiet < QUIET) continue;
    if (new URL(page.url()).pathname !== pathname) break;
    if ((trips.length > 0 || held.length === 0) && (await page.evaluate(isDrawn))) break;
    if (held.length === 0) continue;
    if (trips.length === 0) await waits();
    quiet = 0;
    const answered = held.splice(0, AT_A_TIME);
    trips.push(answered.map(nameOf));
    await Promise.all(answered.map(answer));
  }
  await page.unroute(isHeld, hold);
  await Promise.all(held.map(answer));
  return trips;
}

/** Opens the first page and waits for what loads soon after it. */
async function begin(page: Page, open: (path: string) => Promise<void>): Promise<void> {
  const loaded = (name: string) =>
    page.waitForResponse((response) => response.url().includes(`/assets/${name}-`));
  const soon = Promise.all([loaded('late'), loaded('later-parts')]);
  await open('/');
  await Promise.all((await soon).map((response) => response.finished()));
}

/** The route of each link on the page, with its address. */
async function links(page: Page): Promise<[PortalRoute, string][]> {
  const addresses = await page
    .locator('main a[href]')
    .evaluateAll((all) => all.map((link) => new URL((link as HTMLAnchorElement).href).pathname));
  return addresses.flatMap((address): [PortalRoute, string][] => {
    const route = routeOf(address);
    return route ? [[route, address]] : [];
  });
}

const ROLES = ['operator', 'seller.manager', 'csp.owner', 'csp.rep', 'csp.finance'] as const;

describe('a change of the page', () => {
  const portal = usePortal({ seeded: true });
  const members = new Map<Role, Caller>();
  /** Routes that were measured, of each role. */
  const measured = new Map<Role, Set<string>>();
  const found = new Map<Role, Map<string, string>>();
  let stage: Stage;
  let discount: string;
  /** Address of a form that changes a record, by its route: not every record can be changed. */
  const forms = new Map<string, string>();

  beforeAll(async () => {
    const { world } = portal;
    stage = await setStage(world);
    discount = await scheduled(stage, { name: '年度优惠' });
    // The organizations with the most to show.
    const partner = sql`select partner_id as id from customer_order where partner_id is not null group by 1 order by count(*) desc limit 1`;
    const busiest = {
      operator: sql`select id from organization where kind = 'OPERATOR' limit 1`,
      'seller.manager': sql`select seller_id as id from product group by 1 order by count(*) desc limit 1`,
      'csp.owner': partner,
      'csp.rep': partner,
      'csp.finance': partner,
    } as const;
    for (const [role, query] of Object.entries(busiest)) {
      const [org] = await world.rows<{ id: string }>(query);
      const id = org!.id;
      members.set(role as Role, await world.member({ id, name: '' }, role as Role, '周宁'));
    }
    const { tenantId } = members.get('csp.owner')!.viewer;
    const [draft] = await world.rows<{ id: string }>(
      sql`select id from exclusive_discount where partner_id = ${tenantId} and status = 'DRAFT' limit 1`,
    );
    forms.set('/discounts/$id/edit', `/discounts/dsc_${draft!.id}/edit`);
  });

  const measuredBy = (role: Role): Set<string> => {
    const known = measured.get(role) ?? new Set();
    measured.set(role, known);
    return known;
  };

  describe.each<Role>([...ROLES])('by %s', (role) => {
    it('shows its title at once, and its content after two round trips: its files, then its queries', () =>
      portal.storyInNewWindows(async () => {
        const { page, open } = await portal.as(members.get(role)!);
        await begin(page, open);
        const nav = page.getByRole('navigation', { name: t('ui.shell.nav') });
        const entries = await nav.getByRole('link').evaluateAll((all) =>
          (all as HTMLAnchorElement[]).map(({ href, title: label }) => ({
            path: new URL(href).pathname,
            label,
          })),
        );
        expect(entries.length).toBeGreaterThan(5);
        const done = measuredBy(role);
        const records = new Map<string, string>();
        found.set(role, records);
        const faults: unknown[] = [];
        for (const { path, label } of entries) {
          const route = routeOf(path);
          if (!route || path === '/' || done.has(route.path)) continue;
          done.add(route.path);
          let early: string | null = null;
          const trips = await roundTrips(
            page,
            // Without a pointer, so that nothing is loaded before.
            () =>
              nav
                .locator(`a[href="${path}"]`)
                .evaluate((link) => (link as HTMLAnchorElement).click()),
            async () => {
              early = await title(page).textContent();
            },
          );
          if (trips.length > AT_MOST || early !== label) faults.push({ path, trips, early });
          for (const [{ path: known }, address] of await links(page)) records.set(known, address);
        }
        expect(faults).toEqual([]);
      })());

    it('takes two round trips to a page that another one links to', () =>
      portal.storyInNewWindows(async () => {
        const { page, open } = await portal.as(members.get(role)!);
        await begin(page, open);
        const done = measuredBy(role);
        const queue = new Map(found.get(role));
        const faults: unknown[] = [];
        for (const [path, address] of queue) {
          if (path === '/' || done.has(path)) continue;
          done.add(path);
          // As a link does it.
          const go = () => page.evaluate((to) => history.pushState({}, '', to), address);
          const trips = await roundTrips(page, go);
          if (trips.length > AT_MOST) faults.push({ address, trips });
          for (const [{ path: known }, to] of await links(page))
            if (!queue.has(known)) queue.set(known, to);
        }
        expect(faults).toEqual([]);
      })());
  });

  it(
    'takes two round trips to every page that is left',
    portal.storyInNewWindows(async () => {
      const { page, open } = await portal.as(members.get('csp.owner')!);
      await begin(page, open);
      const done = new Set([...measured.values()].flatMap((routes) => [...routes]));
      const records = new Map([...found.values()].flatMap((addresses) => [...addresses]));
      const faults: unknown[] = [];
      for (const { path } of ROUTES) {
        if (path === '/' || done.has(path)) continue;
        const [, record = path, step = ''] = /^(.+\/\$id)(\/\w+)$/.exec(path) ?? [];
        const linked = UNLINKED[path] ?? records.get(record);
        const address = forms.get(path) ?? (path.includes('$') ? linked && linked + step : path);
        if (!address) {
          faults.push({ path, why: 'no page links to it' });
          continue;
        }
        const trips = await roundTrips(page, () =>
          page.evaluate((to) => history.pushState({}, '', to), address),
        );
        if (trips.length > AT_MOST) faults.push({ path, trips });
      }
      expect(faults).toEqual([]);
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
