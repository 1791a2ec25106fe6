import { beforeAll, describe, expect, it } from '@jest/globals';
import { type Stage, setStage } from '../api/discounts/stage.ts';
import { usePortal } from '../kit/portal.ts';
import { t } from '../kit/words.ts';

describe('without a network', () => {
  const portal = usePortal();
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage(portal.world);
  });

  it(
    'a page that was never opened says what is missing, with the navigation around it, and comes with the network',
    portal.story(async () => {
      const { page, open, context, expectComplaint } = await portal.as(stage.manager);
      expectComplaint(/ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED|CombinedError: \[Network\]/);
      await open('/');
      const list = page.getByRole('link', { name: t('ui.nav.customers'), exact: true });
      await list.waitFor();
      await context.setOffline(true);
      await list.click();
      await page.getByText(t('ui.failure.offline.title')).waitFor();
      expect(await list.isVisible()).toBe(true);
      await page.getByRole('button', { name: t('ui.retry') }).click();
      await page.getByText(t('ui.failure.offline.title')).waitFor();

      await context.setOffline(false);
      await page.getByRole('button', { name: t('ui.retry') }).click();
      await page.getByRole('heading', { level: 1, name: t('ui.nav.customers') }).waitFor();
    }),
    60_000,
  );
});
