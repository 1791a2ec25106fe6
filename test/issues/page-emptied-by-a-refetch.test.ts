import { beforeAll, describe, expect, it } from '@jest/globals';
import { type Stage, setStage, submitted } from '../api/discounts/stage.ts';
import { modal } from '../kit/dialogs.ts';
import { intercept } from '../kit/intercept.ts';
import { focusComesTo } from '../kit/keyboard.ts';
import { usePortal } from '../kit/portal.ts';
import { subscribed } from '../kit/visit.ts';
import { t } from '../kit/words.ts';

const NAME = '正在查看';

describe('a page', () => {
  const portal = usePortal();
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage(portal.world);
  });

  it(
    'keeps its content and open panels while an event makes it refetch',
    portal.story(async () => {
      const id = await submitted(stage, { name: NAME });
      const { page, open } = await portal.as(stage.manager);
      const following = subscribed(page);
      await open(`/discounts/${id}`);
      await following;
      const heading = page.getByRole('heading', { level: 1, name: NAME });
      await heading.waitFor();
      await page.getByRole('button', { name: t('ui.discount.withdraw') }).click();
      const dialog = modal(page);
      await dialog.waitFor();
      // A key that is pressed too early does nothing.
      await focusComesTo(page, t('ui.cancel'));

      const held = Promise.withResolvers<void>();
      await intercept(page, '**/graphql', async (route) => {
        if (route.request().postData()?.includes('"DiscountPage"')) await held.promise;
        await route.continue();
      });
      const asked = page.waitForRequest((request) =>
        Boolean(request.postData()?.includes('"DiscountPage"')),
      );
      const counted = page.waitForResponse((response) =>
        Boolean(response.request().postData()?.includes('"Shell"')),
      );
      await stage.manager.mutate('exclusiveDiscountWithdraw', { id });
      await Promise.all([asked, counted]);
      expect(await page.locator('h1').textContent()).toBe(NAME);
      expect(await dialog.isVisible()).toBe(true);

      held.resolve();
      await page.getByText(t('enum.ExclusiveDiscountStatus.WITHDRAWN')).first().waitFor();
    }),
  );
});
