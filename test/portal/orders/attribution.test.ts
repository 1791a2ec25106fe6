import { beforeAll, describe, expect } from '@jest/globals';
import { orderLinks } from '../../../server/modules/orders/order/order-link.read.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { MAIL } from '../../api/bindings/fixtures.ts';
import { authorizedJoint, listed, type Stage, setStage } from '../../api/discounts/stage.ts';
import { placed } from '../../api/orders/checkout.ts';
import { story } from '../../kit/chapters.ts';
import { choose } from '../../kit/choose.ts';
import { usePortal } from '../../kit/portal.ts';
import { t } from '../../kit/words.ts';

const PRODUCT = '星云联营版';

/** J1, variant: a bound customer without a discount pays and picks its partner. */
describe('the automatic discount of a bound customer', () => {
  const portal = usePortal();
  let stage: Stage;
  let link: string;

  beforeAll(async () => {
    stage = await setStage(portal.world);
    const goods = await listed(stage.sellerManager, PRODUCT, { saleModel: 'JOINT_OPERATION' });
    await authorizedJoint(stage, goods);
    // An earlier order, whose link opens the customer's space.
    const id = await placed(stage);
    link = orderLinks.path(portal.world.deps.secrets, id.slice(4), MAIL);
  });

  story('is explained before payment and appears once', (chapter) => {
    chapter(
      'the checkout names the condition that fails, and those that hold for the picked partner',
      portal.story(async () => {
        const { page, open, checkAccess } = await portal.visit();
        await open(`${link}?view=checkout`);
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
      }),
    );

    chapter(
      'the partner sees the conditions and the one discount; the price is unchanged',
      portal.story(async () => {
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
      }),
    );
  });
});
