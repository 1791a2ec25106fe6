import { beforeAll, describe, expect, it } from '@jest/globals';
import { type Stage, setStage } from '../../api/discounts/stage.ts';
import { intercept } from '../../kit/intercept.ts';
import { usePortal } from '../../kit/portal.ts';
import { t } from '../../kit/words.ts';

const NAME = '年末专享';

describe('a new discount that is refused on submission', () => {
  const portal = usePortal();
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage(portal.world);
  });

  it(
    'becomes one draft with its errors, and no second draft after a reload',
    portal.story(async () => {
      const { page, open } = await portal.as(stage.manager);
      await open(`/discounts/new?customer=${stage.customerId}`);
      await page.getByRole('combobox', { name: t('ui.product') }).fill('xyERP');
      await page.getByRole('option', { name: /星云ERP/ }).click();
      await page.getByLabel(t('ui.discount.name')).fill(NAME);
      for (const name of ['标准版', '增购用户'])
        await page.getByLabel(t('ui.discount.rateOf', { name })).fill('90');
      const { cspAuthorizations } = await stage.sellerManager.ask(
        '{ cspAuthorizations(first: 1) { nodes { id } } }',
      );
      await intercept(page, '**/graphql', async (route) => {
        if (route.request().postData()?.includes('"DiscountCommands_submit"'))
          await stage.sellerManager.mutate('cspAuthorizationModify', {
            id: cspAuthorizations.nodes[0].id,
            floorPayRate: '0.95',
            shareRatio: '0.2',
            validUntil: '2030-01-01T00:00:00.000+08:00',
          });
        await route.continue();
      });
      await page.getByRole('button', { name: t('ui.discount.submit'), exact: true }).click();
      await page.waitForURL(/\/discounts\/dsc_[0-9a-f-]+\/edit$/);
      await page.getByRole('heading', { level: 1, name: t('ui.discount.editTitle') }).waitFor();
      await page.getByRole('alert').filter({ hasText: '95%' }).first().waitFor();
      await page.unroute('**/graphql');

      await page.reload();
      const submit = page
        .getByRole('button', { name: t('ui.discount.submit'), exact: true })
        .or(page.getByRole('button', { name: t('ui.discount.submitSpecial'), exact: true }));
      const raiseTo = async (percent: string) => {
        for (const name of ['标准版', '增购用户'])
          await page.getByLabel(t('ui.discount.rateOf', { name })).fill(percent);
        // Submitted at once: the requirement of the earlier prices does not apply to these.
        await submit.click();
      };
      await raiseTo('94');
      await page.getByText(t('ui.discount.justificationShort')).first().waitFor();
      await raiseTo('96');
      await page.getByRole('heading', { level: 1, name: NAME }).waitFor();
      const { exclusiveDiscounts } = await stage.manager.ask(
        '{ exclusiveDiscounts(first: 9) { nodes { name status } } }',
      );
      expect(exclusiveDiscounts.nodes).toEqual([{ name: NAME, status: 'SELLER_REVIEW' }]);
    }),
  );
});
