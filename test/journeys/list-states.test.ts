import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page, Request } from 'playwright-core';
import { customerOf, invited, partnerOf } from '../api/bindings/fixtures.ts';
import { press } from '../kit/controls.ts';
import { modal } from '../kit/dialogs.ts';
import { intercept } from '../kit/intercept.ts';
import { listOn } from '../kit/list.ts';
import { usePortal } from '../kit/portal.ts';
import { answers } from '../kit/visit.ts';
import { t } from '../kit/words.ts';
import type { Caller, Organization } from '../kit/world.ts';

const TITLE = t('ui.nav.customers');
const NOBODY = '00000000-0000-7000-8000-000000000000';
/** Google's limit for layout shift; more is noticeable. */
const MOST_SHIFT = 0.02;

describe('states of a list', () => {
  const portal = usePortal();
  let partner: Organization;
  let manager: Caller;

  beforeAll(async () => {
    const { world } = portal;
    partner = await partnerOf(world, '云帆科技');
    manager = await world.member(partner, 'csp.manager', '李明');
    for (let i = 0; i < 30; i += 1) await customerOf(world, `东方制造${i}`, [partner]);
  });

  /** Holds the answers to the rows' query until the returned function is called. */
  async function holdRows(page: Page): Promise<() => void> {
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    await intercept(page, '**/graphql', async (route) => {
      if (asksRows(route)) await released;
      await route.fallback();
    });
    return release;
  }

  /** Replaces the answers to the rows' query by an error until undone. */
  async function breakRows(page: Page) {
    await intercept(page, '**/graphql', async (route) => {
      if (!asksRows(route)) return route.fallback();
      const errors = [
        { message: 'Broken', extensions: { code: 'INTERNAL', requestId: 'req-4711' } },
      ];
      return route.fulfill({ json: { data: null, errors } });
    });
  }

  it(
    'F13 a skeleton has the geometry of the rows, and nothing jumps when they arrive',
    portal.storyInNewWindows(async () => {
      const { page, open, checkAccess } = await portal.as(manager);
      await page.addInitScript(watchShifts);
      const release = await holdRows(page);
      await open('/customers');
      const waiting = page.getByRole('table', { name: TITLE }).and(page.locator('[aria-busy]'));
      const bone = await waiting.locator('tbody tr').first().boundingBox();
      const head = await waiting.locator('thead').boundingBox();
      await checkAccess();
      release();
      const list = listOn(page, TITLE);
      await list.counts(30);
      const row = await list.table.locator('tbody tr').first().boundingBox();
      expect(bone?.height).toBeCloseTo(row!.height, 0);
      expect(bone?.y).toBeCloseTo(row!.y, 0);
      expect(await list.table.locator('thead').boundingBox()).toEqual(head);
      const shift = await page.evaluate(() => (window as { shift?: number }).shift ?? 0);
      expect(shift).toBeLessThanOrEqual(MOST_SHIFT);
    }),
  );

  portal.it(
    'F13 an empty list explains its content and offers the first step, or names the roles that can take it',
    async () => {
      const { world } = portal;
      const newcomer = await partnerOf(world, '新月科技');
      const owner = await world.member(newcomer, 'csp.owner', '孙悦');
      const { page, open } = await portal.as(owner);
      await open('/customers');
      await page.getByText(t('ui.customers.empty'), { exact: true }).waitFor();
      const main = page.getByRole('main');
      await main
        .getByRole('button', { name: t('ui.binding.invite.action') })
        .last()
        .click();
      await page.getByRole('dialog', { name: t('ui.binding.invite.title') }).waitFor();

      const auditor = await world.member(newcomer, 'csp.auditor', '高洁');
      const reader = await portal.as(auditor);
      await reader.open('/customers');
      await reader.page.getByText(t('ui.customers.emptyOther')).waitFor();
      const invite = reader.page.getByRole('button', { name: t('ui.binding.invite.action') });
      expect(await invite.getAttribute('aria-disabled')).toBe('true');
    },
  );

  portal.it('F13 when nothing matches, one click clears the filters', async () => {
    const { page, open } = await portal.as(manager);
    const list = listOn(page, TITLE);
    await open('/customers');
    await list.counts(30);
    await list.search('没有这家公司');
    await page.getByText(t('ui.list.emptyFiltered')).waitFor();
    await page.getByRole('button', { name: t('ui.list.clearFilters') }).click();
    await list.counts(30);
    await list.tab(t('ui.customers.view.bound')).click();
    await page.getByText(t('ui.list.emptyFiltered')).waitFor();
    await page.getByRole('button', { name: t('ui.list.clearFilters') }).click();
    await list.counts(30);
  });

  portal.it(
    'F13 a failure shows a text, the request id and a retry button; present rows stay, other ones do not',
    async () => {
      const { page, open, drawn, checkAccess } = await portal.as(manager);
      const list = listOn(page, TITLE);
      await breakRows(page);
      await open('/customers');
      await page.getByText(t('ui.failure.server.title')).waitFor();
      await page.getByText('req-4711').waitFor();
      await checkAccess();
      await page.unroute('**/graphql');
      await page.getByRole('button', { name: t('ui.retry') }).click();
      await list.counts(30);

      await breakRows(page);
      await page.getByRole('link', { name: t('ui.nav.home'), exact: true }).click();
      await list.table.waitFor({ state: 'detached' });
      const { promise: failed, resolve: answerOthers } = Promise.withResolvers<void>();
      await intercept(page, '**/graphql', async (route) => {
        if (!asksRows(route)) await failed;
        await route.fallback();
      });
      const settled = answers(page);
      await page.goBack();
      await page.getByText(t('ui.staleData')).waitFor();
      // The cache draws the rows again when it has these answers.
      answerOthers();
      await settled();
      await drawn();
      expect(await page.getByText(t('ui.staleData')).count()).toBe(1);
      expect(await list.rows()).toHaveLength(30);
      await page.unroute('**/graphql');
      await page.getByRole('button', { name: t('ui.retry') }).click();
      await page.getByText(t('ui.staleData')).waitFor({ state: 'detached' });

      await breakRows(page);
      await list.search('东方制造7');
      await page.getByText(t('ui.failure.server.title')).waitFor();
      await list.table.waitFor({ state: 'detached' });
      await page.unroute('**/graphql');
      await page.getByRole('button', { name: t('ui.retry') }).click();
      await list.counts(1);
    },
  );

  portal.it(
    'F4 a misspelt filter in the URL is ignored with a note; F13 a view explains why it is empty',
    async () => {
      const { page, open, checkAccess } = await portal.as(manager);
      const list = listOn(page, TITLE);
      await open(`/customers?accountManagerId=x&status=NONE&q=${encodeURIComponent('东方制造')}`);
      await list.counts(30);
      const filters = [t('ui.status'), t('ui.customer.manager')].join(t('ui.listSeparator'));
      const note = page.getByText(t('ui.list.ignored', { filters }));
      await note.waitFor();
      await checkAccess();
      await press(page, 'ui.list.clear');
      await note.waitFor({ state: 'detached' });
      expect(new URL(page.url()).search).toBe('');

      await open('/customers?view=mine');
      await page.getByText(t('ui.customers.noneMine')).waitFor();
      await page.getByRole('button', { name: t('ui.list.showAll') }).click();
      await list.counts(30);
      await open('/customers?sort=-CREATED');
      await list.counts(30);
      // Its column is hidden, so the order is shown as text.
      const order = t('ui.list.order').replace('{column}', t('ui.customer.knownSince'));
      await page.getByText(order.replace(/\{direction.*\}$/, '从新到旧')).waitFor();
      await checkAccess();
    },
  );

  portal.it(
    'F13 a viewer without permission sees who can grant it; a missing record is reported as missing',
    async () => {
      const rep = await portal.world.member(partner, 'csp.rep', '周航');
      const { page, open, checkAccess } = await portal.as(rep);
      await open('/bills');
      const roles = (['CSP_OWNER', 'CSP_MANAGER', 'CSP_FINANCE', 'CSP_AUDITOR'] as const)
        .map((role) => t(`enum.Role.${role}`))
        .join(t('ui.listSeparator'));
      await page.getByText(t('ui.roles.mayNot', { roles })).waitFor();
      // Nothing around it serves a list that is not there.
      expect(await page.getByRole('searchbox', { name: t('ui.list.search') }).count()).toBe(0);
      await checkAccess();
      await open('/audit');
      await page.getByText(t('ui.failure.forbidden.title')).waitFor();
      expect(await page.getByRole('button', { name: t('ui.audit.verifyDay') }).count()).toBe(0);
      await open(`/products?open=prd_${NOBODY}`);
      await page
        .getByRole('complementary', { name: t('ui.product') })
        .getByText(t('ui.failure.notFound.title'))
        .waitFor();
      await checkAccess();
    },
  );

  describe('in saved views', () => {
    let viewer: Caller;
    let rep: Caller;

    beforeAll(async () => {
      const { world } = portal;
      const owners = await partnerOf(world, '海川数科');
      viewer = await world.member(owners, 'csp.manager', '周宁');
      rep = await world.member(owners, 'csp.auditor', '高洁');
      for (const name of ['东方制造', '东方物流', '西部物流', '西部矿业']) {
        const id = await customerOf(world, name, [owners]);
        if (name.startsWith('东方')) await invited(world, viewer, id);
      }
    });

    const menu = async (page: Page, entry: string) => {
      await press(page, 'ui.view');
      await page.getByRole('menuitem', { name: entry }).click();
    };
    /** Saves the present state as a view. */
    async function saveAs(page: Page, name: string, choices: readonly string[] = []) {
      await menu(page, t('ui.view.saveAs'));
      const dialog = page.getByRole('dialog', { name: t('ui.view.saveAs') });
      await dialog.getByLabel(t('ui.view.name')).fill(name);
      for (const choice of choices) await dialog.getByText(choice, { exact: true }).click();
      await dialog.getByRole('button', { name: t('ui.view.save') }).click();
      await dialog.waitFor({ state: 'detached' });
    }
    /** Order and height of the rows. */
    const lookOf = async (page: Page) => {
      const { table } = listOn(page, TITLE);
      const head = table.getByRole('columnheader', { name: t('ui.customer'), exact: true });
      const row = await table.locator('tbody tr').first().boundingBox();
      return [await head.getAttribute('aria-sort'), row!.height];
    };
    const isChanged = (page: Page) => page.getByRole('img', { name: t('ui.view.changed') });

    portal.it(
      'F2 a view saves filters, sorting, columns and density, opens by its URL, and shows changes',
      async () => {
        const { page, open, checkAccess } = await portal.as(viewer);
        const list = listOn(page, TITLE);
        await open('/customers');
        await list.counts(4);
        const plain = await lookOf(page);
        await list.filter(t('ui.status'), t('enum.CustomerStatus.INVITED'));
        await list.counts(2);
        await list.table.getByRole('button', { name: t('ui.customer'), exact: true }).click();
        await page.getByRole('button', { name: new RegExp(t('ui.list.columns')) }).click();
        await page.getByText(t('ui.customer.tags'), { exact: true }).last().click();
        await page.getByRole('radio', { name: t('ui.density.compact') }).click();
        await page.keyboard.press('Escape');
        await isChanged(page).waitFor();
        const rows = await list.rows();
        const heads = await list.heads();
        expect(heads).not.toContain(t('ui.customer.tags'));
        const look = await lookOf(page);
        expect(look[0]).toBe('descending');
        expect(look[1]).toBeLessThan(plain[1] as number);

        await saveAs(page, '等回复');
        await list.tab('等回复').and(page.locator('[aria-current]')).waitFor();
        await isChanged(page).waitFor({ state: 'detached' });
        await checkAccess();
        const address = page.url();
        expect(new URL(address).searchParams.get('view')).toMatch(/^svw_/);

        // Changes the state, and returns by the tab.
        await list.tab(t('ui.customers.view.all')).click();
        await list.counts(4);
        expect(await lookOf(page)).toEqual(plain);
        await list.tab('等回复').click();
        await list.counts(2);
        expect(await list.rows()).toEqual(rows);
        expect(await list.heads()).toEqual(heads);
        expect(await lookOf(page)).toEqual(look);

        await list.search('东方制造');
        await list.counts(1);
        await isChanged(page).waitFor();
        await menu(page, t('ui.view.discard'));
        await list.counts(2);

        await list.search('东方物流');
        await list.counts(1);
        await menu(page, t('ui.view.update', { name: '等回复' }));
        await isChanged(page).waitFor({ state: 'detached' });
        await list.tab(t('ui.customers.view.all')).click();
        await list.counts(4);
        await list.tab('等回复').click();
        await list.counts(1);
        expect(await list.rows()).toEqual(['东方物流']);
      },
    );

    portal.it(
      'F2 a team view is visible to everybody, and only owners and managers change it',
      async () => {
        const { page, open } = await portal.as(viewer);
        await open('/customers?q=西部');
        await listOn(page, TITLE).counts(2);
        await saveAs(page, '西部客户', [t('ui.view.team')]);

        const other = await portal.as(rep);
        const list = listOn(other.page, TITLE);
        await other.open('/customers');
        await list.counts(4);
        await list.tab('西部客户').click();
        await list.counts(2);
        await other.page.getByRole('img', { name: t('ui.view.shared') }).waitFor();
        await press(other.page, 'ui.view');
        await other.page.getByRole('menuitem', { name: t('ui.view.setDefault') }).waitFor();
        expect(await other.page.getByRole('menuitem', { name: t('ui.view.delete') }).count()).toBe(
          0,
        );
        await other.page.keyboard.press('Escape');
        // Personal views are not shared.
        expect(await list.tab('等回复').count()).toBe(0);
      },
    );

    portal.it(
      'F2 the list opens with the default view of the person; its link shows the same rows to anybody',
      async () => {
        const { page, open } = await portal.as(viewer);
        const list = listOn(page, TITLE);
        await open('/customers?q=矿业');
        await list.counts(1);
        await saveAs(page, '矿业', [t('ui.view.default')]);
        await open('/customers');
        await list.counts(1);
        await page.waitForURL(/view=svw_/);
        const link = page.url();
        // The first view has an id in the URL while another one opens at the plain address.
        await list.tab(t('ui.customers.view.all')).click();
        await list.counts(4);

        const other = await portal.as(rep);
        await other.open(link);
        await listOn(other.page, TITLE).counts(1);
        expect(await listOn(other.page, TITLE).rows()).toEqual(['西部矿业']);

        await list.tab('矿业').click();
        await list.counts(1);
        await menu(page, t('ui.view.delete'));
        await modal(page)
          .getByRole('button', { name: t('ui.view.delete') })
          .click();
        await list.counts(4);
        await open('/customers');
        await list.counts(4);
      },
    );

    portal.it('F2 a name is unique: the form reports a duplicate at its field', async () => {
      const { page, open, checkAccess } = await portal.as(viewer);
      await open('/customers?q=东方');
      await listOn(page, TITLE).counts(2);
      await menu(page, t('ui.view.saveAs'));
      const dialog = page.getByRole('dialog', { name: t('ui.view.saveAs') });
      await dialog.getByRole('button', { name: t('ui.view.save') }).click();
      await dialog.getByText(t('ui.form.required')).waitFor();
      await dialog.getByLabel(t('ui.view.name')).fill('等回复');
      await dialog.getByRole('button', { name: t('ui.view.save') }).click();
      await dialog.getByText(t('error.VIEW_NAME_TAKEN')).waitFor();
      await checkAccess();
    });
  });
});

/** Whether a request, or the request of a response, is the query of the rows. */
function asksRows(of: { request(): Request }): boolean {
  const asked = of.request().postDataJSON() as { operationName?: string } | null;
  return asked?.operationName === 'CustomerList';
}

/** Runs in the browser: sums up layout shifts without user input. */
function watchShifts(): void {
  const seen = window as { shift?: number };
  seen.shift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & {
      value: number;
      hadRecentInput: boolean;
    })[])
      if (!entry.hadRecentInput) seen.shift = (seen.shift ?? 0) + entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
}
