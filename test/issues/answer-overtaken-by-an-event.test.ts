import { beforeAll, describe, expect, it } from '@jest/globals';
import { type Stage, setStage, submitted } from '../api/discounts/stage.ts';
import { intercept } from '../kit/intercept.ts';
import { usePortal } from '../kit/portal.ts';
import { subscribed } from '../kit/visit.ts';
import { t } from '../kit/words.ts';

describe('a page', () => {
  const portal = usePortal();
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage(portal.world);
  });

  it(
    'shows the current rows of a list when an event overtakes the response',
    portal.story(async () => {
      const id = await submitted(stage, { name: '被超越的答复' });
      const { page, open } = await portal.as(stage.manager);
      const following = subscribed(page);
      await open('/');
      await following;
      await page.getByRole('heading', { level: 1 }).waitFor();

      let isHeld = false;
      await intercept(page, '**/graphql', async (route) => {
        const asks = route.request().postData()?.includes('"DiscountList"');
        if (!asks || isHeld) return await route.continue();
        isHeld = true;
        const before = await route.fetch();
        const refreshed = page.waitForResponse((response) =>
          Boolean(response.request().postData()?.includes('"Shell"')),
        );
        await stage.manager.mutate('exclusiveDiscountWithdraw', { id });
        await refreshed;
        await route.fulfill({ response: before });
      });
      await page.getByRole('link', { name: t('ui.nav.discounts'), exact: true }).click();
      await page
        .getByRole('row', { name: /被超越的答复/ })
        .getByText(t('enum.ExclusiveDiscountStatus.WITHDRAWN'))
        .waitFor();
      expect(isHeld).toBe(true);
    }),
  );

  it(
    'shows an event between its query and its subscription',
    portal.story(async () => {
      const name = '订阅之前的变化';
      const id = await submitted(stage, { name });
      const { page, open } = await portal.as(stage.manager);
      const held = Promise.withResolvers<void>();
      await intercept(page, '**/graphql/stream', async (route) => {
        await held.promise;
        await route.continue();
      });
      await open(`/discounts/${id}`);
      await page.getByRole('heading', { level: 1, name }).waitFor();
      await stage.manager.mutate('exclusiveDiscountWithdraw', { id });
      held.resolve();
      await page.getByText(t('enum.ExclusiveDiscountStatus.WITHDRAWN')).first().waitFor();
    }),
  );
});
