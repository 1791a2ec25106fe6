import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page, Request } from 'playwright-core';
import { customerOf, partnerOf } from '../api/bindings/fixtures.ts';
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

  /** Replaces the answers to the rows' query until undone. */
  async function answerRows(page: Page, how: 'late' | 'broken') {
    await intercept(page, '**/graphql', async (route) => {
      if (!asksRows(route)) return route.fallback();
      if (how === 'late') {
        await new Promise((done) => setTimeout(done, 800));
        return route.fallback();
      }
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
      await answerRows(page, 'late');
      await open('/customers');
      const waiting = page.getByRole('table', { name: TITLE }).and(page.locator('[aria-busy]'));
      const bone = await waiting.locator('tbody tr').first().boundingBox();
      const head = await waiting.locator('thead').boundingBox();
      await checkAccess();
      const list = listOn(page, TITLE);
      await list.counts(30);
      const row = await list.table.locator('tbody tr').first().boundingBox();
      expect(bone?.height).toBeCloseTo(row!.height, 0);
      expect(bone?.y).toBeCloseTo(row!.y, 0);
      expect(await list.table.locator('thead').boundingBox()).toEqual(head);
      const shift = await page.evaluate(() => (window as { shift?: number }).shift ?? 0);
      console.log(`layout shift of /customers: ${shift.toFixed(4)}`);
      expect(shift).toBeLessThanOrEqual(MOST_SHIFT);
    }),
  );

  it(
    'F13 an empty list explains its content and offers the first step, or names the roles that can take it',
    portal.story(async () => {
      const { world } = portal;
      const newcomer = await partnerOf(world, '新月科技');
      const owner = await world.member(newcomer, 'csp.owner', '孙悦');
      const { page, open, checkAccess } = await portal.as(owner);
      await open('/customers');
      await page.getByText(t('ui.customers.empty'), { exact: true }).waitFor();
      await checkAccess();
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
    }),
  );

  it(
    'F13 when nothing matches, one click clears the filters',
    portal.story(async () => {
      const { page, open, checkAccess } = await portal.as(manager);
      const list = listOn(page, TITLE);
      await open('/customers');
      await list.counts(30);
      await list.search('没有这家公司');
      await page.getByText(t('ui.list.emptyFiltered')).waitFor();
      await checkAccess();
      await page.getByRole('button', { name: t('ui.list.clearFilters') }).click();
      await list.counts(30);
      await list.tab(t('ui.customers.view.bound')).click();
      await page.getByText(t('ui.list.emptyFiltered')).waitFor();
      await page.getByRole('button', { name: t('ui.list.clearFilters') }).click();
      await list.counts(30);
    }),
  );

  it(
    'F13 a failure shows a text, the request id and a retry button; present rows stay',
    portal.story(async () => {
      const { page, open, drawn, checkAccess } = await portal.as(manager);
      const list = listOn(page, TITLE);
      await answerRows(page, 'broken');
      await open('/customers');
      await page.getByText(t('ui.failure.server.title')).waitFor();
      await page.getByText('req-4711').waitFor();
      await checkAccess();
      await page.unroute('**/graphql');
      await page.getByRole('button', { name: t('ui.retry') }).click();
      await list.counts(30);

      await answerRows(page, 'broken');
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
    }),
  );

  it(
    'F13 a failure of other rows does not show the rows before them',
    portal.story(async () => {
      const { page, open } = await portal.as(manager);
      const list = listOn(page, TITLE);
      await open('/customers');
      await list.counts(30);
      await answerRows(page, 'broken');
      await list.search('东方制造7');
      await page.getByText(t('ui.failure.server.title')).waitFor();
      await list.table.waitFor({ state: 'detached' });
      await page.unroute('**/graphql');
      await page.getByRole('button', { name: t('ui.retry') }).click();
      await list.counts(1);
    }),
  );

  it(
    'F4 a misspelt filter in the URL is ignored with a note; F13 a view explains why it is empty',
    portal.story(async () => {
      const { page, open, checkAccess } = await portal.as(manager);
      const list = listOn(page, TITLE);
      await open(`/customers?accountManagerId=x&status=NONE&q=${encodeURIComponent('东方制造')}`);
      await list.counts(30);
      const filters = [t('ui.status'), t('ui.customer.manager')].join(t('ui.listSeparator'));
      const note = page.getByText(t('ui.list.ignored', { filters }));
      await note.waitFor();
      await checkAccess();
      await page.getByRole('button', { name: t('ui.list.clear'), exact: true }).click();
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
    }),
  );

  it(
    'F13 a viewer without permission sees who can grant it; a missing record is reported as missing',
    portal.story(async () => {
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
      await open(`/customers/cus_${NOBODY}`);
      await page.getByText(t('ui.failure.notFound.title')).waitFor();
      await checkAccess();
      await open(`/products?open=prd_${NOBODY}`);
      await page
        .getByRole('complementary', { name: t('ui.product') })
        .getByText(t('ui.failure.notFound.title'))
        .waitFor();
      await checkAccess();
    }),
  );
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
