import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { Role } from '../../server/platform/viewer.ts';
import { type Stage, scheduled, setStage, submitted } from '../api/discounts/stage.ts';
import { layoutFaults, sidewaysScroll } from '../kit/layout.ts';
import { usePortal } from '../kit/portal.ts';
import { routeOf } from '../kit/routes.ts';
import { LONG } from '../kit/sizes.ts';
import { filesIn, read } from '../kit/source.ts';
import type { Look, Visit } from '../kit/visit.ts';
import { type Words, words } from '../kit/words.ts';
import type { Organization } from '../kit/world.ts';

const CHINESE: Look = { language: 'zh-CN', theme: 'light' };
const TELEPHONE: Look = { language: 'en-US', theme: 'dark', width: 360, height: 740 };

/** The consoles with the most pages; other roles see parts of them. */
const CONSOLES = ['csp.owner', 'seller.manager', 'operator'] as const;
const OTHERS = [
  'csp.manager',
  'csp.rep',
  'csp.finance',
  'csp.service',
  'csp.auditor',
  'csp.developer',
  'seller.reviewer',
  'seller.finance',
] as const;
const VISITS: readonly (readonly [Role, Look])[] = LONG
  ? [...CONSOLES, ...OTHERS].flatMap((role) =>
      [CHINESE, TELEPHONE].map((look) => [role, look] as const),
    )
  : CONSOLES.map((role) => [role, CHINESE] as const);

/** Pages without a navigation entry: personal and public ones. */
const BESIDE: Partial<Record<Role, readonly string[]>> = {
  'csp.owner': [
    '/account',
    '/account/notifications',
    '/authorizations/coverage',
    '/authorizations/joint',
    '/demands/new',
    '/developers/guide',
    '/discounts/new',
    '/imports',
    '/mailbox',
    '/reports/coverage',
    '/reports/deadlines',
    '/reports/deadlines/outcomes',
    '/reports/discounts',
    '/second-factor',
    '/team/invitations',
    '/team/roles',
    '/upstream/accounts',
    '/upstream/reconciliation',
    '/upstream/runs',
  ],
  'seller.manager': [
    '/upstream/notifications',
    '/private-offers',
    '/private-offers/new',
    '/products/new',
    '/support-groups',
  ],
};
const PUBLIC = [
  '/sign-in',
  '/forgot-password',
  '/set-password',
  '/link/none',
  '/buyer/bindings/none',
  '/buyer/orders/none',
  '/offers/none',
];

