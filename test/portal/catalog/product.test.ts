import { beforeAll, describe, expect } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { orderLinks } from '../../../server/modules/orders/order/order-link.read.ts';
import { MAIL } from '../../api/bindings/fixtures.ts';
import { type Stage, scheduled, setStage } from '../../api/discounts/stage.ts';
import { paid } from '../../api/orders/checkout.ts';
import { choose } from '../../kit/choose.ts';
import { button, fits, press, TELEPHONE } from '../../kit/controls.ts';
import { modal, toasts } from '../../kit/dialogs.ts';
import { intercept } from '../../kit/intercept.ts';
import { usePortal } from '../../kit/portal.ts';
import { t, words } from '../../kit/words.ts';

const en = words('en');

describe('a product', () => {
  const portal = usePortal();
  let stage: Stage;
  let path: string;
  let orderId: string;
  beforeAll(async () => {
    stage = await setStage(portal.world);
    path = `/products?open=${stage.goods.productId}`;
    orderId = await paid(stage);
    await scheduled(stage, { name: '三月优惠' });
  });

  portal.it('is marked as a favorite at once, and found by the filter of the list', async () => {
    const { page, open, go, checkAccess } = await portal.as(stage.manager);
    await open(path);
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

    await go(`/products?isFavorite=1&open=${stage.goods.productId}`);
    await row.waitFor();
    await panel.getByRole('button', { name: t('ui.product.removeFavorite') }).click();
    await row.waitFor({ state: 'detached' });
    await panel.getByRole('button', { name: t('ui.product.addFavorite') }).waitFor();
  });

  portal.it('explains its price: the rule that applies and those that do not', async () => {
    const { page, open, checkAccess } = await portal.as(stage.manager);
    await open(path);
    await page.getByRole('button', { name: t('ui.product.actionsOf', { name: '标准版' }) }).click();
    await page.getByRole('menuitem', { name: t('ui.explain.price.action') }).click();
    await choose(page, t('ui.customer'), '东方', '东方制造');
    const dialog = page.getByRole('dialog');
    const rule = t('enum.PriceRuleKind.LIST_PRICE');
    await dialog.getByText(t('ui.explain.pays', { price: '¥12,345.67', rule })).waitFor();
    const rules = dialog.getByRole('table', { name: t('ui.explain.rules') });
    await rules
      .getByRole('row', { name: /三月优惠/ })
      .getByText(t('enum.PriceRuleStanding.NOT_YET_STARTED'))
      .waitFor();
    await checkAccess();
    await fits(page);
  });

  portal.it('explains an authorization to the partner, and to its seller', async () => {
    const terms = t('ui.explain.terms', {
      source: t('enum.AuthorizationSource.CSP_AUTHORIZATION'),
      floor: '付 80%（8 折）',
      share: '20%',
    });
    const explained = async (who: Stage['manager'], partner?: string) => {
      const { page, open, checkAccess } = await portal.as(who);
      await open(path);
      await page.getByRole('button', { name: t('ui.explain.authorization.action') }).click();
      if (partner) await choose(page, t('ui.partner'), partner, partner);
      await page.getByText(terms).waitFor();
      await checkAccess();
      await fits(page);
    };
    await explained(stage.manager);
    await explained(stage.sellerManager, stage.partner.name);
  });

  const groupOf = (at: Page) => at.getByRole('region', { name: '产品支持', exact: true });
  /** The links with which a reader calls or writes. */
  async function expectLinks(at: Page | Locator): Promise<void> {
    const phone = at.getByRole('link', { name: '+86 10 5555 0100' });
    expect(await phone.getAttribute('href')).toBe('tel:+861055550100');
    const mail = at.getByRole('link', { name: 'support@huaxin.example' });
    expect(await mail.getAttribute('href')).toBe('mailto:support@huaxin.example');
  }

  portal.inChapters('has a support group', (chapter) => {
    const choosesGroup = async (page: Page, name: string | RegExp) => {
      await press(page, 'ui.support.choose');
      await modal(page)
        .getByRole('button', { name: t('ui.support.group') })
        .click();
      await page.getByRole('option', { name }).click();
      await press(modal(page), 'ui.save');
    };

    chapter('its seller creates it, with all that is missing named first', async () => {
      const { page, open, go, checkAccess } = await portal.as(stage.sellerManager);
      await open('/support-groups');
      await page.getByText(t('ui.support.emptyText')).waitFor();
      await press(page, 'ui.support.create');
      const dialog = modal(page);
      await press(dialog, 'ui.save');
      await dialog.getByText(t('ui.form.required')).nth(4).waitFor();
      await dialog.getByLabel(t('ui.support.name')).fill('产品支持');
      for (const content of ['PRODUCT_QUESTIONS', 'RUN_AND_MAINTENANCE'] as const)
        await dialog.locator('label', { hasText: t(`enum.SupportContent.${content}`) }).click();
      await dialog.getByLabel(t('ui.support.fact.hours')).fill('工作日 9:00–18:00');
      await dialog.getByLabel(t('ui.support.fact.mail')).fill('support@huaxin.example');
      await dialog.getByLabel(t('ui.support.fact.phone')).fill('前台');
      await press(dialog, 'ui.save');
      await dialog.getByText(t('ui.support.phoneShape')).waitFor();
      await checkAccess();
      await dialog.getByLabel(t('ui.support.fact.phone')).fill('+86 10 5555 0100');
      await press(dialog, 'ui.save');
      const created = t('ui.support.created', { name: '产品支持' });
      await toasts(page).getByText(created).waitFor();
      await groupOf(page).getByText('暂无商品使用').waitFor();
      await expectLinks(groupOf(page));
      await fits(page);

      // A product names it, and it cannot be deleted any more.
      await go(path);
      const panel = page.getByRole('complementary');
      await panel.getByText(t('ui.support.unset')).waitFor();
      await choosesGroup(page, /产品支持/);
      await panel.getByRole('heading', { name: '产品支持' }).waitFor();
      await expectLinks(panel);
      await checkAccess();
      await go('/support-groups');
      await groupOf(page).getByText('1 个商品使用').waitFor();
      const remove = button(groupOf(page), 'ui.support.delete');
      expect(await remove.getAttribute('aria-disabled')).toBe('true');
      await remove.hover();
      await page.getByRole('tooltip', { name: t('error.SUPPORT_GROUP_IN_USE') }).waitFor();
    });

    chapter('partner and operator see it with product, seller and order', async () => {
      for (const viewer of [stage.manager, stage.operator]) {
        const { page, open, go } = await portal.as(viewer);
        await open(path);
        const panel = page.getByRole('complementary');
        await expectLinks(panel);
        expect(await button(panel, 'ui.support.choose').count()).toBe(0);
        await go(`/orders/${orderId}`);
        await expectLinks(groupOf(page));
        await go(`/sellers/org_${stage.seller.id}?tab=support`);
        await expectLinks(groupOf(page));
        expect(await button(page, 'ui.edit').count()).toBe(0);
      }
    });

    chapter('the buyer reads on a telephone whom to call, as it is now', async () => {
      const seller = await portal.as(stage.sellerManager);
      await seller.open('/support-groups');
      await press(groupOf(seller.page), 'ui.edit');
      const dialog = modal(seller.page);
      await dialog.getByLabel(t('ui.support.fact.hours')).fill('7×24 小时');
      await press(dialog, 'ui.save');
      await groupOf(seller.page).getByText('7×24 小时').waitFor();

      const { page, open, checkAccess } = await portal.visit(TELEPHONE);
      const link = orderLinks.path(portal.world.deps.secrets, orderId.slice(4), MAIL);
      await open(`${link}?view=orders&open=${orderId}`);
      await groupOf(page).getByText('7×24 小时').waitFor();
      await groupOf(page).getByText(en('enum.SupportContent.RUN_AND_MAINTENANCE')).waitFor();
      await expectLinks(groupOf(page));
      await fits(page);
      await checkAccess();

      // It is deleted once its product names none.
      await seller.go(path);
      await choosesGroup(seller.page, t('ui.support.none'));
      await seller.page.getByText(t('ui.support.unset')).waitFor();
      await seller.go('/support-groups');
      await groupOf(seller.page).getByText('暂无商品使用').waitFor();
      await press(groupOf(seller.page), 'ui.support.delete');
      await press(modal(seller.page), 'ui.support.delete');
      await seller.page.getByText(t('ui.support.empty')).waitFor();
    });
  });
});
