import { beforeAll, describe, expect } from '@jest/globals';
import { calendar } from '../../server/platform/calendar.ts';
import { DAY, HOUR } from '../../server/platform/clock.ts';
import {
  type DemandStage,
  seenDemand,
  setDemandStage,
  submittedDemand,
} from '../api/demands/stage.ts';
import { choose, typeDate } from '../kit/choose.ts';
import { usePortal } from '../kit/portal.ts';
import { t } from '../kit/words.ts';
import { START } from '../kit/world.ts';

const CUSTOMER = '东方制造';
const PRODUCT = '星云联营版';
const state = (name: string) => t(`enum.CustomerDemandStatus.${name}` as never);

/** Journey J2 of the specification: a demand with the clock of five days. */
describe('a customer demand', () => {
  const portal = usePortal();
  let stage: DemandStage;

  beforeAll(async () => {
    stage = await setDemandStage(portal.world);
  });

  portal.it(
    'refuses an unreadable amount and a day in the past, and keeps the input until it is discarded',
    async () => {
      const { page, open, checkAccess } = await portal.as(stage.manager);
      await open('/demands/new');
      const amount = page.getByRole('textbox', { name: t('ui.demand.amount') });
      const paste = async (text: string): Promise<void> => {
        await amount.click();
        await page.keyboard.insertText(text);
        await page.keyboard.press('Tab');
      };
      await paste('￥1,２３４．５元');
      expect(await amount.inputValue()).toBe('1,234.50');
      // A comma that groups no thousands may be a decimal point.
      for (const text of ['1234,50', '12.345', '约 12 万']) {
        await amount.fill('');
        await paste(text);
        await page.getByText('请填写数字，最多 2 位小数').waitFor();
        expect(await amount.inputValue()).toBe('');
        await amount.fill('7');
        await page.getByText('请填写数字，最多 2 位小数').waitFor({ state: 'detached' });
      }
      await paste('-50');
      await page.getByText(t('ui.number.negative')).waitFor();
      await amount.fill('260000');
      await typeDate(page, t('ui.demand.orderOn'), '2020-01-01');
      const requirement = page.getByRole('textbox', { name: t('ui.demand.requirement') });
      await requirement.fill('还没写完');
      const earliest = calendar.localDate(portal.world.clock.now());
      await page.getByText(t('ui.date.earliest', { date: earliest })).waitFor();
      await checkAccess();
      await page.reload();
      await page.getByText(t('ui.restored')).waitFor();
      expect(await requirement.inputValue()).toBe('还没写完');
      await page.getByRole('button', { name: t('ui.restored.startOver') }).click();
      expect([await requirement.inputValue(), await amount.inputValue()]).toEqual(['', '']);
    },
  );

  portal.it(
    'is submitted within the largest share, counts down, is nudged, accepted, and becomes an offer with its discount',
    async () => {
      const { page, open, go, checkAccess } = await portal.as(stage.manager);
      await open('/demands');
      await page
        .getByRole('link', { name: t('ui.demand.create') })
        .first()
        .click();
      await choose(page, t('ui.customer'), '东方', CUSTOMER);
      await choose(page, t('ui.product'), '联营', PRODUCT);
      await page.getByText('该商品最高 30%').waitFor();
      await page.getByLabel(t('ui.demand.expected')).fill('31');
      await page.getByLabel(t('ui.demand.requirement')).fill('客户已立项，月中下单');
      await page
        .getByText(/最高 30%，|超过|不能/)
        .first()
        .waitFor();
      await page.getByLabel(t('ui.demand.expected')).fill('18');
      await page.getByLabel(t('ui.demand.amount')).fill('260000');
      await page.getByRole('button', { name: t('ui.demand.submit') }).click();
      await page.getByRole('heading', { level: 1, name: `${CUSTOMER} · ${PRODUCT}` }).waitFor();
      await page.getByText(state('SUBMITTED')).first().waitFor();
      const path = new URL(page.url()).pathname;
      for (const text of ['期望 18%', '上限 30%', '¥46,800.00'])
        await page.getByText(text).waitFor();
      const next = page.getByRole('region', { name: t('ui.record.next') });
      await next.getByText(t('ui.deadlineOf.CustomerDemand.lapse.SELLER.title')).waitFor();
      await next.getByText('¥260,000.00').waitFor();

      await portal.moveClock(new Date(START.getTime() + 3 * DAY + 20 * HOUR));
      await open(`${path}/edit`);
      await page.getByRole('heading', { level: 1, name: t('ui.demand.notEditable') }).waitFor();
      await checkAccess();
      const show = new RegExp(t('ui.record.show', { number: 'DM-.*' }));
      await page.getByRole('link', { name: show }).click();
      await page
        .getByText(/剩 1 天 3 小时|剩 1 天 4 小时/)
        .first()
        .waitFor();
      const nudge = page.getByRole('button', { name: t('ui.demand.nudge') });
      await nudge.click();
      await page.getByText(t('ui.demand.nudgedToast')).waitFor();
      await page.getByText(/^1 次，最近/).waitFor();
      expect(await nudge.getAttribute('aria-disabled')).toBe('true');

      // The seller accepts it in its one inbox, and makes an offer, which is prefilled.
      const seller = await portal.as(stage.sellerManager);
      await seller.open('/review');
      await seller.page.getByText('客户已立项，月中下单').waitFor();
      await seller.page.keyboard.press('a');
      await seller.page
        .getByText(/^接收，\d+ 秒后生效$/)
        .first()
        .waitFor();
      await portal.moveClock(new Date(portal.world.clock.now().getTime() + 60_000));
      await seller.go(path);
      await seller.page.getByText(state('ACCEPTED')).first().waitFor();
      const create = seller.page.getByRole('button', { name: t('ui.privateOffer.create') });
      await create.click();
      const share = seller.page.getByLabel(t('ui.privateOffer.share.granted'));
      await share.waitFor();
      const name = seller.page.getByRole('textbox', { name: t('ui.privateOffer.name') });
      expect([await name.inputValue(), await share.inputValue()]).toEqual([
        `${CUSTOMER} · ${PRODUCT}`,
        '18.00',
      ]);
      await share.fill('15');
      const rate = seller.page.getByLabel('标准版');
      await rate.fill('82');
      // The input survives a reload.
      await seller.page.reload();
      await seller.page.getByText(t('ui.restored')).waitFor();
      expect(await rate.inputValue()).toBe('82.00');
      await seller.checkAccess();
      await create.click();
      await seller.page.getByText(t('enum.PrivateOfferStatus.EFFECTIVE')).first().waitFor();
      await seller.page.getByText('15%').first().waitFor();

      await go('/demands');
      await go(path);
      await page.getByText(state('CONVERTED')).first().waitFor();
      for (const text of ['商家给出 15%', '期望 18%', '¥39,000.00'])
        await page.getByText(text).waitFor();
      await next.getByText(t('ui.demand.discountNext')).waitFor();
      await page.getByRole('button', { name: t('ui.privateOffer.draftDiscount') }).click();
      await page.getByText(t('enum.ExclusiveDiscountStatus.DRAFT')).first().waitFor();
      await page.getByText('10,123.45').first().waitFor();
    },
  );

  portal.it(
    'counts as rejected after five days, is copied, and its figure opens exactly its rows',
    async () => {
      const id = await submittedDemand(stage);
      await portal.moveClock(new Date(portal.world.clock.now().getTime() + 5 * DAY));
      const { page, open } = await portal.as(stage.manager);
      await open(`/demands/${id}`);
      await page.getByText(state('AUTO_REJECTED')).first().waitFor();
      await page.getByRole('button', { name: t('ui.demand.clone') }).click();
      await page.getByRole('heading', { level: 1, name: /修改需求/ }).waitFor();
      // A colleague saves a newer version, which the kept input does not overwrite unseen.
      const requirement = page.getByLabel(t('ui.demand.requirement'));
      await requirement.fill('客户改到下季度');
      const copy = new URL(page.url()).pathname.split('/')[2]!;
      const { version } = await seenDemand(stage.manager, copy, 'version');
      await stage.manager.mutate('customerDemandUpdate', {
        id: copy,
        version,
        productId: stage.joint.productId,
        expectedShareRatio: '0.22',
        requirement: '客户已立项，月底下单',
      });
      await page.reload();
      await page.getByText(t('ui.restored')).waitFor();
      expect(await requirement.inputValue()).toBe('客户改到下季度');
      await page.getByRole('button', { name: t('ui.demand.submit') }).click();
      const question = page.getByRole('alertdialog', { name: t('ui.stale.title') });
      await question.getByText('客户已立项，月底下单').waitFor();
      await question.getByRole('button', { name: t('ui.stale.takeTheirs') }).click();
      expect(await requirement.inputValue()).toBe('客户已立项，月底下单');
      await page.getByRole('button', { name: t('ui.demand.submit') }).click();
      await page.getByText(state('SUBMITTED')).first().waitFor();
      const figure = page.locator('[data-figure=demands]');
      expect(await figure.textContent()).toContain('3');
      await figure.click();
      await page.waitForURL(/\/demands\?productId=prd_/);
      const rows = page.getByRole('table').locator('[data-card="title"] a');
      await rows.nth(2).waitFor();
      expect(await rows.count()).toBe(3);
    },
  );
});
