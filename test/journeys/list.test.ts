import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Database } from '../../server/platform/db/database.ts';
import { customerOf, invited, partnerOf } from '../api/bindings/fixtures.ts';
import { setStage } from '../api/discounts/stage.ts';
import { intercept } from '../kit/intercept.ts';
import { listOn } from '../kit/list.ts';
import { usePortal } from '../kit/portal.ts';
import type { Look } from '../kit/visit.ts';
import { t } from '../kit/words.ts';
import type { Caller } from '../kit/world.ts';

const TITLE = t('ui.nav.customers');
/** More than one page of fifty. */
const CUSTOMERS = 60;

describe('a list', () => {
  const portal = usePortal();
  let manager: Caller;
  let colleague: Caller;

  beforeAll(async () => {
    const { world } = portal;
    const partner = await partnerOf(world, '云帆科技');
    manager = await world.member(partner, 'csp.manager', '李明');
    colleague = await world.member(partner, 'csp.owner', '王敏');
    for (let i = 0; i < CUSTOMERS; i += 1) {
      const number = String(i).padStart(2, '0');
      const name = `${i % 2 ? '东方制造' : '西部物流'}${number}`;
      const id = await customerOf(world, name, [partner], { cloudAccount: `account-${number}` });
      if (i < 3) await invited(world, manager, id);
    }
  });

  it(
    'F4 keeps search and filters in its URL: reload, Back and a colleague get the same rows',
    portal.story(async () => {
      const { page, open, checkAccess } = await portal.as(manager);
      const list = listOn(page, TITLE);
      await open('/customers');
      await list.counts(CUSTOMERS);
      await checkAccess();
      await list.search('西部物流');
      await list.counts(CUSTOMERS / 2);
      await list.filter(t('ui.status'), t('enum.CustomerStatus.INVITED'));
      await list.counts(2);
      await checkAccess();
      const filtered = page.url();
      const wanted = await list.rows();
      expect(wanted.toSorted()).toEqual(['西部物流00', '西部物流02']);

      await page.reload();
      await list.counts(2);
      expect(await list.rows()).toEqual(wanted);

      await page.getByRole('link', { name: wanted[0]! }).click();
      await page.getByRole('heading', { name: wanted[0]! }).waitFor();
      await page.goBack();
      await list.counts(2);
      expect(page.url()).toBe(filtered);
      await page.goBack();
      await list.counts(CUSTOMERS / 2);

      const other = await portal.as(colleague);
      await other.open(filtered);
      await listOn(other.page, TITLE).counts(2);
      expect(await listOn(other.page, TITLE).rows()).toEqual(wanted);

      // An unknown filter value, in a hand-written address, hides nothing.
      await other.open('/customers?status=NONSENSE');
      await listOn(other.page, TITLE).counts(CUSTOMERS);
    }),
  );

  it(
    'F4 keeps page, size and sorting in its URL too',
    portal.story(async () => {
      const { page, open } = await portal.as(manager);
      const list = listOn(page, TITLE);
      await open('/customers');
      await list.counts(CUSTOMERS);
      await list.table.getByRole('button', { name: t('ui.customer'), exact: true }).click();
      const head = page.getByRole('columnheader', { name: t('ui.customer'), exact: true });
      await head.and(page.locator('[aria-sort=descending]')).waitFor();
      await page.waitForURL(/sort=-NAME/);
      await list.table.getByRole('button', { name: t('ui.customer'), exact: true }).click();
      await head.and(page.locator('[aria-sort=ascending]')).waitFor();
      await page.waitForURL(/sort=NAME/);
      await page.getByRole('button', { name: t('ui.list.perPage') }).click();
      await page.getByRole('option', { name: '20' }).click();
      await page.getByText(t('ui.list.range', { from: 1, to: 20, count: CUSTOMERS })).waitFor();
      await page.getByRole('button', { name: t('ui.list.next') }).click();
      await page.getByText(t('ui.list.range', { from: 21, to: 40, count: CUSTOMERS })).waitFor();
      const second = await list.rows();

      const other = await portal.as(colleague);
      await other.open(page.url());
      await other.page
        .getByText(t('ui.list.range', { from: 21, to: 40, count: CUSTOMERS }))
        .waitFor();
      expect(await listOn(other.page, TITLE).rows()).toEqual(second);
    }),
  );

  it(
    'F4 keeps the open record in its URL: Back closes it, and its link opens it beside the same rows',
    portal.story(async () => {
      const { partner } = await setStage(portal.world);
      const owner = await portal.world.member(partner, 'csp.owner', '周宁');
      const { page, open, checkAccess } = await portal.as(owner);
      await open('/products');
      const name = (await listOn(page, t('ui.nav.products')).rows())[0]!;
      await page.getByRole('link', { name }).click();
      const panel = page.getByRole('complementary', { name: t('ui.product') });
      await panel.getByText(name).first().waitFor();
      await checkAccess();
      expect(new URL(page.url()).searchParams.get('open')).toMatch(/^prd_/);
      const link = page.url();
      await page.goBack();
      await panel.waitFor({ state: 'detached' });
      await open(link);
      await panel.getByText(name).first().waitFor();
      expect(await listOn(page, t('ui.nav.products')).rows()).toContain(name);
    }),
  );

  it(
    'F5 pages forward and back by cursors, and no row is on two pages',
    portal.story(async () => {
      const { page, open } = await portal.as(manager);
      const list = listOn(page, TITLE);
      const range = (from: number, to: number) =>
        page.getByText(t('ui.list.range', { from, to, count: CUSTOMERS })).waitFor();
      await open('/customers?sort=NAME&size=20');
      await range(1, 20);
      const first = await list.rows();
      await page.getByRole('button', { name: t('ui.list.next') }).click();
      await range(21, 40);
      const second = await list.rows();
      await page.getByRole('button', { name: t('ui.list.next') }).click();
      await range(41, 60);
      const third = await list.rows();
      expect(new Set([...first, ...second, ...third]).size).toBe(CUSTOMERS);
      await page.getByRole('button', { name: t('ui.list.next'), disabled: true }).waitFor();
      await page.reload();
      await range(41, 60);
      expect(await list.rows()).toEqual(third);
      await page.getByRole('button', { name: t('ui.list.previous') }).click();
      await range(21, 40);
      expect(await list.rows()).toEqual(second);
      await page.getByRole('button', { name: t('ui.list.previous') }).click();
      await range(1, 20);
      expect(await list.rows()).toEqual(first);
    }),
  );

  it(
    'F5 has 20, 50 or 100 rows per page, and finds a later page by cursor: no statement counts the earlier rows',
    portal.story(async () => {
      const { page, open } = await portal.as(manager);
      const asked: Record<string, unknown>[] = [];
      page.on('request', (request) => {
        if (!request.url().endsWith('/graphql')) return;
        const { operationName, variables } = request.postDataJSON();
        if (operationName === 'CustomerList') asked.push(variables);
      });
      await open('/customers?sort=NAME&size=20');
      await listOn(page, TITLE).counts(CUSTOMERS);
      expect(asked.at(-1)).toMatchObject({ first: 20 });
      for (const [size, last] of [
        ['100', CUSTOMERS],
        ['50', 50],
      ] as const) {
        await page.getByRole('button', { name: t('ui.list.perPage') }).click();
        const sizes = page.getByRole('option');
        expect(await sizes.allInnerTexts()).toEqual(['20', '50', '100']);
        await sizes.getByText(size, { exact: true }).click();
        await page.getByText(t('ui.list.range', { from: 1, to: last, count: CUSTOMERS })).waitFor();
        expect(asked.at(-1)).toMatchObject({ first: Number(size) });
      }
      const statements = recordStatements(portal.world.db);
      await page.getByRole('button', { name: t('ui.list.next') }).click();
      await page.getByText(t('ui.list.range', { from: 51, to: 60, count: CUSTOMERS })).waitFor();
      expect(asked.at(-1)).toMatchObject({
        first: 50,
        after: expect.stringMatching(/^[\w-]{40,}$/),
      });
      // The previous page may be refetched in parallel.
      const pages = statements().filter((text) => text.includes('"customers":'));
      const byCursor = /"customer_name", \w+\."customer_id"\) > \(\$/;
      expect(pages).toContainEqual(expect.stringMatching(byCursor));
      // The zero keeps a part of the statement from being repeated, and excludes no row.
      expect(pages.join()).not.toMatch(/\boffset (?!0\b)/i);
    }),
  );

  it(
    'turns one page for two presses while it loads, and keeps what is typed after a pause',
    portal.story(async () => {
      const { page, open } = await portal.as(manager);
      const list = listOn(page, TITLE);
      await open('/customers?size=20');
      await list.counts(CUSTOMERS);
      const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
      await intercept(page, '**/graphql', async (route) => {
        if (route.request().postData()?.includes('"CustomerList"')) await answered;
        await route.fallback();
      });
      const next = page.getByRole('button', { name: t('ui.list.next') });
      await next.click();
      await page.locator('main table[aria-busy=true]').waitFor();
      await next.click();
      answer();
      await page.getByText(t('ui.list.range', { from: 21, to: 40, count: CUSTOMERS })).waitFor();
      await page.unroute('**/graphql');

      const search = page.getByRole('searchbox', { name: t('ui.list.search') });
      await search.pressSequentially('西部 ');
      await page.waitForURL((url) => url.searchParams.get('q') === '西部');
      await list.counts(CUSTOMERS / 2);
      expect(await search.inputValue()).toBe('西部 ');
    }),
  );

  it(
    'prefetches a record when the pointer rests on its link, so that its page opens at once',
    portal.story(async () => {
      const { page, open } = await portal.as(manager);
      const list = listOn(page, TITLE);
      await open('/customers');
      await list.counts(CUSTOMERS);
      const asked: string[] = [];
      page.on('request', (request) => {
        if (!request.url().endsWith('/graphql')) return;
        asked.push((request.postDataJSON() as { operationName: string }).operationName);
      });
      const link = page.getByRole('link', { name: '西部物流58' });
      const answered = page.waitForResponse(
        (response) => response.request().postData()?.includes('"CustomerPage"') ?? false,
      );
      await link.hover();
      await answered;
      const first = ['CustomerPage', 'CustomerActivity'];
      expect(asked).toEqual(first);
      // A second hover requests no data that is already there.
      await page.mouse.move(0, 0);
      await link.hover();
      await page.waitForTimeout(300);
      expect(asked).toEqual(first);
    }),
  );

  it(
    'F18 leads to a record on a telephone, in the dark theme',
    portal.story(async () => {
      const { page, open, checkAccess } = await portal.as(manager, {
        width: 360,
        height: 740,
        theme: 'dark',
      });
      await open('/');
      await page.getByRole('button', { name: t('ui.shell.openNav') }).click();
      await page
        .getByRole('dialog', { name: t('ui.shell.nav') })
        .getByRole('link', { name: t('ui.nav.customers'), exact: true })
        .click();
      await page.getByRole('link', { name: '西部物流58' }).click();
      await page.getByRole('heading', { name: '西部物流58' }).waitFor();
      expect(await page.evaluate(sidewaysScroll)).toBe(0);
      await checkAccess();
    }),
  );

  it.each<Look>([{ theme: 'light' }, { theme: 'dark', width: 360, height: 740 }])(
    'F18 what has the focus is never hidden under a head or a bar, in %j',
    (look) =>
      portal.story(async () => {
        const { page, open } = await portal.as(manager, look);
        for (const [path, stops] of [
          ['/customers?size=50', 60],
          ['/discounts/new', 25],
        ] as const) {
          await open(path);
          await page.getByRole('heading', { level: 1 }).waitFor();
          await page.locator('main [aria-busy=true]').first().waitFor({ state: 'detached' });
          const box = page.getByRole('row').getByRole('checkbox').nth(1);
          if (path.startsWith('/customers')) await box.press('Space');
          const hidden: string[] = [];
          for (const key of ['Tab', 'Shift+Tab'])
            for (let stop = 0; stop < stops; stop += 1) {
              await page.keyboard.press(key);
              hidden.push(...(await page.evaluate(coverOfFocus)).map((over) => `${key}: ${over}`));
            }
          expect([path, hidden]).toEqual([path, []]);
        }
      })(),
  );
});

