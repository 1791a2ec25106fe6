import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { modal } from '../../kit/dialogs.ts';
import { layoutFaults } from '../../kit/layout.ts';
import { usePortal } from '../../kit/portal.ts';
import { t } from '../../kit/words.ts';
import type { Caller } from '../../kit/world.ts';

describe('listing a product', () => {
  const portal = usePortal();
  let seller: Caller;
  let operator: Caller;

  beforeAll(async () => {
    const { world } = portal;
    seller = await world.member(await world.organization('SELLER', '华芯软件'), 'seller.manager');
    operator = await world.member(await world.organization('OPERATOR', '云商店'), 'operator');
  });

  const button = (at: Page | Locator, id: Parameters<typeof t>[0]) =>
    at.getByRole('button', { name: t(id), exact: true });
  const box = (at: Page | Locator, id: Parameters<typeof t>[0]) =>
    at.getByRole('textbox', { name: t(id) });

  async function choose(page: Page, label: Parameters<typeof t>[0], option: string) {
    await page.getByRole('button', { name: t(label) }).click();
    await page.getByRole('option', { name: option, exact: true }).click();
  }
  const templates = (page: Page) =>
    page
      .getByRole('radiogroup', { name: t('ui.product.template') })
      .getByRole('radio')
      .count();

  it(
    'follows the kind of product, checks before it asks, and leads to the listed product',
    portal.story(async () => {
      const visit = await portal.as(seller);
      const { page, open } = visit;
      await open('/products');
      await page
        .getByRole('link', { name: t('ui.product.publish') })
        .first()
        .click();
      await box(page, 'ui.product.name').fill('星云 License');
      expect(await templates(page)).toBe(2);
      await choose(page, 'ui.product.type', t('enum.ProductType.API'));
      expect(await templates(page)).toBe(0);
      await page.getByText(t('ui.product.instantHelp')).waitFor();
      await choose(page, 'ui.product.type', t('enum.ProductType.LICENSE'));
      expect(await templates(page)).toBe(3);

      await button(page, 'ui.product.checkAndPublish').click();
      const alert = page.getByRole('alert').first();
      await alert.getByText(t('error.TEMPLATE_REQUIRED')).waitFor();
      await visit.checkAccess();

      await page.locator('label', { hasText: t('enum.SupervisionTemplate.LICENSE_ID') }).click();
      await box(page, 'ui.product.deliveryDays').fill('7');
      await box(page, 'ui.product.specCode').fill('STD');
      await box(page, 'ui.product.specName').fill('标准版');
      await box(page, 'ui.discount.listPrice').fill('12800');
      await box(page, 'ui.product.maxShare').fill('30');
      await box(page, 'ui.product.standardShare').fill('20');
      await box(page, 'ui.discount.floor').fill('80');
      await page.getByText('¥10,240.00').waitFor();
      expect(await layoutFaults(page)).toEqual([]);
      await visit.checkAccess();
      await button(page, 'ui.product.checkAndPublish').click();
      const question = modal(page);
      await button(question, 'ui.product.publish').click();
      const panel = page.getByRole('complementary', { name: t('ui.product') });
      await panel.getByText(/7 个自然日/).waitFor();
      const { products } = await seller.ask(
        '{ products(first: 5) { nodes { name supervisionTemplate averageDeliveryDays floorPayRate specifications { code listPrice { amount } } } } }',
      );
      expect(products.nodes).toEqual([
        {
          name: '星云 License',
          supervisionTemplate: 'LICENSE_ID',
          averageDeliveryDays: 7,
          floorPayRate: '0.8',
          specifications: [{ code: 'STD', listPrice: { amount: '12800.00' } }],
        },
      ]);
    }),
  );

  it(
    'is refused at its field, and loses no input',
    portal.story(async () => {
      const visit = await portal.as(seller, { language: 'zh-CN' });
      const { page, open } = visit;
      await seller.mutate('productPublish', {
        name: '占用的名称',
        saleModel: 'COMMON',
        productType: 'CONSULTING',
        maxShareRatio: '0',
        standardShareRatio: '0',
        leadUrl: 'https://seller.example.com',
        specifications: [],
      });
      await open('/products/new');
      await box(page, 'ui.product.name').fill('占用的名称');
      await choose(page, 'ui.product.type', t('enum.ProductType.CONSULTING'));
      expect(await box(page, 'ui.product.specCode').count()).toBe(0);
      await box(page, 'ui.product.leadUrl').fill('https://seller.example.com/advice');
      await button(page, 'ui.product.checkAndPublish').click();
      await page.getByText(t('error.NAME_TAKEN')).waitFor();
      expect(await box(page, 'ui.product.leadUrl').inputValue()).toBe(
        'https://seller.example.com/advice',
      );
    }),
  );

  it(
    'is changed, repriced, delisted and listed again from its panel',
    portal.story(async () => {
      const { product } = await seller.mutate(
        'productPublish',
        {
          name: '星云 ERP',
          saleModel: 'COMMON',
          productType: 'SAAS',
          maxShareRatio: '0.3',
          standardShareRatio: '0.2',
          specifications: [{ code: 'STD', name: '标准版', listPrice: '100', period: 'YEAR' }],
        },
        'product { id }',
      );
      const state = async () =>
        (
          await seller.ask(
            `{ product(by: { id: "${product.id}" }) { name status specifications { code listPrice { amount } } } }`,
          )
        ).product;
      const visit = await portal.as(seller);
      const { page, open } = visit;
      await open(`/products?open=${product.id}`);
      const panel = page.getByRole('complementary', { name: t('ui.product') });
      for (const figure of ['sold', 'open', 'discounts', 'authorizations'])
        await panel.locator(`[data-figure=${figure}]`).waitFor();
      await panel.getByRole('textbox', { name: t('ui.note.text') }).fill('年底调价');
      await button(panel, 'ui.note.add').click();
      await panel
        .getByRole('list', { name: t('ui.activity') })
        .getByText('年底调价')
        .waitFor();
      await button(panel, 'ui.edit').click();
      const dialog = page.getByRole('dialog');
      await box(dialog, 'ui.product.name').fill('星云 ERP 2026');
      await visit.checkAccess();
      await button(dialog, 'ui.save').click();
      await dialog.waitFor({ state: 'detached' });

      // Terms that a colleague has changed meanwhile are not set back unseen.
      await button(panel, 'ui.edit').click();
      await box(dialog, 'ui.product.name').fill('星云 ERP 2027');
      await seller.mutate('productRevise', {
        id: product.id,
        name: '星云 ERP 2026',
        maxShareRatio: '0.28',
        standardShareRatio: '0.2',
      });
      await button(dialog, 'ui.save').click();
      const stale = page.getByRole('alertdialog', { name: t('ui.stale.title') });
      await stale.getByText('28%').waitFor();
      await button(stale, 'ui.stale.takeTheirs').click();
      await stale.waitFor({ state: 'detached' });
      await dialog.waitFor({ state: 'detached' });

      const menu = panel.getByRole('button', {
        name: t('ui.product.actionsOf', { name: '标准版' }),
      });
      await menu.click();
      await page.getByRole('menuitem', { name: t('ui.product.reprice') }).click();
      await box(dialog, 'ui.discount.listPrice').fill('120');
      await button(dialog, 'ui.save').click();
      await dialog.waitFor({ state: 'detached' });

      await button(panel, 'ui.product.addSpec').click();
      await box(dialog, 'ui.product.specCode').fill('PRO');
      await box(dialog, 'ui.product.specName').fill('旗舰版');
      await box(dialog, 'ui.discount.listPrice').fill('300');
      await button(dialog, 'ui.product.addSpec').click();
      await panel.getByText('旗舰版').first().waitFor();
      const changed = panel
        .getByRole('list', { name: t('ui.activity') })
        .getByRole('listitem')
        .filter({ hasText: t('event.Specification.reprice') });
      await changed.getByText('星云 ERP 2026 · 标准版').waitFor();
      expect(await changed.locator('dl').textContent()).toMatch(/¥100\.00.*¥120\.00/);
      expect(await state()).toEqual({
        name: '星云 ERP 2026',
        status: 'ON_SALE',
        specifications: [
          { code: 'STD', listPrice: { amount: '120.00' } },
          { code: 'PRO', listPrice: { amount: '300.00' } },
        ],
      });

      await button(panel, 'ui.product.delist').click();
      const question = modal(page);
      await question.getByRole('textbox', { name: t('ui.reason') }).fill('停止供应');
      await question.getByRole('textbox').last().fill('星云 ERP 2026');
      await button(question, 'ui.product.delist').click();
      await button(panel, 'ui.product.relist').click();
      await button(modal(page), 'ui.product.relist').click();
      await button(panel, 'ui.product.delist').waitFor();
      expect(await state()).toMatchObject({ status: 'ON_SALE' });
    }),
  );

  it(
    'by the operator names the seller, at a width of a telephone',
    portal.story(async () => {
      const look = { language: 'en-US', theme: 'dark', width: 360, height: 740 } as const;
      const visit = await portal.as(operator, look);
      const { page, open } = visit;
      await open('/products/new');
      await page.getByRole('combobox', { name: 'Seller' }).waitFor();
      await page.locator('label', { hasText: 'Marketplace’s own product' }).first().click();
      await page.getByRole('combobox', { name: 'Seller' }).waitFor({ state: 'detached' });
      expect(await layoutFaults(page)).toEqual([]);
      await visit.checkAccess();
    }),
  );
});
