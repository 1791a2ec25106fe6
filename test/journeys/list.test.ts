import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { Database } from '../../server/platform/db/database.ts';
import { customerOf, invited, partnerOf } from '../api/bindings/fixtures.ts';
import { setStage } from '../api/discounts/stage.ts';
import { intercept } from '../kit/intercept.ts';
import { sidewaysScroll } from '../kit/layout.ts';
import { listOn } from '../kit/list.ts';
import { usePortal } from '../kit/portal.ts';
import { LONG } from '../kit/sizes.ts';
import type { Look } from '../kit/visit.ts';
import { t } from '../kit/words.ts';
import type { Caller } from '../kit/world.ts';

const TITLE = t('ui.nav.customers');
const NAME = t('ui.customer');
const STATUS = t('ui.status');
const MANAGER = t('ui.customer.manager');
const SINCE = t('ui.customer.boundOn');
const LEVEL = t('ui.customer.level');
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

  portal.it(
    'F4 keeps search and filters in its URL: reload, Back and a colleague get the same rows',
    async () => {
      const { page, open, checkAccess } = await portal.as(manager);
      const list = listOn(page, TITLE);
      await open('/customers');
      await list.counts(CUSTOMERS);
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
    },
  );

  portal.it(
    'F4 keeps the open record in its URL: Back closes it, and its link opens it beside the same rows',
    async () => {
      const { partner } = await setStage(portal.world);
      const owner = await portal.world.member(partner, 'csp.owner', '周宁');
      const { page, open } = await portal.as(owner);
      await open('/products');
      const name = (await listOn(page, t('ui.nav.products')).rows())[0]!;
      await page.getByRole('link', { name }).click();
      const panel = page.getByRole('complementary', { name: t('ui.product') });
      await panel.getByText(name).first().waitFor();
      expect(new URL(page.url()).searchParams.get('open')).toMatch(/^prd_/);
      const link = page.url();
      await page.goBack();
      await panel.waitFor({ state: 'detached' });
      await open(link);
      await panel.getByText(name).first().waitFor();
      expect(await listOn(page, t('ui.nav.products')).rows()).toContain(name);
    },
  );

  portal.it(
    'F4 F5 sorts and pages forward and back; its URL shows a colleague the same page, and no row is on two pages',
    async () => {
      const { page, open } = await portal.as(manager);
      const list = listOn(page, TITLE);
      const range = (at: Page, from: number, to: number) =>
        at.getByText(t('ui.list.range', { from, to, count: CUSTOMERS })).waitFor();
      const turn = async (way: 'next' | 'previous', from: number): Promise<string[]> => {
        await page.getByRole('button', { name: t(`ui.list.${way}`) }).click();
        await range(page, from, from + 19);
        return await list.rows();
      };
      await open('/customers');
      await list.counts(CUSTOMERS);
      const head = page.getByRole('columnheader', { name: t('ui.customer'), exact: true });
      for (const [order, sort] of [
        ['descending', /sort=-NAME/],
        ['ascending', /sort=NAME/],
      ] as const) {
        await head.getByRole('button').first().click();
        await head.and(page.locator(`[aria-sort=${order}]`)).waitFor();
        await page.waitForURL(sort);
      }
      await page.getByRole('button', { name: t('ui.list.perPage') }).click();
      await page.getByRole('option', { name: '20' }).click();
      await range(page, 1, 20);
      const first = await list.rows();
      const second = await turn('next', 21);
      const other = await portal.as(colleague);
      await other.open(page.url());
      await range(other.page, 21, 40);
      expect(await listOn(other.page, TITLE).rows()).toEqual(second);

      const third = await turn('next', 41);
      const all = [...first, ...second, ...third];
      expect(new Set(all).size).toBe(CUSTOMERS);
      // East before west, by pinyin.
      expect(all).toEqual(all.toSorted());
      await page.getByRole('button', { name: t('ui.list.next'), disabled: true }).waitFor();
      await page.reload();
      await range(page, 41, 60);
      expect(await list.rows()).toEqual(third);
      expect(await turn('previous', 21)).toEqual(second);
      expect(await turn('previous', 1)).toEqual(first);
    },
  );

  portal.it(
    'F5 has 20, 50 or 100 rows per page, and finds a later page by cursor: no statement counts the earlier rows',
    async () => {
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
    },
  );

  portal.it(
    'turns one page for two presses while it loads, and keeps what is typed after a pause',
    async () => {
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
    },
  );

  portal.it(
    'prefetches a record when the pointer rests on its link, so that its page opens at once',
    async () => {
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
    },
  );

  portal.it('F18 leads to a record on a telephone', async () => {
    const { page, open } = await portal.as(manager, { width: 360, height: 740 });
    await open('/');
    await page.getByRole('button', { name: t('ui.shell.openNav') }).click();
    await page
      .getByRole('dialog', { name: t('ui.shell.nav') })
      .getByRole('link', { name: TITLE, exact: true })
      .click();
    await page.getByRole('link', { name: '西部物流58' }).click();
    await page.getByRole('heading', { name: '西部物流58' }).waitFor();
    expect(await page.evaluate(sidewaysScroll)).toBe(0);
  });

  it.each<Look>(LONG ? [{}, { theme: 'dark', width: 360, height: 740 }] : [{}])(
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
          await page.evaluate(watchFocus);
          for (const key of ['Tab', 'Shift+Tab'])
            for (let stop = 0; stop < stops; stop += 1) await page.keyboard.press(key);
          const { seen, covers } = await page.evaluate(() => (window as Watched).watch!);
          expect([path, covers]).toEqual([path, []]);
          expect(seen).toBeGreaterThan(stops);
        }
      })(),
  );

  describe('in its columns', () => {
    let owner: Caller;

    beforeAll(async () => {
      const partner = await partnerOf(portal.world, '新月科技');
      owner = await portal.world.member(partner, 'csp.owner', '孙悦');
      for (const name of ['深圳前海云启数据科技股份有限公司华南分公司', '西部物流'])
        await customerOf(portal.world, name, [partner]);
    });

    const chooser = async (page: Page) => {
      await page.getByRole('button', { name: new RegExp(t('ui.list.columns')) }).click();
      return page.getByRole('dialog', { name: t('ui.list.columns') });
    };
    const headOf = (page: Page, name: string) =>
      page.getByRole('columnheader', { name, exact: true });
    const widthOf = async (page: Page, name: string) =>
      (await headOf(page, name).boundingBox())?.width ?? 0;

    portal.it(
      'F3 columns are shown, hidden, moved by buttons or dragging, and reset; the URL holds the settings',
      async () => {
        const { page, open, checkAccess } = await portal.as(owner);
        const list = listOn(page, TITLE);
        await open('/customers');
        await list.counts(2);
        const before = await list.heads();
        expect(before).not.toContain(LEVEL);

        const dialog = await chooser(page);
        await dialog.getByText(LEVEL, { exact: true }).click();
        await dialog.getByText(MANAGER, { exact: true }).click();
        await dialog
          .getByRole('button', { name: t('ui.list.columnUp', { column: STATUS }) })
          .click();
        const at = (name: string) => dialog.locator('[draggable]').filter({ hasText: name });
        await at(SINCE).dragTo(at(STATUS));
        await page.keyboard.press('Escape');
        await checkAccess();
        const heads = await list.heads();
        expect(heads).toContain(LEVEL);
        expect(heads).not.toContain(MANAGER);
        expect(heads[0]).toBe(NAME);
        expect(heads.indexOf(SINCE)).toBeLessThan(heads.indexOf(STATUS));
        expect(heads.indexOf(STATUS)).toBeLessThan(heads.indexOf(t('ui.binding.fact.type')));

        await page.reload();
        expect(await list.heads()).toEqual(heads);
        await (await chooser(page))
          .getByRole('button', { name: t('ui.list.columnsReset') })
          .click();
        await page.keyboard.press('Escape');
        expect(await list.heads()).toEqual(before);
        expect(new URL(page.url()).search).toBe('');
      },
    );

    portal.it('F3 a column is resized by dragging or by buttons, and reset', async () => {
      const { page, open } = await portal.as(owner);
      const list = listOn(page, TITLE);
      await open('/customers');
      await list.counts(2);
      const box = (await headOf(page, NAME).boundingBox())!;
      const y = box.y + box.height / 2;
      await page.mouse.move(box.x + box.width - 1, y);
      await page.mouse.down();
      await page.mouse.move(box.x + 200, y, { steps: 5 });
      await page.mouse.up();
      await page.waitForURL(/cols=/);
      expect(await widthOf(page, NAME)).toBeCloseTo(201, -1);
      // The long name ends in an ellipsis, and the row keeps one line.
      await page.reload();
      await list.counts(2);
      expect(await widthOf(page, NAME)).toBeCloseTo(201, -1);

      const dialog = await chooser(page);
      await dialog
        .getByRole('button', { name: t('ui.list.columnWider', { column: NAME }) })
        .click();
      await page.waitForURL(/NAME\.22\d/);
      await dialog
        .getByRole('button', { name: t('ui.list.columnNarrower', { column: NAME }) })
        .click();
      await page.waitForURL(/NAME\.20\d/);
      await dialog.getByRole('button', { name: t('ui.list.columnsReset') }).click();
      await page.waitForURL((url) => url.search === '');
      expect(await widthOf(page, NAME)).toBeCloseTo(box.width, -1);
    });

    portal.it(
      'F3 dates and figures are never cut off, however narrow or numerous their columns',
      async () => {
        const { page, open } = await portal.as(owner);
        const list = listOn(page, TITLE);
        await open(
          '/customers?cols=NAME.60~CREATED.48~boundAt~status~level~kind~tags~manager~type',
        );
        await list.counts(2);
        const cut = await list.table.getByRole('cell').evaluateAll((cells) =>
          cells
            .filter((cell) => /^\d{4}-\d{2}-\d{2}$/.test(cell.textContent.trim()))
            .map((cell) => {
              const { overflowX } = getComputedStyle(cell);
              return overflowX !== 'visible' && cell.scrollWidth > cell.clientWidth;
            }),
        );
        expect(cut).toEqual([false, false]);
      },
    );
  });
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

type Watched = { watch?: { seen: number; covers: string[] } };

/** Runs in the browser: from now on counts the elements that keys focus, and names what covers one of them. */
function watchFocus(): void {
  const watch = { seen: 0, covers: [] as string[] };
  (window as Watched).watch = watch;
  // At this event the page has scrolled to the focused element.
  window.addEventListener('keyup', ({ shiftKey }) => {
    const focused = document.activeElement;
    if (!focused || focused === document.body) return;
    watch.seen += 1;
    const { left, right, top, bottom } = focused.getBoundingClientRect();
    for (const y of [top + 3, bottom - 3]) {
      const there = document.elementFromPoint((left + right) / 2, y);
      if (there && (focused.contains(there) || there.contains(focused))) continue;
      const name = focused.getAttribute('aria-label') ?? focused.textContent;
      const way = shiftKey ? 'backward' : 'forward';
      watch.covers.push(`${way}: ${there?.className ?? 'edge of the window'} over ${name}`);
    }
  });
}
