import { beforeAll, describe, expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { box, button, fits, press, TELEPHONE } from '../../kit/controls.ts';
import { modal } from '../../kit/dialogs.ts';
import { usePortal } from '../../kit/portal.ts';
import { type MessageId, t } from '../../kit/words.ts';
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

  async function choose(page: Page, label: MessageId, option: string) {
    await page.getByRole('button', { name: t(label) }).click();
    await page.getByRole('option', { name: option, exact: true }).click();
  }
  const templates = (page: Page) =>
    page.getByRole('radiogroup', { name: t('ui.product.template') }).getByRole('radio');
  const published = async (name: string): Promise<string> => {
    const { product } = await seller.mutate(
      'productPublish',
      {
        name,
        saleModel: 'COMMON',
        productType: 'SAAS',
        maxShareRatio: '0.3',
        standardShareRatio: '0.2',
        specifications: [{ code: 'STD', name: '标准版', listPrice: '100', period: 'YEAR' }],
      },
      'product { id }',
    );
    return product.id;
  };

  portal.it('follows the kind of product, and loses no input when it is refused', async () => {
    await published('占用的名称');
    const { page, open, checkAccess } = await portal.as(seller);
    await open('/products/new');
    await box(page, 'ui.product.name').fill('占用的名称');
    expect(await templates(page).count()).toBe(2);
    await choose(page, 'ui.product.type', t('enum.ProductType.API'));
    expect(await templates(page).count()).toBe(0);
    await page.getByText(t('ui.product.instantHelp')).waitFor();
    await choose(page, 'ui.product.type', t('enum.ProductType.CONSULTING'));
    expect(await box(page, 'ui.product.specCode').count()).toBe(0);
    await box(page, 'ui.product.leadUrl').fill('https://seller.example.com/advice');
    await press(page, 'ui.product.checkAndPublish');
    await page.getByText(t('error.NAME_TAKEN')).waitFor();
    expect(await box(page, 'ui.product.leadUrl').inputValue()).toBe(
      'https://seller.example.com/advice',
    );
    await box(page, 'ui.product.name').fill('星云 License');
    await choose(page, 'ui.product.type', t('enum.ProductType.LICENSE'));
    expect(await templates(page).count()).toBe(3);
    await press(page, 'ui.product.checkAndPublish');
    await page.getByRole('alert').first().getByText(t('error.TEMPLATE_REQUIRED')).waitFor();
    await checkAccess();

    await page.locator('label', { hasText: t('enum.SupervisionTemplate.LICENSE_ID') }).click();
    await box(page, 'ui.product.deliveryDays').fill('7');
    await box(page, 'ui.product.specCode').fill('STD');
    await box(page, 'ui.product.specName').fill('标准版');
    await box(page, 'ui.discount.listPrice').fill('12800');
    await box(page, 'ui.product.maxShare').fill('30');
    await box(page, 'ui.product.standardShare').fill('20');
    await box(page, 'ui.discount.floor').fill('80');
    await page.getByText('¥10,240.00').waitFor();
    await fits(page);
    await press(page, 'ui.product.checkAndPublish');
    await press(modal(page), 'ui.product.publish');
    const panel = page.getByRole('complementary', { name: t('ui.product') });
    await panel.getByText(/7 个自然日/).waitFor();
    const { products } = await seller.ask(
      '{ products(first: 5, filter: { search: "License" }) { nodes { name supervisionTemplate averageDeliveryDays floorPayRate specifications { code listPrice { amount } } } } }',
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
  });

  portal.it('is changed, repriced, delisted and listed again from its panel', async () => {
    const id = await published('星云 ERP');
    const state = async () =>
      (
        await seller.ask(
          `{ product(by: { id: "${id}" }) { name status specifications { code listPrice { amount } } } }`,
        )
      ).product;
    const { page, open, checkAccess } = await portal.as(seller);
    await open(`/products?open=${id}`);
    const panel = page.getByRole('complementary', { name: t('ui.product') });
    const dialog = page.getByRole('dialog');
    const history = panel.getByRole('list', { name: t('ui.activity') });
    for (const figure of ['sold', 'open', 'discounts', 'authorizations'])
      await panel.locator(`[data-figure=${figure}]`).waitFor();
    await box(panel, 'ui.note.text').fill('年底调价');
    await press(panel, 'ui.note.add');
    await history.getByText('年底调价').waitFor();
    await press(panel, 'ui.edit');
    await box(dialog, 'ui.product.name').fill('星云 ERP 2026');
    await checkAccess();
    await press(dialog, 'ui.save');
    await dialog.waitFor({ state: 'detached' });

    // Terms that a colleague has changed meanwhile are not set back unseen.
    await press(panel, 'ui.edit');
    await box(dialog, 'ui.product.name').fill('星云 ERP 2027');
    await seller.mutate('productRevise', {
      id,
      name: '星云 ERP 2026',
      maxShareRatio: '0.28',
      standardShareRatio: '0.2',
    });
    await press(dialog, 'ui.save');
    const stale = page.getByRole('alertdialog', { name: t('ui.stale.title') });
    await stale.getByText('28%').waitFor();
    await press(stale, 'ui.stale.takeTheirs');
    await stale.waitFor({ state: 'detached' });
    await dialog.waitFor({ state: 'detached' });

    await panel
      .getByRole('button', { name: t('ui.product.actionsOf', { name: '标准版' }) })
      .click();
    await page.getByRole('menuitem', { name: t('ui.product.reprice') }).click();
    await box(dialog, 'ui.discount.listPrice').fill('120');
    await press(dialog, 'ui.save');
    await dialog.waitFor({ state: 'detached' });
    await press(panel, 'ui.product.addSpec');
    await box(dialog, 'ui.product.specCode').fill('PRO');
    await box(dialog, 'ui.product.specName').fill('旗舰版');
    await box(dialog, 'ui.discount.listPrice').fill('300');
    await press(dialog, 'ui.product.addSpec');
    await panel.getByText('旗舰版').first().waitFor();
    const changed = history
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

    await press(panel, 'ui.product.delist');
    const question = modal(page);
    await box(question, 'ui.reason').fill('停止供应');
    await question.getByRole('textbox').last().fill('星云 ERP 2026');
    await press(question, 'ui.product.delist');
    await press(panel, 'ui.product.relist');
    await press(modal(page), 'ui.product.relist');
    await button(panel, 'ui.product.delist').waitFor();
    expect(await state()).toMatchObject({ status: 'ON_SALE' });
  });

  portal.it('names the seller, if an operator lists no product of the marketplace', async () => {
    const { page, open } = await portal.as(operator, TELEPHONE);
    await open('/products/new');
    const named = page.getByRole('combobox', { name: 'Seller' });
    await named.waitFor();
    await page.locator('label', { hasText: 'Marketplace’s own product' }).first().click();
    await named.waitFor({ state: 'detached' });
    await fits(page);
  });
});
