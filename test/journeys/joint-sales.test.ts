import { beforeAll, describe } from '@jest/globals';
import type { Page } from 'playwright-core';
import { bound, customerOf, partnerOf } from '../api/bindings/fixtures.ts';
import { listed } from '../api/discounts/stage.ts';
import { choose, typeDate } from '../kit/choose.ts';
import { button, press } from '../kit/controls.ts';
import { usePortal } from '../kit/portal.ts';
import { t } from '../kit/words.ts';
import type { Caller } from '../kit/world.ts';

const PARTNER = '云帆科技';
const CUSTOMER = '深圳云启智能科技有限公司';
const PRODUCT = '星云数据库';
const OFFER = '春季专享';
const LIST = '/authorizations/joint';

/** Journey J6 of the specification. */
describe('joint sales', () => {
  const portal = usePortal();
  let manager: Caller;
  let seller: Caller;

  beforeAll(async () => {
    const { world } = portal;
    const partner = await partnerOf(world, PARTNER);
    manager = await world.member(partner, 'csp.manager', '李明');
    seller = await world.member(
      await world.organization('SELLER', '华芯软件'),
      'seller.manager',
      '赵敏',
    );
    await bound(world, manager, await customerOf(world, CUSTOMER, [partner]));
    await listed(seller, PRODUCT, { saleModel: 'JOINT_OPERATION' });
  });

  portal.it(
    'are asked for, granted with another floor, carry a discount, are tightened, and end with their period',
    async () => {
      const partner = await portal.as(manager);
      const { page, open, go, checkAccess } = partner;
      await open(LIST);
      await page.getByText(t('ui.authorizations.emptyJoint')).waitFor();
      await button(page, 'ui.authorization.request').first().click();
      const request = page.getByRole('dialog', { name: t('ui.authorization.request') });
      await choose(page, t('ui.product'), '星云', PRODUCT);
      await request.getByText('该商品最高 30%').waitFor();
      await request.getByLabel(t('ui.authorization.expectedShare')).fill('25');
      await request.getByLabel(t('ui.authorization.floorPayRate')).fill('75');
      await typeDate(page, t('ui.discount.firstDay'), '2026-03-05');
      await typeDate(page, t('ui.discount.lastDay'), '2026-12-31');
      await request.getByLabel(t('ui.authorization.noteToSeller')).fill('客户三月上线');
      await checkAccess();
      await press(request, 'ui.authorization.requestSend');
      await page.getByText(t('ui.authorization.requested')).waitFor();
      const row = page.getByRole('row', { name: new RegExp(PRODUCT) });
      await row.getByText(state('REQUESTED')).waitFor();

      // The seller grants them with another floor and other dates; they begin on their day.
      const vendor = await portal.as(seller);
      await vendor.open(LIST);
      await openOne(vendor.page);
      await vendor.page.getByText('客户三月上线').waitFor();
      await press(vendor.page, 'ui.authorization.grant');
      const dialog = vendor.page.getByRole('dialog');
      await dialog.getByLabel(t('ui.authorization.floorPayRate')).fill('80');
      await typeDate(vendor.page, t('ui.discount.lastDay'), '2026-06-30');
      const terms = dialog.getByRole('table', { name: t('ui.authorization.compared') });
      await terms.getByRole('row', { name: /75%.*80%/ }).waitFor();
      await terms.getByRole('row', { name: /2026-12-31.*2026-06-30/ }).waitFor();
      await vendor.checkAccess();
      await press(dialog, 'ui.authorization.grant');
      await dialog.waitFor({ state: 'detached' });
      await vendor.page.getByText(state('SCHEDULED')).first().waitFor();
      await portal.moveClock(day('2026-03-05'));
      await page.reload();
      await openOne(page);
      await page.getByText(state('ACTIVE')).first().waitFor();
      await page.getByText('V1 · 付 80%（8 折） · 分成 25%').waitFor();

      // A discount at the floor of that day takes effect on its own.
      await go('/discounts/new');
      await price(page, { name: OFFER, from: '2026-03-10', lines: { 标准版: '85' } });
      await page.getByText(t('ui.discount.reviewer.SYSTEM')).waitFor();
      await press(page, 'ui.discount.submit');
      await page.getByRole('heading', { level: 1, name: OFFER }).waitFor();
      await page.getByText(discountState('SCHEDULED')).first().waitFor();
      const running = new URL(page.url()).pathname;
      await portal.moveClock(day('2026-03-10'));

      // Priced while the floor was 80 %, submitted after it became 90 %: refused with the new floor.
      await go('/discounts/new');
      await price(page, { name: '增购专享', from: '2026-04-01', lines: { 增购用户: '85' } });
      await page.getByText(t('ui.discount.reviewer.SYSTEM')).waitFor();
      await press(vendor.page, 'ui.authorization.amend');
      await dialog.getByLabel(t('ui.authorization.floorPayRate')).fill('90');
      await press(dialog, 'ui.authorization.amend');
      await dialog.waitFor({ state: 'detached' });
      await vendor.page.getByText('V2 · 付 90%（9 折） · 分成 25%').waitFor();
      await press(page, 'ui.discount.submit');
      // In the toast, and at the field until the new floor is loaded.
      const told = '低于授权底价：不得低于目录价的 90%，或提交特殊商务申请。';
      await page.getByText(told).first().waitFor();
      // The draft was saved and now has its own address.
      await page.getByRole('heading', { level: 1, name: t('ui.discount.editTitle') }).waitFor();
      const line = page.getByRole('group', { name: '增购用户' });
      const refusal = t('ui.discount.belowFloor', { rate: '90%', amount: '15.00' });
      await line.getByText(refusal).waitFor();
      await checkAccess();
      await line
        .getByRole('button', { name: t('ui.discount.toFloor', { rate: '90%' }), exact: true })
        .click();
      await line.getByText(refusal).waitFor({ state: 'detached' });
      await page.getByText(t('ui.discount.reviewer.SYSTEM')).waitFor();
      await press(page, 'ui.discount.submit');
      await page.getByRole('heading', { level: 1, name: '增购专享' }).waitFor();
      await page.getByText(discountState('SCHEDULED')).first().waitFor();

      // They end: what runs goes on at its price over the former floor, and nothing new begins.
      await portal.moveClock(day('2026-07-01'));
      await vendor.page.reload();
      for (const text of [state('EXPIRED'), 'V1 · 付 80%（8 折） · 分成 25%'])
        await vendor.page.getByText(text).first().waitFor();
      await open(running);
      await page.getByText(discountState('EFFECTIVE')).first().waitFor();
      const prices = page.getByRole('table', { name: t('ui.discount.prices') });
      await prices.getByRole('row', { name: /标准版.*80%.*85%.*10,493\.82/ }).waitFor();
      await go('/discounts/new');
      await price(page, { name: '下半年', from: '2026-08-01', lines: { 增购用户: '95' } });
      await page.getByText(t('error.SKU_NOT_AUTHORIZED')).waitFor();
    },
  );
});