/** Records the statements of the server, which runs in this process; returns them once and stops. */
function recordStatements(db: { until: Database['until'] }): () => string[] {
  const { until } = db;
  const texts: string[] = [];
  db.until = (deadline) => {
    const given = until(deadline);
    const read: Database['read'] = (viewer, now, statement, ...rest) => {
      texts.push(statement.text);
      return given.read(viewer, now, statement, ...rest);
    };
    return { ...given, read };
  };
  return () => {
    db.until = until;
    return texts;
  };
}

/** Runs in the browser: elements that cover the focused element. */
function coverOfFocus(): string[] {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return [];
  const { left, right, top, bottom } = focused.getBoundingClientRect();
  const over = [top + 3, bottom - 3].flatMap((y) => {
    const there = document.elementFromPoint((left + right) / 2, y);
    if (there && (focused.contains(there) || there.contains(focused))) return [];
    const name = focused.getAttribute('aria-label') ?? focused.textContent;
    return [`${there?.className ?? 'edge of the window'} over ${name}`];
  });
  return over;
}

/** Pixels by which the page scrolls sideways. */
function sidewaysScroll(): number {
  const { scrollWidth, clientWidth } = document.documentElement;
  const main = document.querySelector('main');
  return Math.max(scrollWidth - clientWidth, main ? main.scrollWidth - main.clientWidth : 0);
}
