import { beforeAll, describe, expect, it } from '@jest/globals';
import { type Stage, setStage } from '../api/discounts/stage.ts';
import { intercept } from '../kit/intercept.ts';
import { usePortal } from '../kit/portal.ts';
import { t } from '../kit/words.ts';

describe('without a network', () => {
  const portal = usePortal();
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage(portal.world);
  });

  it(
    'a page that was never opened reports the missing network inside the navigation, and loads with the network',
    portal.story(async () => {
      const { page, open, context, expectComplaint } = await portal.as(stage.manager);
      expectComplaint(/ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED|CombinedError: \[Network\]/);
      await open('/');
      const list = page.getByRole('link', { name: t('ui.nav.customers'), exact: true });
      await list.waitFor();
      await context.setOffline(true);
      await page.getByText(t('ui.offline')).waitFor();
      await list.click();
      await page.getByText(t('ui.failure.offline.title')).waitFor();
      expect(await list.isVisible()).toBe(true);
      const retry = page.locator('main').getByRole('button', { name: t('ui.retry') });
      await retry.last().click();
      await page.getByText(t('ui.failure.offline.title')).waitFor();

      await context.setOffline(false);
      await page.getByRole('heading', { level: 1, name: t('ui.nav.customers') }).waitFor();
    }),
  );

  it(
    'or without a server the portal reports it, keeps open pages, and recovers by itself',
    portal.story(async () => {
      const { page, open, expectComplaint } = await portal.as(stage.manager);
      expectComplaint(/ERR_CONNECTION_REFUSED|CombinedError: \[Network\]/);
      await open('/customers');
      await page.getByRole('searchbox', { name: t('ui.list.search') }).waitFor();
      await page.evaluate(() => Object.assign(window, { sameDocument: true }));
      const isSame = () => page.evaluate(() => 'sameDocument' in window);
      const lost = page.getByText(t('ui.offline'));
      const stopServer = () => intercept(page, '**', (route) => route.abort('connectionrefused'));

      await stopServer();
      await page.getByRole('searchbox', { name: t('ui.list.search') }).fill('没有这样的客户');
      await lost.waitFor();
      await page.unroute('**');
      await page.getByText(t('ui.list.emptyFiltered')).waitFor();
      await lost.waitFor({ state: 'hidden' });
      expect(await isSame()).toBe(true);

      await stopServer();
      await page.getByRole('link', { name: t('ui.nav.discounts'), exact: true }).click();
      await page.getByText(t('ui.failure.offline.title')).waitFor();
      await lost.waitFor();
      expect(await isSame()).toBe(true);
      await page.unroute('**');
      await page.getByRole('heading', { level: 1, name: t('ui.nav.discounts') }).waitFor();
    }),
  );
});
