import { beforeAll, describe, expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { orderLinks } from '../../../server/modules/orders/order/order-link.read.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { MAIL } from '../../api/bindings/fixtures.ts';
import {
  authorizedJoint,
  listed,
  type Stage,
  scheduled,
  seen,
  setStage,
} from '../../api/discounts/stage.ts';
import { placed } from '../../api/orders/checkout.ts';
import { choose } from '../../kit/choose.ts';
import { button, fits } from '../../kit/controls.ts';
import { modal, toasts } from '../../kit/dialogs.ts';
import { expectUnderWay } from '../../kit/held-commands.ts';
import { intercept } from '../../kit/intercept.ts';
import { usePortal } from '../../kit/portal.ts';
import { t, words } from '../../kit/words.ts';

const en = words('en');
const PRODUCT = '星云联营版';
const CUSTOMER = '东方制造';

describe('the checkout behind a private link', () => {
  const portal = usePortal();
  let stage: Stage;
  let link: string;

  beforeAll(async () => {
    stage = await setStage(portal.world);
    const discountId = await scheduled(stage);
    await portal.moveClock(new Date('2026-03-12T10:00:00+08:00'));
    link = (await seen(stage.manager, discountId, 'privateUrl')).privateUrl;
  });

  const onlyOnePiece = async (page: Page) => {
    const name = t('ui.checkout.quantityOf', { name: '星云ERP 标准版' });
    return await page.getByRole('textbox', { name }).inputValue();
  };

  const acceptedTerms = (page: Page) => {
    const family = t('enum.SupportTermsFamily.ONLINE');
    return page.getByRole('region', { name: t('ui.checkout.termsOf', { family, version: 1 }) });
  };

  portal.inChapters('from the offer to an order that counts for its partner', (chapter) => {
    chapter('shows the price, asks for the terms, and says that no money moves', async () => {
      const { page, open, checkAccess } = await portal.visit();
      await open(link);
      await button(page, 'ui.checkout.title').last().click();
      await page.getByRole('heading', { level: 1, name: t('ui.checkout.title') }).waitFor();
      expect(await onlyOnePiece(page)).toBe('1');
      // 85 % of 12,345.67.
      await page.getByText('¥10,493.82').last().waitFor();
      const place = page.getByRole('button', { name: t('ui.checkout.place') });
      expect(await place.isDisabled()).toBe(true);
      await page.getByText('还有 1 份条款未签。').waitFor();
      await page.getByText(t('ui.checkout.noMoney')).waitFor();
      await checkAccess();

      // A voucher beside a discount is barred.
      const voucher = page.getByLabel(t('ui.checkout.voucher'));
      await voucher.fill('100');
      await voucher.blur();
      await page.getByText(t('error.VOUCHER_BARRED')).waitFor();
      await voucher.fill('');
      await voucher.blur();
      await page.getByText(t('error.VOUCHER_BARRED')).waitFor({ state: 'detached' });

      await page.getByRole('checkbox').check({ force: true });
      await place.click();
      await page.getByText(t('enum.OrderStatus.PENDING_PAYMENT')).first().waitFor();
      await fits(page);
      await checkAccess();
      await page.getByRole('button', { name: /^确认付款/ }).click();
      await page.getByText(t('enum.OrderStatus.COMPLETED')).first().waitFor();
      await checkAccess();
      await acceptedTerms(page).getByText('商家保证服务可用').waitFor();
      const text = await page.locator('main').textContent();
      expect(text).not.toMatch(new RegExp(t('ui.product.share')));
    });

    chapter('counts for the partner, whose page says why', async () => {
      const { page, open } = await portal.as(stage.manager);
      await open('/orders');
      const row = page.getByRole('table').getByRole('row', { name: new RegExp(CUSTOMER) });
      await row.getByText(t('enum.OrderAttribution.DISCOUNT')).waitFor();
      await row.getByRole('link').first().click();
      await page.getByRole('link', { name: t('ui.order.open') }).click();
      await page.getByText(t('ui.order.why.DISCOUNT')).waitFor();
      await acceptedTerms(page).getByText('商家保证服务可用').waitFor();
      // The partner's business is not certified, so that no line has a settlement.
      const total = page.getByRole('row', { name: '1 行合计' });
      await total.getByText(t('ui.order.undecided')).waitFor();
    });

    chapter('is cancelled on a telephone, in English and in the dark', async () => {
      const { page, open, checkAccess } = await portal.visit({
        language: 'en-US',
        theme: 'dark',
        width: 360,
        height: 740,
      });
      await open(`${link}?view=checkout`);
      await page.getByRole('checkbox').check({ force: true });
      await page.getByRole('button', { name: en('ui.checkout.place') }).click();
      await page.getByText(en('enum.OrderStatus.PENDING_PAYMENT')).first().waitFor();
      await checkAccess();
      await page.getByRole('button', { name: en('ui.buyer.order.cancel') }).click();
      await modal(page)
        .getByRole('button', { name: en('ui.buyer.order.cancel') })
        .click();
      await page.getByText(en('enum.OrderStatus.CANCELLED')).first().waitFor();
      await page
        .getByRole('button', { name: en('ui.buyer.orders.title') })
        .last()
        .click();
      await page.getByRole('heading', { name: en('ui.buyer.orders.title') }).waitFor();
      await fits(page);
      await checkAccess();
    });

    chapter('is paid on credit, and repaid later', async () => {
      const { page, open, checkAccess } = await portal.visit();
      await open(`${link}?view=checkout`);
      await page.getByRole('checkbox').check({ force: true });
      await page.getByRole('button', { name: t('ui.checkout.place') }).click();
      const onCredit = page.getByRole('checkbox', { name: t('ui.buyer.order.onCredit') });
      await onCredit.check({ force: true });
      await checkAccess();
      const { promise: shown, resolve: answer } = Promise.withResolvers<void>();
      await intercept(page, '**/graphql', async (route) => {
        // The answer about the support groups also brings the order.
        if (/"(BuyerOrder|OrderSupport)"/.test(route.request().postData() ?? '')) await shown;
        await route.fallback();
      });
      const pay = page.getByRole('button', { name: /^确认付款/ });
      await pay.click();
      await toasts(page).getByText(t('ui.buyer.order.paid')).waitFor();
      // The page still waits for the paid order.
      await expectUnderWay(pay);
      answer();
      await page.getByText(t('enum.RepaymentStatus.OUTSTANDING')).first().waitFor();
      expect(await toasts(page).getByText(t('error.STALE_VERSION')).count()).toBe(0);
      await page.getByRole('button', { name: /^确认已还款/ }).click();
      await modal(page)
        .getByRole('button', { name: t('ui.buyer.order.repayConfirm') })
        .click();
      await page.getByText(t('ui.order.fact.repaidAt')).waitFor();
      await checkAccess();
    });
  });

  portal.inChapters('for a bound customer without a discount gives one by itself', (chapter) => {
    chapter('the checkout names the conditions for the picked partner', async () => {
      const goods = await listed(stage.sellerManager, PRODUCT, { saleModel: 'JOINT_OPERATION' });
      await authorizedJoint(stage, goods);
      // An earlier order, whose link opens the customer's space.
      const id = await placed(stage);
      const space = orderLinks.path(portal.world.deps.secrets, id.slice(4), MAIL);
      const { page, open, checkAccess } = await portal.visit();
      await open(`${space}?view=checkout`);
      await page.getByRole('searchbox', { name: t('ui.checkout.search') }).fill('联营');
      const quantity = t('ui.checkout.quantityOf', { name: `${PRODUCT} 标准版` });
      await page.getByRole('textbox', { name: quantity }).fill('1');
      await page.keyboard.press('Tab');
      await page.getByText(t('ui.checkout.otherPartner')).click();
      await choose(page, t('ui.partner'), '云帆', '云帆科技');
      for (const id of ['CUSTOMER_BOUND', 'NO_OTHER_DISCOUNT', 'PARTNER_SELECTED'] as const)
        await page
          .getByText(t(`ui.condition.${id}`))
          .first()
          .waitFor();
      await checkAccess();
      await page.getByRole('checkbox').check({ force: true });
      await page.getByRole('button', { name: t('ui.checkout.place') }).click();
      await page.getByRole('button', { name: /^确认付款/ }).click();
      await page.getByText(t('enum.OrderStatus.COMPLETED')).first().waitFor();
      await page.getByText(t('ui.order.why.AUTO')).waitFor();
      await checkAccess();
    });

    chapter('the partner sees conditions and discount; the price is unchanged', async () => {
      const found = await portal.world.rows<{ id: string; number: string; rate: string }>(sql`
      select l.order_id as id, d.number, l.pay_rate::text as rate from exclusive_discount d
      join order_line l on l.discount_id = d.id where d.origin = 'AUTO'`);
      expect(found).toHaveLength(1);
      expect(Number(found[0]!.rate)).toBe(1);
      const { page, open, checkAccess } = await portal.as(stage.manager);
      await open(`/orders/ord_${found[0]!.id}`);
      await page.getByText(t('ui.condition.CUSTOMER_BOUND')).waitFor();
      await page.getByRole('link', { name: found[0]!.number }).waitFor();
      await page.getByText(t('enum.OrderAttribution.AUTO')).first().waitFor();
      await checkAccess();
    });
  });
});
