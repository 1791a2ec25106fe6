import { beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '../../../server/platform/sql/sql.ts';
import { type Stage, scheduled, setStage } from '../../api/discounts/stage.ts';
import { choose } from '../../kit/choose.ts';
import { layoutFaults } from '../../kit/layout.ts';
import { usePortal } from '../../kit/portal.ts';
import { t } from '../../kit/words.ts';

describe('an explanation', () => {
  const portal = usePortal();
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage(portal.world);
    await scheduled(stage, { name: '三月优惠' });
  });

  it(
    'of a price names the rule that applies and those that do not, from the specification',
    portal.story(async () => {
      const visit = await portal.as(stage.manager);
      const { page, open } = visit;
      await open(`/products?open=${stage.goods.productId}`);
      await page
        .getByRole('button', { name: t('ui.product.actionsOf', { name: '标准版' }) })
        .click();
      await page.getByRole('menuitem', { name: t('ui.explain.price.action') }).click();
      await choose(page, t('ui.customer'), '东方', '东方制造');
      const dialog = page.getByRole('dialog');
      await dialog
        .getByText(
          t('ui.explain.pays', { price: '¥12,345.67', rule: t('enum.PriceRuleKind.LIST_PRICE') }),
        )
        .waitFor();
      const rules = dialog.getByRole('table', { name: t('ui.explain.rules') });
      await rules
        .getByRole('row', { name: /三月优惠/ })
        .getByText(t('enum.PriceRuleStanding.NOT_YET_STARTED'))
        .waitFor();
      await visit.checkAccess();
      expect(await layoutFaults(page)).toEqual([]);
    }),
  );

  it(
    'of an authorization is given to the partner, and to the seller for a partner',
    portal.story(async () => {
      const { productId } = stage.goods;
      const partner = await portal.as(stage.manager);
      await partner.open(`/products?open=${productId}`);
      await partner.page
        .getByRole('button', { name: t('ui.explain.authorization.action') })
        .click();
      const terms = t('ui.explain.terms', {
        source: t('enum.AuthorizationSource.CSP_AUTHORIZATION'),
        floor: '付 80%（8 折）',
        share: '20%',
      });
      await partner.page.getByText(terms).waitFor();
      await partner.checkAccess();

      const seller = await portal.as(stage.sellerManager);
      await seller.open(`/products?open=${productId}`);
      await seller.page.getByRole('button', { name: t('ui.explain.authorization.action') }).click();
      const [org] = await portal.world.rows<{ name: string }>(
        sql`select name from organization where id = ${stage.partner.id}`,
      );
      await choose(seller.page, t('ui.partner'), org!.name, org!.name);
      await seller.page.getByText(terms).waitFor();
      expect(await layoutFaults(seller.page)).toEqual([]);
    }),
  );
});
