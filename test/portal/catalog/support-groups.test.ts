import { beforeAll, describe, expect } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { orderLinks } from '../../../server/modules/orders/order/order-link.read.ts';
import { MAIL } from '../../api/bindings/fixtures.ts';
import { type Stage, setStage } from '../../api/discounts/stage.ts';
import { paid } from '../../api/orders/checkout.ts';
import { story } from '../../kit/chapters.ts';
import { modal, toasts } from '../../kit/dialogs.ts';
import { layoutFaults } from '../../kit/layout.ts';
import { usePortal } from '../../kit/portal.ts';
import { t, words } from '../../kit/words.ts';

const en = words('en');

describe('a support group', () => {
  const portal = usePortal();
  let stage: Stage;
  let orderId: string;
  beforeAll(async () => {
    stage = await setStage(portal.world);
    orderId = await paid(stage);
  });

  const button = (at: Page | Locator, id: Parameters<typeof t>[0], w = t) =>
    at.getByRole('button', { name: w(id), exact: true });
  const groupOf = (at: Page, name = '产品支持') => at.getByRole('region', { name, exact: true });
  /** The links with which a reader calls or writes. */
  async function expectLinks(at: Page | Locator): Promise<void> {
    const phone = at.getByRole('link', { name: '+86 10 5555 0100' });
    expect(await phone.getAttribute('href')).toBe('tel:+861055550100');
    const mail = at.getByRole('link', { name: 'support@huaxin.example' });
    expect(await mail.getAttribute('href')).toBe('mailto:support@huaxin.example');
  }

  story('from its seller to those who call it', (chapter) => {
    chapter(
      'its manager creates it, with all that is missing named first',
      portal.story(async () => {
        const { page, open, checkAccess } = await portal.as(stage.sellerManager);
        await open('/products');
        await page
          .getByRole('link', { name: t('ui.support.groups') })
          .first()
          .click();
        await page.getByText(t('ui.support.emptyText')).waitFor();
        await button(page, 'ui.support.create').click();
        const dialog = modal(page);
        await button(dialog, 'ui.save').click();
        await dialog.getByText(t('ui.form.required')).nth(4).waitFor();
        await dialog.getByLabel(t('ui.support.name')).fill('产品支持');
        for (const content of ['PRODUCT_QUESTIONS', 'RUN_AND_MAINTENANCE'] as const)
          await dialog.locator('label', { hasText: t(`enum.SupportContent.${content}`) }).click();
        await dialog.getByLabel(t('ui.support.fact.hours')).fill('工作日 9:00–18:00');
        await dialog.getByLabel(t('ui.support.fact.mail')).fill('support@huaxin.example');
        await dialog.getByLabel(t('ui.support.fact.phone')).fill('前台');
        await button(dialog, 'ui.save').click();
        await dialog.getByText(t('ui.support.phoneShape')).waitFor();
        await checkAccess();
        await dialog.getByLabel(t('ui.support.fact.phone')).fill('+86 10 5555 0100');
        await button(dialog, 'ui.save').click();
        await toasts(page)
          .getByText(t('ui.support.created', { name: '产品支持' }))
          .waitFor();
        await groupOf(page).getByText('暂无商品使用').waitFor();
        await expectLinks(groupOf(page));
        expect(await layoutFaults(page)).toEqual([]);
        await checkAccess();
      }),
    );

    chapter(
      'a product names it, and it cannot be deleted any more',
      portal.story(async () => {
        const { page, open, go, checkAccess } = await portal.as(stage.sellerManager);
        await open(`/products?open=${stage.goods.productId}`);
        const panel = page.getByRole('complementary');
        await panel.getByText(t('ui.support.unset')).waitFor();
        await button(panel, 'ui.support.choose').click();
        const dialog = modal(page);
        await dialog.getByRole('button', { name: t('ui.support.group') }).click();
        await page.getByRole('option', { name: /产品支持/ }).click();
        await button(dialog, 'ui.save').click();
        await panel.getByRole('heading', { name: '产品支持' }).waitFor();
        await expectLinks(panel);
        expect(await layoutFaults(page)).toEqual([]);
        await checkAccess();

        await go('/support-groups');
        await groupOf(page).getByText('1 个商品使用').waitFor();
        const remove = button(groupOf(page), 'ui.support.delete');
        expect(await remove.getAttribute('aria-disabled')).toBe('true');
        await remove.hover();
        await page.getByRole('tooltip', { name: t('error.SUPPORT_GROUP_IN_USE') }).waitFor();
      }),
    );

    chapter(
      'partner and operator see it with product, seller and order, and change nothing',
      portal.story(async () => {
        for (const viewer of [stage.manager, stage.operator]) {
          const { page, open } = await portal.as(viewer);
          await open(`/products?open=${stage.goods.productId}`);
          const panel = page.getByRole('complementary');
          await expectLinks(panel);
          expect(await button(panel, 'ui.support.choose').count()).toBe(0);
          await open(`/orders/${orderId}`);
          await expectLinks(groupOf(page));
          expect(await layoutFaults(page)).toEqual([]);
          await open(`/sellers/org_${stage.seller.id}?tab=support`);
          await expectLinks(groupOf(page));
          expect(await button(page, 'ui.edit').count()).toBe(0);
        }
      }),
    );

    chapter(
      'the buyer reads on a telephone whom to call, as it is now',
      portal.story(async () => {
        const seller = await portal.as(stage.sellerManager);
        await seller.open('/support-groups');
        await button(groupOf(seller.page), 'ui.edit').click();
        const dialog = modal(seller.page);
        await dialog.getByLabel(t('ui.support.fact.hours')).fill('7×24 小时');
        await button(dialog, 'ui.save').click();
        await groupOf(seller.page).getByText('7×24 小时').waitFor();

        const { page, open, checkAccess } = await portal.visit({
          language: 'en-US',
          theme: 'dark',
          width: 360,
          height: 740,
        });
        const path = orderLinks.path(portal.world.deps.secrets, orderId.slice(4), MAIL);
        await open(`${path}?view=orders&open=${orderId}`);
        await groupOf(page).getByText('7×24 小时').waitFor();
        await groupOf(page).getByText(en('enum.SupportContent.RUN_AND_MAINTENANCE')).waitFor();
        await expectLinks(groupOf(page));
        expect(await layoutFaults(page)).toEqual([]);
        await checkAccess();
      }),
    );

    chapter(
      'it is deleted once its product names none',
      portal.story(async () => {
        const { page, open, go } = await portal.as(stage.sellerManager);
        await open(`/products?open=${stage.goods.productId}`);
        await button(page, 'ui.support.choose').click();
        const dialog = modal(page);
        await dialog.getByRole('button', { name: t('ui.support.group') }).click();
        await page.getByRole('option', { name: t('ui.support.none') }).click();
        await button(dialog, 'ui.save').click();
        await page.getByText(t('ui.support.unset')).waitFor();
        await go('/support-groups');
        await groupOf(page).getByText('暂无商品使用').waitFor();
        await button(groupOf(page), 'ui.support.delete').click();
        await button(modal(page), 'ui.support.delete').click();
        await page.getByText(t('ui.support.empty')).waitFor();
      }),
    );
  });
});
