import { beforeAll, describe, expect, it } from '@jest/globals';
import { type Stage, setStage } from '../../api/discounts/stage.ts';
import { intercept } from '../../kit/intercept.ts';
import { layoutFaults } from '../../kit/layout.ts';
import { usePortal } from '../../kit/portal.ts';
import { t } from '../../kit/words.ts';

describe('a favorite product', () => {
  const portal = usePortal();
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage(portal.world);
  });

  it(
    'is marked at once, found by the filter of the list, and no longer there once the mark is removed',
    portal.story(async () => {
      const { page, open, checkAccess } = await portal.as(stage.manager);
      await open(`/products?open=${stage.goods.productId}`);
      const panel = page.getByRole('complementary');
      const row = page.getByRole('table').getByRole('row', { name: /星云ERP/ });
      const { promise: released, resolve: release } = Promise.withResolvers<void>();
      await intercept(page, '**/graphql', async (route) => {
        if (route.request().postData()?.includes('FavoriteButton_set')) await released;
        await route.fallback();
      });
      await panel.getByRole('button', { name: t('ui.product.addFavorite') }).click();
      await panel.getByText(t('ui.product.favorite')).waitFor();
      release();
      await row.getByText(t('ui.product.favorite')).waitFor();
      await checkAccess();
      expect(await layoutFaults(page)).toEqual([]);

      await open(`/products?isFavorite=1&open=${stage.goods.productId}`);
      await row.waitFor();
      await panel.getByRole('button', { name: t('ui.product.removeFavorite') }).click();
      await row.waitFor({ state: 'detached' });
      await panel.getByRole('button', { name: t('ui.product.addFavorite') }).waitFor();
    }),
  );
});
