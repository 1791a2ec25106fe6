import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { sql } from '../../server/platform/sql/sql.ts';
import { customerOf, partnerOf } from '../api/bindings/fixtures.ts';
import { press } from '../kit/controls.ts';
import { toasts } from '../kit/dialogs.ts';
import { intercept } from '../kit/intercept.ts';
import { focusComesTo, focused, tabTo } from '../kit/keyboard.ts';
import { sidewaysScroll } from '../kit/layout.ts';
import { usePortal } from '../kit/portal.ts';
import { LONG } from '../kit/sizes.ts';
import { t, words } from '../kit/words.ts';
import type { Caller } from '../kit/world.ts';

const en = words('en');
const MINUTE = 60_000;
/** More than one page of fifty. */
const CUSTOMERS = 60;

describe('under rough conditions', () => {
  const portal = usePortal();
  let manager: Caller;
  let foreign: string;

  beforeAll(async () => {
    const { world } = portal;
    const partner = await partnerOf(world, '云帆科技');
    const rival = await partnerOf(world, '海川数科');
    manager = await world.member(partner, 'csp.manager', '李明');
    foreign = await customerOf(world, '别家客户', [rival]);
    for (const name of ['东方制造', '西部物流', '南方食品'])
      await customerOf(world, name, [partner]);
    for (let i = 3; i < CUSTOMERS; i += 1)
      await customerOf(world, `北方能源${String(i).padStart(2, '0')}`, [partner]);
  });

  const invitations = () =>
    portal.world.rows<{ name: string; status: string; note: string | null }>(sql`
      select c.name, b.status, b.note from partner_binding b join customer c on c.id = b.customer_id order by c.name`);
  const invitedOf = async (customer: string): Promise<number> =>
    (await invitations()).filter(({ name }) => name === customer).length;
  const find = async (page: Page, name: string): Promise<void> => {
    await page.getByRole('searchbox', { name: t('ui.list.search') }).fill(name);
    await page.getByRole('link', { name, exact: true }).first().click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
  };

  portal.it(
    'J8 a customer is found and invited with the keyboard alone, and the focus returns',
    async () => {
      const { page, open } = await portal.as(manager);
      await open('/customers?q=东方制造');
      await page.getByRole('link', { name: '东方制造' }).waitFor();
      await page.keyboard.press('Tab');
      expect(await focused(page)).toBe(t('ui.shell.skip'));
      await page.keyboard.press('Enter');
      await tabTo(page, '东方制造');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: '东方制造' }).waitFor();
      await tabTo(page, t('ui.binding.invite.one'));
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await focusComesTo(page, t('ui.binding.invite.one'));
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').waitFor();
      await tabTo(page, t('ui.binding.invite.mail'));
      await page.keyboard.type('he@example.com');
      await page.keyboard.press('Enter');
      await page.getByRole('dialog', { name: t('ui.binding.invite.sentTitle') }).waitFor();
      expect(await invitations()).toEqual([{ name: '东方制造', status: 'INVITED', note: null }]);
    },
  );

  portal.it(
    'J8 F20 a session that ends during a form is renewed by keyboard, and the form is sent once, without loss',
    async () => {
      const { page, open, expectComplaint, checkAccess } = await portal.as(manager);
      expectComplaint(/401/);
      await open('/customers');
      await find(page, '南方食品');
      await tabTo(page, t('ui.binding.invite.one'));
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').waitFor();
      await page.getByLabel(t('ui.binding.invite.note')).fill('期待与贵司合作');
      await tabTo(page, t('ui.binding.invite.mail'), 'Shift+Tab');
      await page.keyboard.type('nan@example.com');
      portal.realClock.advance(13 * 60 * MINUTE);
      await page.keyboard.press('Enter');
      await page.getByRole('dialog', { name: t('ui.signIn.againTitle') }).waitFor();
      await checkAccess();
      await tabTo(page, t('ui.signIn.demoAs', { name: '李明' }));
      await page.keyboard.press('Enter');
      await page.getByRole('dialog', { name: t('ui.binding.invite.sentTitle') }).waitFor();
      expect(await invitations()).toContainEqual({
        name: '南方食品',
        status: 'INVITED',
        note: '期待与贵司合作',
      });
      expect(await invitedOf('南方食品')).toBe(1);
    },
  );

  portal.it(
    'J8 F17 language and theme change by keyboard without a reload, the page keeps its state, and a reload keeps both',
    async () => {
      const { page, open, checkAccess } = await portal.as(manager);
      await open('/customers?q=北方');
      await page.getByRole('heading', { level: 1, name: t('ui.nav.customers') }).waitFor();
      await page.evaluate(() => Object.assign(window, { sameDocument: true }));
      await tabTo(page, t('ui.shell.switchLanguage'));
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: en('ui.nav.customers') }).waitFor();
      await tabTo(page, en('ui.theme'));
      await page.keyboard.press('Enter');
      await page.getByRole('menuitem', { name: en('ui.theme.dark') }).waitFor();
      await page.keyboard.press('End');
      await page.keyboard.press('Enter');
      const html = page.locator('html');
      await page.locator('html[data-theme=dark]').waitFor({ state: 'attached' });
      expect(await html.getAttribute('lang')).toMatch(/^en/);
      expect(await page.getByRole('searchbox', { name: en('ui.list.search') }).inputValue()).toBe(
        '北方',
      );
      expect(await page.getByText(t('ui.list.filters')).count()).toBe(0);
      await tabTo(page, en('ui.shell.switchLanguage'), 'Shift+Tab');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: t('ui.nav.customers') }).waitFor();
      expect(await page.evaluate(() => 'sameDocument' in window)).toBe(true);
      expect(await html.getAttribute('data-theme')).toBe('dark');
      // The focus is still on the button.
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: en('ui.nav.customers') }).waitFor();
      await page.reload();
      await page.getByRole('table', { name: en('ui.nav.customers') }).waitFor();
      expect(await html.getAttribute('data-theme')).toBe('dark');
      await checkAccess();
    },
  );

  portal.it(
    'J8 a link to another organization’s record shows the same page as one to a missing record',
    async () => {
      const { page, open } = await portal.as(manager);
      const nothing = foreign.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
      const texts = [];
      for (const id of [foreign, nothing]) {
        await open(`/customers/${id}`);
        await page.getByText(t('ui.failure.notFound.title')).waitFor();
        texts.push(await page.locator('main').textContent());
      }
      expect(texts[0]).toBe(texts[1]);
      expect(texts[0]).not.toContain('别家客户');
    },
  );

  portal.it('J8 nothing is out of reach at 200 %', async () => {
    // The width left of a 1366-pixel window.
    const { page, open, go, drawn } = await portal.as(manager, {
      width: 683,
      height: 400,
    });
    await open('/');
    for (const path of ['/', '/customers', '/bindings', '/discounts/new']) {
      if (path !== '/') await go(path);
      await drawn();
      expect([path, await page.evaluate(sidewaysScroll)]).toEqual([path, 0]);
    }
    await press(page, 'ui.notifications');
    await page.getByRole('dialog', { name: t('ui.notifications') }).waitFor();
    expect(await page.evaluate(sidewaysScroll)).toBe(0);
  });

  portal.it(
    'F19 a form sent without a connection stays open, says so, and creates one record when sent again',
    async () => {
      const { page, open, context, expectComplaint } = await portal.as(manager);
      expectComplaint(/ERR_INTERNET_DISCONNECTED/);
      await open('/customers');
      await find(page, '西部物流');
      await page.getByRole('button', { name: t('ui.binding.invite.one') }).click();
      await page.getByLabel(t('ui.binding.invite.mail')).fill('xi@example.com');
      await context.setOffline(true);
      await page.getByText(t('ui.offline')).waitFor({ state: 'attached' });
      const send = page.getByRole('button', { name: t('ui.binding.invite.submit') });
      await send.click();
      await page.getByText(t('ui.failure.offline.title')).waitFor();
      expect(await page.getByLabel(t('ui.binding.invite.mail')).inputValue()).toBe(
        'xi@example.com',
      );
      // The same failure again is no second message.
      const failed = page.waitForEvent('requestfailed');
      await send.click();
      await failed;
      await page.getByText(t('ui.failure.offline.title')).waitFor();
      expect(await page.getByText(t('ui.failure.offline.title')).count()).toBe(1);
      await context.setOffline(false);
      await page.getByText(t('ui.offline')).waitFor({ state: 'detached' });
      await page.getByText(t('ui.failure.offline.title')).waitFor({ state: 'detached' });
      await send.click();
      await page.getByRole('dialog', { name: t('ui.binding.invite.sentTitle') }).waitFor();
      expect(await invitedOf('西部物流')).toBe(1);
    },
  );

  portal.it('F19 a lost answer is requested again, and the form creates one record', async () => {
    const { page, open, expectComplaint } = await portal.as(manager);
    expectComplaint(/ERR_CONNECTION_RESET/);
    await open('/customers');
    await find(page, '北方能源10');
    await page.getByRole('button', { name: t('ui.binding.invite.one') }).click();
    await page.getByLabel(t('ui.binding.invite.mail')).fill('bei@example.com');
    let lost = 0;
    await intercept(page, '**/graphql', async (route) => {
      const isMutation = route.request().postData()?.includes('idempotencyKey') ?? false;
      if (!isMutation || lost > 0) return await route.continue();
      lost += 1;
      // The server ran it, but no answer arrived.
      await route.fetch();
      await route.abort('connectionreset');
    });
    await page.getByRole('button', { name: t('ui.binding.invite.submit') }).click();
    await page.getByRole('dialog', { name: t('ui.binding.invite.sentTitle') }).waitFor();
    expect([lost, await invitedOf('北方能源10')]).toEqual([1, 1]);
  });

  it(
    'F19 a wait of more than ten seconds is explained and can be canceled, and a retry takes effect once',
    portal.storyInNewWindows(async () => {
      const { page, open, checkAccess, expectComplaint } = await portal.as(manager);
      expectComplaint(/ERR_ABORTED|ERR_FAILED/);
      await page.clock.install();
      const { promise: never } = Promise.withResolvers<void>();
      let isSlow = true;
      await intercept(page, '**/graphql', async (route) => {
        const body = route.request().postData() ?? '';
        if (!isSlow || !/"CustomerList"|idempotencyKey/.test(body)) return await route.continue();
        // The command is done, but its answer is lost.
        if (body.includes('idempotencyKey')) await route.fetch();
        return await never;
      });
      const words = toasts(page).filter({ hasText: t('ui.slow.title') });
      const givesUp = async () => {
        await page.clock.runFor(9_000);
        expect(await words.count()).toBe(0);
        await page.clock.runFor(2_000);
        await words.waitFor();
        await checkAccess();
        await words.getByRole('button', { name: t('ui.slow.giveUp') }).click();
        await words.waitFor({ state: 'detached' });
      };
      await open('/customers?q=北方能源20');
      await page.getByRole('heading', { level: 1 }).waitFor();
      await givesUp();
      await page.getByText(t('ui.failure.slow.title')).waitFor();
      isSlow = false;
      await page.getByRole('button', { name: t('ui.retry') }).click();
      await page.getByRole('link', { name: '北方能源20' }).click();
      await page.getByRole('button', { name: t('ui.binding.invite.one') }).click();
      const mail = page.getByLabel(t('ui.binding.invite.mail'));
      await mail.fill('bei@example.com');
      isSlow = true;
      const send = page.getByRole('button', { name: t('ui.binding.invite.submit') });
      const asked = page.waitForRequest((request) =>
        /idempotencyKey/.test(request.postData() ?? ''),
      );
      await send.click();
      await asked;
      await givesUp();
      await page.getByText(t('ui.failure.slow.title')).waitFor();
      expect(await mail.inputValue()).toBe('bei@example.com');
      isSlow = false;
      await send.click();
      await page.getByRole('dialog', { name: t('ui.binding.invite.sentTitle') }).waitFor();
      expect(await invitedOf('北方能源20')).toBe(1);
    }),
  );

  it(
    'F19 a list stays usable when some requests are lost and, in the long form, each takes 400 ms',
    portal.storyInNewWindows(async () => {
      const { page, open, context, expectComplaint } = await portal.as(manager);
      expectComplaint(/ERR_CONNECTION_RESET/);
      if (LONG) {
        const network = await context.newCDPSession(page);
        await network.send('Network.enable');
        await network.send('Network.emulateNetworkConditions', {
          offline: false,
          latency: 400,
          downloadThroughput: 500_000,
          uploadThroughput: 250_000,
        });
      }
      let asked = 0;
      let lost = 0;
      await intercept(page, '**/graphql', async (route) => {
        asked += 1;
        // More than one in a hundred, so that it happens during the test.
        if (asked % 5 !== 3) return await route.continue();
        lost += 1;
        return await route.abort('connectionreset');
      });
      const range = (from: number, to: number) =>
        page.getByText(t('ui.list.range', { from, to, count: CUSTOMERS })).waitFor();
      await open('/customers');
      await range(1, 50);
      const typed = performance.now();
      await page.getByRole('searchbox', { name: t('ui.list.search') }).fill('北方能源5');
      await page.getByText(/共 10 条/).waitFor();
      if (LONG) expect(performance.now() - typed).toBeLessThan(6_000);
      await page.getByRole('searchbox', { name: t('ui.list.search') }).fill('');
      await range(1, 50);
      await page.getByRole('button', { name: t('ui.list.next') }).click();
      await range(51, 60);
      await page.goBack();
      await range(1, 50);
      expect(lost).toBeGreaterThan(0);
    }),
  );

  portal.it(
    'F19 without a network, a page that was never opened says so inside the navigation, and loads with the network',
    async () => {
      const { page, open, context, expectComplaint } = await portal.as(manager);
      expectComplaint(/ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED|CombinedError: \[Network\]/);
      await open('/');
      const list = page.getByRole('link', { name: t('ui.nav.customers'), exact: true });
      await list.waitFor();
      await context.setOffline(true);
      await page.getByText(t('ui.offline')).waitFor();
      await list.click();
      const failure = page.getByText(t('ui.failure.offline.title'));
      await failure.waitFor();
      expect(await list.isVisible()).toBe(true);
      const retry = page.locator('main').getByRole('button', { name: t('ui.retry') });
      await retry.last().click();
      await failure.waitFor();
      await context.setOffline(false);
      await page.getByRole('heading', { level: 1, name: t('ui.nav.customers') }).waitFor();
    },
  );

  portal.it(
    'F19 without a server, the portal says so, keeps open pages, and recovers by itself',
    async () => {
      const { page, open, expectComplaint } = await portal.as(manager);
      expectComplaint(/ERR_CONNECTION_REFUSED|CombinedError: \[Network\]/);
      await open('/customers');
      const search = page.getByRole('searchbox', { name: t('ui.list.search') });
      await search.waitFor();
      await page.evaluate(() => Object.assign(window, { sameDocument: true }));
      const lost = page.getByText(t('ui.offline'));
      const stopServer = () => intercept(page, '**', (route) => route.abort('connectionrefused'));

      await stopServer();
      await search.fill('没有这样的客户');
      await lost.waitFor();
      await page.unroute('**');
      await page.getByText(t('ui.list.emptyFiltered')).waitFor();
      await lost.waitFor({ state: 'hidden' });

      await stopServer();
      await page.getByRole('link', { name: t('ui.nav.discounts'), exact: true }).click();
      await page.getByText(t('ui.failure.offline.title')).waitFor();
      await lost.waitFor();
      expect(await page.evaluate(() => 'sameDocument' in window)).toBe(true);
      await page.unroute('**');
      await page.getByRole('heading', { level: 1, name: t('ui.nav.discounts') }).waitFor();
    },
  );
});