/** Opens the only authorization of the list in its panel. */
async function openOne(page: Page): Promise<void> {
  await page
    .getByRole('row', { name: new RegExp(PRODUCT) })
    .getByRole('link', { name: PRODUCT })
    .click();
  await page.getByRole('heading', { level: 2, name: PRODUCT }).waitFor();
}

const day = (date: string) => new Date(`${date}T00:00:00+08:00`);

const state = (name: 'REQUESTED' | 'SCHEDULED' | 'ACTIVE' | 'EXPIRED'): string =>
  t(`enum.JointSalesAuthorizationStatus.${name}`);

const discountState = (name: 'SCHEDULED' | 'EFFECTIVE'): string =>
  t(`enum.ExclusiveDiscountStatus.${name}`);

interface Priced {
  readonly name: string;
  readonly from: string;
  /** Pay rate in percent by specification; other specifications are removed. */
  readonly lines: Readonly<Record<string, string>>;
}

/** Fills the form of a new discount until the end of the year and leaves it open. */
async function price(page: Page, priced: Priced): Promise<void> {
  await choose(page, t('ui.customer'), 'szyqzn', CUSTOMER);
  await choose(page, t('ui.product'), '星云', PRODUCT);
  await page.getByLabel(t('ui.discount.name')).fill(priced.name);
  for (const name of ['标准版', '增购用户']) {
    const rate = priced.lines[name];
    if (rate) await page.getByLabel(t('ui.discount.rateOf', { name })).fill(rate);
    else
      await page.getByRole('button', { name: t('ui.file.remove', { name }), exact: true }).click();
  }
  await typeDate(page, t('ui.discount.firstDay'), priced.from);
  await typeDate(page, t('ui.discount.lastDay'), '2026-12-31');
}
