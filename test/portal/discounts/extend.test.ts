import { beforeAll, describe, expect, it } from '@jest/globals';
import { type Stage, saved, scheduled, setStage } from '../../api/discounts/stage.ts';
import { usePortal } from '../../kit/portal.ts';
import { t } from '../../kit/words.ts';

describe('discounts that end', () => {
  const portal = usePortal();
  let stage: Stage;
  let alone: string;

  beforeAll(async () => {
    stage = await setStage(portal.world);
    await scheduled(stage, { name: '年度优惠' });
    await saved(stage, { name: '草稿优惠' });
    alone = await scheduled(stage, {
      name: '单个优惠',
      lines: [{ specificationId: stage.goods.specifications[1], payRate: '0.85' }],
    });
  });

  it(
    'F7 are extended together by months or to one day; the preview counts the money and names the others with the reason',
    portal.story(async () => {
      const { page, open, checkAccess } = await portal.as(stage.manager);
      await open('/discounts');
      const table = page.getByRole('table', { name: t('ui.nav.discounts') });
      for (const name of ['年度优惠', '草稿优惠'])
        await table.getByRole('row', { name }).locator('label').first().click();
      await page.getByRole('button', { name: t('ui.job.exclusiveDiscountExtend') }).click();
      const dialog = page.getByRole('dialog', { name: t('ui.job.exclusiveDiscountExtend') });
      await dialog.getByText(t('ui.bulk.accepted', { count: 1 })).waitFor();
      await dialog.getByText(t('enum.BulkWorthKind.NET_TOTAL')).waitFor();
      await dialog.getByRole('radio', { name: t('ui.bulk.extendOnDay') }).click();
      await dialog.getByText(t('ui.bulk.incomplete')).waitFor();
      await dialog.getByRole('spinbutton').first().focus();
      await page.keyboard.type('20260630');
      await dialog.getByText(t('ui.bulk.accepted', { count: 1 })).waitFor();
      const reason = t('error.NOT_IN_THIS_STATE');
      await dialog.getByText(t('ui.bulk.refused', { count: 1, reason })).waitFor();
      await checkAccess();
      await dialog
        .getByRole('button', {
          name: t('ui.bulk.start', { action: t('ui.job.exclusiveDiscountExtend'), count: 1 }),
        })
        .click();
      const successor = table.getByRole('row', { name: '年度优惠 – 2026-06-30' });
      await successor.waitFor();
      expect(await successor.textContent()).toContain(
        t('enum.ExclusiveDiscountStatus.SELLER_REVIEW'),
      );
    }),
  );

  it(
    'are extended from their page, which links to the successor and back',
    portal.story(async () => {
      const { page, open, checkAccess } = await portal.as(stage.manager);
      await open(`/discounts/${alone}`);
      const extend = page.getByRole('button', { name: t('ui.job.exclusiveDiscountExtend') });
      await extend.click();
      const dialog = page.getByRole('dialog', {
        name: t('ui.discount.extendTitle', { name: '单个优惠' }),
      });
      await dialog.waitFor();
      await checkAccess();
      // The dialog focuses its first field.
      await page.locator('[role=spinbutton]:focus').waitFor();
      await page.keyboard.type('20260630');
      await dialog
        .getByRole('button', { name: t('ui.job.exclusiveDiscountExtend'), exact: true })
        .click();
      await page.getByRole('heading', { level: 1, name: '单个优惠 – 2026-06-30' }).waitFor();
      await page.getByRole('link', { name: '单个优惠', exact: true }).click();
      await page.getByRole('heading', { level: 1, name: '单个优惠', exact: true }).waitFor();
      await page.getByRole('link', { name: '单个优惠 – 2026-06-30' }).waitFor();
      await page.getByRole('button', { name: t('ui.job.exclusiveDiscountExtend') }).hover();
      await page.getByText(t('error.ALREADY_EXTENDED')).waitFor();
    }),
  );
});
