import { beforeAll, describe } from '@jest/globals';
import type { Page } from 'playwright-core';
import { bound, customerOf, partnerOf } from '../api/bindings/fixtures.ts';
import { listed } from '../api/discounts/stage.ts';
import { story } from '../kit/chapters.ts';
import { choose } from '../kit/choose.ts';
import { usePortal } from '../kit/portal.ts';
import type { Visit } from '../kit/visit.ts';
import { t } from '../kit/words.ts';
import type { Caller } from '../kit/world.ts';

const PARTNER = '云帆科技';
const CUSTOMER = '深圳云启智能科技有限公司';
const PRODUCT = '星云数据库';
const OFFER = '春季专享';
const LIST = '/authorizations/joint';

describe('joint sales', () => {
  const portal = usePortal();
  let manager: Caller;
  let seller: Caller;
  let operator: Caller;
  /** Path of the effective discount. */
  let running: string;

  beforeAll(async () => {
    const { world } = portal;
    const partner = await partnerOf(world, PARTNER);
    manager = await world.member(partner, 'csp.manager', '李明');
    seller = await world.member(
      await world.organization('SELLER', '华芯软件'),
      'seller.manager',
      '赵敏',
    );
    operator = await world.member(
      await world.organization('OPERATOR', '云商店'),
      'operator',
      '孙正',
    );
    await bound(world, manager, await customerOf(world, CUSTOMER, [partner]));
    await listed(seller, PRODUCT, { saleModel: 'JOINT_OPERATION' });
  });

  story('from the request to the end', (chapter) => {
    chapter(
      'are asked for by the partner, for a share and down to a floor',
      portal.story(async () => {
        const { page, open, checkAccess } = await portal.as(manager);
        await open(LIST);
        await page.getByText(t('ui.authorizations.emptyJoint')).waitFor();
        await checkAccess();
        await button(page, t('ui.authorization.request')).first().click();
        const dialog = page.getByRole('dialog', { name: t('ui.authorization.request') });
        await dialog.getByRole('combobox', { name: t('ui.product') }).fill('星云');
        await page.getByRole('option', { name: new RegExp(PRODUCT) }).click();
        await dialog.getByText('该商品最高 30%').waitFor();
        await dialog.getByLabel(t('ui.authorization.expectedShare')).fill('25');
        await dialog.getByLabel(t('ui.authorization.floorPayRate')).fill('75');
        await date(page, t('ui.discount.firstDay'), '20260305');
        await date(page, t('ui.discount.lastDay'), '20261231');
        await dialog.getByLabel(t('ui.authorization.noteToSeller')).fill('客户三月上线');
        await checkAccess();
        await button(dialog, t('ui.authorization.requestSend')).click();
        await page.getByText(t('ui.authorization.requested')).waitFor();
        const row = page.getByRole('row', { name: new RegExp(PRODUCT) });
        await row.getByText(state('REQUESTED')).waitFor();
        await checkAccess();
      }),
    );

    chapter(
      'are granted by the seller with another floor and other dates, and begin on their day',
      portal.story(async () => {
        const visit = await portal.as(seller);
        const { page, checkAccess } = visit;
        await openOne(visit);
        await page.getByText('客户三月上线').waitFor();
        await checkAccess();
        await button(page, t('ui.authorization.grant')).click();
        const dialog = page.getByRole('dialog');
        await dialog.getByLabel(t('ui.authorization.floorPayRate')).fill('80');
        await date(page, t('ui.discount.lastDay'), '20260630');
        const terms = dialog.getByRole('table', { name: t('ui.authorization.compared') });
        await terms.getByRole('row', { name: /75%.*80%/ }).waitFor();
        await terms.getByRole('row', { name: /2026-12-31.*2026-06-30/ }).waitFor();
        await checkAccess();
        await button(dialog, t('ui.authorization.grant')).click();
        await dialog.waitFor({ state: 'detached' });
        await page.getByText(state('SCHEDULED')).first().waitFor();
        await checkAccess();

        await portal.moveClock(day('2026-03-05'));
        const partner = await portal.as(manager);
        await openOne(partner);
        await partner.page.getByText(state('ACTIVE')).first().waitFor();
        await partner.page.getByText('V1 · 付 80%（8 折） · 分成 25%').waitFor();
        await partner.checkAccess();
      }),
    );

    chapter(
      'carry a discount at the floor of that day, which takes effect on its own',
      portal.story(async () => {
        const { page, open, checkAccess } = await portal.as(manager);
        await open('/discounts/new');
        await price(page, { name: OFFER, from: '20260310', lines: { 标准版: '85' } });
        await page.getByText(t('ui.discount.reviewer.SYSTEM')).waitFor();
        await checkAccess();
        await button(page, t('ui.discount.submit')).click();
        await page.getByRole('heading', { level: 1, name: OFFER }).waitFor();
        await page.getByText(discountState('SCHEDULED')).first().waitFor();
        running = new URL(page.url()).pathname;
        await portal.moveClock(day('2026-03-10'));
        await expectRunning(running);
      }),
    );

    chapter(
      'are tightened by the seller: a new price below is refused with the new floor, the running one stays',
      portal.story(async () => {
        const { page, open, checkAccess } = await portal.as(manager);
        await open('/discounts/new');
        // Priced while the floor was 80 %, submitted after it became 90 %.
        await price(page, { name: '增购专享', from: '20260401', lines: { 增购用户: '85' } });
        await page.getByText(t('ui.discount.reviewer.SYSTEM')).waitFor();

        const tightening = await portal.as(seller);
        await openOne(tightening);
        await button(tightening.page, t('ui.authorization.amend')).click();
        const dialog = tightening.page.getByRole('dialog');
        await dialog.getByLabel(t('ui.authorization.floorPayRate')).fill('90');
        await tightening.checkAccess();
        await button(dialog, t('ui.authorization.amend')).click();
        await dialog.waitFor({ state: 'detached' });
        await tightening.page.getByText('V2 · 付 90%（9 折） · 分成 25%').waitFor();
        await tightening.checkAccess();

        await button(page, t('ui.discount.submit')).click();
        // In the toast, and at the field until the new floor is loaded.
        const told = '低于授权底价：不得低于目录价的 90%，或提交特殊商务申请。';
        await page.getByText(told).first().waitFor();
        const line = page.getByRole('group', { name: '增购用户' });
        const refusal = t('ui.discount.belowFloor', { rate: '90%', amount: '15.00' });
        // The draft was saved and now has its own address.
        await page.getByRole('heading', { level: 1, name: t('ui.discount.editTitle') }).waitFor();
        await line.getByText(refusal).waitFor();
        await checkAccess();
        await expectRunning(running);

        await button(line, t('ui.discount.toFloor', { rate: '90%' })).click();
        await line.getByText(refusal).waitFor({ state: 'detached' });
        await page.getByText(t('ui.discount.reviewer.SYSTEM')).waitFor();
        await button(page, t('ui.discount.submit')).click();
        await page.getByRole('heading', { level: 1, name: '增购专享' }).waitFor();
        await page.getByText(discountState('SCHEDULED')).first().waitFor();
      }),
    );

    chapter(
      'end with their period: what runs goes on, and nothing new begins',
      portal.story(async () => {
        const site = await portal.as(operator);
        await portal.moveClock(new Date(day('2026-07-01').getTime() - 1));
        await openOne(site);
        await site.page.getByText(state('ACTIVE')).first().waitFor();
        await portal.moveClock(day('2026-07-01'));
        await openOne(site);
        await site.page.getByText(state('EXPIRED')).first().waitFor();
        await site.page.getByText('V1 · 付 80%（8 折） · 分成 25%').waitFor();
        await site.page.getByText('V2 · 付 90%（9 折） · 分成 25%').waitFor();
        await site.checkAccess();

        await expectRunning(running);
        const { page, open, checkAccess } = await portal.as(manager);
        await open('/discounts/new');
        await price(page, { name: '下半年', from: '20260801', lines: { 增购用户: '95' } });
        await page.getByText(t('error.SKU_NOT_AUTHORIZED')).waitFor();
        await checkAccess();
      }),
    );

    /** Opens the only authorization in its panel. */
    async function openOne({ page, open }: Visit): Promise<void> {
      await open(LIST);
      await page
        .getByRole('row', { name: new RegExp(PRODUCT) })
        .getByRole('link', { name: PRODUCT })
        .click();
      await page.getByRole('heading', { level: 2, name: PRODUCT }).waitFor();
    }

    /** The first discount as the partner sees it: effective, at its price, over the former floor. */
    async function expectRunning(path: string): Promise<void> {
      const { page, open, checkAccess } = await portal.as(manager);
      await open(path);
      await page.getByText(discountState('EFFECTIVE')).first().waitFor();
      const prices = page.getByRole('table', { name: t('ui.discount.prices') });
      await prices.getByRole('row', { name: /标准版.*80%.*85%.*10,493\.82/ }).waitFor();
      await checkAccess();
    }
  });
});

const day = (date: string) => new Date(`${date}T00:00:00+08:00`);

const button = (within: Pick<Page, 'getByRole'>, name: string) =>
  within.getByRole('button', { name, exact: true });

const state = (name: 'REQUESTED' | 'SCHEDULED' | 'ACTIVE' | 'EXPIRED'): string =>
  t(`enum.JointSalesAuthorizationStatus.${name}`);

const discountState = (name: 'SCHEDULED' | 'EFFECTIVE'): string =>
  t(`enum.ExclusiveDiscountStatus.${name}`);

interface Priced {
  readonly name: string;
  /** First day, as typed. */
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
    else await button(page, t('ui.file.remove', { name })).click();
  }
  await date(page, t('ui.discount.firstDay'), priced.from);
  await date(page, t('ui.discount.lastDay'), '20261231');
}

/** Types a date into its year, month and day. */
async function date(page: Page, label: string, digits: string): Promise<void> {
  await page.getByRole('group', { name: label }).getByRole('spinbutton').first().click();
  await page.keyboard.type(digits);
}