/** Each navigation entry of every console leads to a complete page. */
describe('the pages of', () => {
  const portal = usePortal();
  let stage: Stage;
  let operators: Organization;
  const visited = new Set(PUBLIC);

  beforeAll(async () => {
    stage = await setStage(portal.world);
    await scheduled(stage);
    await submitted(stage, {
      validFrom: '2026-04-10T00:00:00+08:00',
      validUntil: '2026-05-10T00:00:00+08:00',
    });
    operators = await portal.world.organization('OPERATOR', '云商店运营中心');
  });

  it.each(VISITS)('%s in %j', (role, look) =>
    portal.story(async () => {
      const org = role.startsWith('csp')
        ? stage.partner
        : role.startsWith('seller')
          ? stage.seller
          : operators;
      const member = await portal.world.member(org, role);
      const visit = await portal.as(member, look);
      await visit.open('/');
      const t = words(look === CHINESE ? 'zh' : 'en');
      const entries = await navigation(visit, t('ui.shell.nav'), t('ui.shell.openNav'));
      expect(entries).toContain('/');
      const besides = BESIDE[role] ?? [];
      const paths = [...entries, ...besides];
      for (const path of paths) visited.add(path);
      for (const path of paths) {
        // The short form loads the portal once; stories of single pages load them by their addresses.
        await (LONG || path === '/' ? visit.open(path) : visit.go(path));
        await checkPage(visit, t);
        if (besides.includes(path)) continue;
        const first = visit.page.getByRole('table').getByRole('link').first();
        if ((await first.count()) === 0) continue;
        const list = new URL(visit.page.url());
        const title = await visit.page.getByRole('heading', { level: 1 }).textContent();
        await first.click();
        await visit.page.waitForURL((url) => url.href !== list.href);
        // A record on its own page has its own title; one in a panel keeps the list's.
        if (new URL(visit.page.url()).pathname !== list.pathname)
          await visit.page.waitForFunction(hasOtherTitle, title);
        await checkPage(visit, t);
      }
      // A page of another console has no entry here, and its address is not found.
      for (const [path, consoles] of Object.entries(OF_CONSOLES)) {
        if (entries.includes(path) || consoles.includes(role.split('.')[0]!)) continue;
        await visit.open(path);
        await visit.page.getByText(t('ui.failure.notFound.title')).waitFor();
      }
    })(),
  );

  portal.it('the public ones', async () => {
    const visit = await portal.visit(LONG ? TELEPHONE : CHINESE);
    for (const path of PUBLIC) {
      await visit.open(path);
      await checkPage(visit, words(LONG ? 'en' : 'zh'));
    }
  });

  it('all of them', () => {
    const routes = filesIn('portal/features')
      .filter((path) => path.endsWith('/index.ts'))
      .flatMap((path) => [...read(path).matchAll(/^ {2}path: '([^'$]+)',$/gm)])
      .map(([, path]) => path!);
    expect(routes.length).toBeGreaterThan(20);
    expect(routes.filter((path) => !visited.has(path))).toEqual([]);
  });
});

/** Pages of some consoles only. */
const OF_CONSOLES = { '/organizations': ['operator'], '/review': ['seller', 'operator'] };

/** Paths in this person's navigation. */
async function navigation({ page }: Visit, name: string, open: string): Promise<string[]> {
  const burger = page.getByRole('button', { name: open });
  if (await burger.isVisible()) await burger.click();
  const links = page.getByRole('navigation', { name }).getByRole('link');
  await links.first().waitFor();
  return await links.evaluateAll((found) => found.map((link) => link.getAttribute('href')!));
}

/** Routes that axe has checked: in the short form one console is enough. */
const accessible = new Set<string>();

/**
 * Checks one page: drawn completely, one title, no message ids, no wider than the window or than a telephone, no axe
 * violations.
 */
async function checkPage(visit: Visit, t: Words): Promise<void> {
  const { page, drawn, checkAccess } = visit;
  await drawn();
  const { pathname, searchParams } = new URL(page.url());
  const found = {
    titles: await page.getByRole('heading', { level: 1 }).count(),
    refusals: await page.getByText(t('ui.failure.forbidden.title')).count(),
    ids: await page.evaluate(untranslated),
    ...(await layoutOf(page)),
  };
  const right = { titles: 1, refusals: 0, ids: [], sideways: 0, layout: [] };
  expect([pathname, found]).toEqual([pathname, right]);
  // A record in a panel beside its list counts as a page.
  const route = `${routeOf(pathname)?.path ?? pathname} ${searchParams.has('open')}`;
  if (LONG || !accessible.has(route)) await checkAccess({ inFull: true });
  accessible.add(route);
  if (!LONG) await checkNarrow(page);
}

const layoutOf = async (page: Page) => ({
  sideways: await page.evaluate(sidewaysScroll),
  layout: await layoutFaults(page),
});

/** Checks the layout of a telephone in the present window, where it appears after the next frames. */
async function checkNarrow(page: Page): Promise<void> {
  const wide = page.viewportSize()!;
  await page.setViewportSize({ width: 360, height: 740 });
  const { pathname } = new URL(page.url());
  const end = performance.now() + 5_000;
  let found = await layoutOf(page);
  while ((found.sideways > 0 || found.layout.length > 0) && performance.now() < end)
    found = await layoutOf(page);
  expect([`${pathname} at 360 px`, found]).toEqual([
    `${pathname} at 360 px`,
    { sideways: 0, layout: [] },
  ]);
  await page.setViewportSize(wide);
}

function hasOtherTitle(before: string | null): boolean {
  const title = document.querySelector('h1');
  return title !== null && title.textContent !== before;
}

/** Message ids shown instead of texts. */
function untranslated(): string[] {
  return document.body.textContent.match(/\b(ui|enum|error|event|mail)\.[A-Za-z]+\.[\w.]+/g) ?? [];
}
