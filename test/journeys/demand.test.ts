import { beforeAll, describe, expect, it } from '@jest/globals';
import { calendar } from '../../server/platform/calendar.ts';
import { DAY, HOUR } from '../../server/platform/clock.ts';
import { sql } from '../../server/platform/sql/sql.ts';
import { bound, customerOf, partnerOf } from '../api/bindings/fixtures.ts';
import { listed } from '../api/discounts/stage.ts';
import { story } from '../kit/chapters.ts';
import { choose } from '../kit/choose.ts';
import { expectUnderWay, holdCommands } from '../kit/held-commands.ts';
import { usePortal } from '../kit/portal.ts';
import { t } from '../kit/words.ts';
import { type Caller, START } from '../kit/world.ts';

const CUSTOMER = '杭州澜图测绘科技有限公司';
const PRODUCT = '数据安全治理平台';
const state = (name: string) => t(`enum.CustomerDemandStatus.${name}` as never);

/** Journey J2 of the specification: a demand with the clock of five days. */
describe('a customer demand', () => {
  const portal = usePortal();
  let manager: Caller;
  let seller: Caller;
  let page1: string;
  let page2: string;

  beforeAll(async () => {
    const { world } = portal;
    const partner = await partnerOf(world, '上海云衡信息科技');
    manager = await world.member(partner, 'csp.manager', '周岚');
    seller = await world.member(
      await world.organization('SELLER', '数安云科技'),
      'seller.manager',
      '顾澄',
    );
    await bound(world, manager, await customerOf(world, CUSTOMER, [partner]));
    await listed(seller, PRODUCT, { saleModel: 'JOINT_OPERATION' });
  });

  async function submitNew(share: string): Promise<string> {
    const { page, open, checkAccess } = await portal.as(manager);
    await open('/demands');
    await page
      .getByRole('link', { name: t('ui.demand.create') })
      .first()
      .click();
    await choose(page, t('ui.customer'), '澜图', CUSTOMER);
    await choose(page, t('ui.product'), '数据', PRODUCT);
    await page.getByText('该商品最高 30%').waitFor();
    await page.getByLabel(t('ui.demand.expected')).fill('31');
    await page.getByLabel(t('ui.demand.requirement')).fill('客户已立项，月中下单');
    await page
      .getByText(/最高 30%，|超过|不能/)
      .first()
      .waitFor();
    await page.getByLabel(t('ui.demand.expected')).fill(share);
    await page.getByLabel(t('ui.demand.amount')).fill('260000');
    await checkAccess();
    const held = await holdCommands(page);
    await page.getByRole('button', { name: t('ui.demand.submit') }).click();
    await held.sent(1);
    expect(await page.getByRole('button', { name: t('ui.demand.save') }).isDisabled()).toBe(true);
    held.release();
    await page.getByRole('heading', { level: 1, name: `${CUSTOMER} · ${PRODUCT}` }).waitFor();
    expect(held.keys).toHaveLength(1);
    await page.getByText(state('SUBMITTED')).first().waitFor();
    return new URL(page.url()).pathname;
  }

  it(
    'refuses an unreadable amount and a day in the past, and keeps the input until it is discarded',
    portal.story(async () => {
      const { page, open, checkAccess } = await portal.as(manager);
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
      const day = page.getByRole('group', { name: t('ui.demand.orderOn') });
      await day.getByRole('spinbutton').first().click();
      await page.keyboard.type('20200101');
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
    }),
  );

  story('from need to offer', (chapter) => {
    chapter(
      'is submitted within the largest share and counts down',
      portal.story(async () => {
        page1 = await submitNew('18');
        const { page, open, checkAccess } = await portal.as(manager);
        await open(page1);
        await page.getByText('期望 18%').waitFor();
        await page.getByText('上限 30%').waitFor();
        const next = page.getByRole('region', { name: t('ui.record.next') });
        await next.getByText(t('ui.deadlineOf.CustomerDemand.lapse.SELLER.title')).waitFor();
        await next.getByText('¥260,000.00').waitFor();
        await page.getByText('¥46,800.00').waitFor();
        await portal.moveClock(new Date(START.getTime() + 3 * DAY + 20 * HOUR));
        await open(page1);
        await page
          .getByText(/剩 1 天 3 小时|剩 1 天 4 小时/)
          .first()
          .waitFor();
        await checkAccess();
      }),
    );

    chapter(
      'opens no editor, and nudges the seller once a day',
      portal.story(async () => {
        const { page, open, checkAccess } = await portal.as(manager);
        await open(`${page1}/edit`);
        await page.getByRole('heading', { level: 1, name: t('ui.demand.notEditable') }).waitFor();
        await checkAccess();
        const show = new RegExp(t('ui.record.show', { number: 'DM-.*' }));
        await page.getByRole('link', { name: show }).click();
        const nudge = page.getByRole('button', { name: t('ui.demand.nudge') });
        const held = await holdCommands(page);
        await nudge.dblclick();
        await expectUnderWay(nudge);
        held.release();
        await page.getByText(t('ui.demand.nudgedToast')).waitFor();
        expect(held.keys).toHaveLength(1);
        await page.getByText(/^1 次，最近/).waitFor();
        expect(await nudge.getAttribute('aria-disabled')).toBe('true');
      }),
    );

    chapter(
      'is received in the one inbox of the seller',
      portal.story(async () => {
        const { page, open, checkAccess } = await portal.as(seller);
        await open('/review');
        await page.getByText('客户已立项，月中下单').waitFor();
        await checkAccess();
        await page.keyboard.press('a');
        await page
          .getByText(/^接收，\d+ 秒后生效$/)
          .first()
          .waitFor();
        await page
          .getByRole('button', { name: /^撤销|撤回/ })
          .first()
          .waitFor();
        await portal.moveClock(new Date(START.getTime() + 3 * DAY + 20 * HOUR + 60_000));
        await open(page1);
        await page.getByText(state('ACCEPTED')).first().waitFor();
      }),
    );

    chapter(
      'becomes an offer, prefilled from it, with the authorization and the discount of the partner',
      portal.story(async () => {
        const visit = await portal.as(seller);
        await visit.open(page1);
        await visit.page.getByRole('button', { name: t('ui.privateOffer.create') }).click();
        await visit.page.getByLabel(t('ui.privateOffer.share.granted')).waitFor();
        expect(
          await visit.page.getByRole('textbox', { name: t('ui.privateOffer.name') }).inputValue(),
        ).toBe(`${CUSTOMER} · ${PRODUCT}`);
        expect(await visit.page.getByLabel(t('ui.privateOffer.share.granted')).inputValue()).toBe(
          '18.00',
        );
        await visit.page.getByLabel(t('ui.privateOffer.share.granted')).fill('15');
        await visit.page.getByLabel('标准版').fill('82');
        // The input survives a reload.
        await visit.page.reload();
        await visit.page.getByText(t('ui.restored')).waitFor();
        expect(await visit.page.getByLabel('标准版').inputValue()).toBe('82.00');
        await visit.checkAccess();
        await visit.page.getByRole('button', { name: t('ui.privateOffer.create') }).click();
        await visit.page.getByText(t('enum.PrivateOfferStatus.EFFECTIVE')).first().waitFor();
        await visit.page.getByText('15%').first().waitFor();
        await visit.checkAccess();

        const partner = await portal.as(manager);
        await partner.open(page1);
        await partner.page.getByText(state('CONVERTED')).first().waitFor();
        await partner.page.getByText('商家给出 15%').waitFor();
        await partner.page.getByText('期望 18%').waitFor();
        await partner.page.getByText('¥39,000.00').waitFor();
        await partner.page
          .getByRole('region', { name: t('ui.record.next') })
          .getByText(t('ui.demand.discountNext'))
          .waitFor();
        await partner.checkAccess();
        await partner.page
          .getByRole('button', { name: t('ui.privateOffer.draftDiscount') })
          .click();
        await partner.page.getByText(t('enum.ExclusiveDiscountStatus.DRAFT')).first().waitFor();
        await partner.page.getByText('10,123.45').first().waitFor();
      }),
    );

    chapter(
      'counts as rejected after five days, and is copied',
      portal.story(async () => {
        page2 = await submitNew('20');
        const now = portal.world.clock.now().getTime();
        await portal.moveClock(new Date(now + 5 * DAY));
        const { page, open, checkAccess } = await portal.as(manager);
        await open(page2);
        await page.getByText(state('AUTO_REJECTED')).first().waitFor();
        await checkAccess();
        const other = await portal.as(seller);
        await other.open(page2);
        await other.page.getByText(state('AUTO_REJECTED')).first().waitFor();
        const told = await portal.world.rows<{ role: string }>(
          sql`
            select m.role from notification n join membership m on m.id = n.member_id
            where n.event = 'lapse' and n.subject_type = 'CustomerDemand' order by m.role`,
        );
        expect(told.map(({ role }) => role)).toEqual(['csp.manager', 'seller.manager']);
        await page.getByRole('button', { name: t('ui.demand.clone') }).click();
        await page.getByRole('heading', { level: 1, name: /修改需求/ }).waitFor();
        // A colleague saves a newer version, which the kept input does not overwrite unseen.
        const requirement = page.getByLabel(t('ui.demand.requirement'));
        await requirement.fill('客户改到下季度');
        const id = new URL(page.url()).pathname.split('/')[2]!;
        const { row } = await manager.ask(
          'query($id: ID!) { row: customerDemand(by: { id: $id }) { version product { id } } }',
          { id },
        );
        await manager.mutate('customerDemandUpdate', {
          id,
          version: row.version,
          productId: row.product.id,
          expectedShareRatio: '0.22',
          requirement: '客户已立项，月底下单',
        });
        await page.reload();
        await page.getByText(t('ui.restored')).waitFor();
        expect(await requirement.inputValue()).toBe('客户改到下季度');
        await page.getByRole('button', { name: t('ui.demand.submit') }).click();
        const question = page.getByRole('alertdialog', { name: t('ui.stale.title') });
        await question.getByText('客户已立项，月底下单').waitFor();
        await question.getByText('22%').waitFor();
        await checkAccess();
        await question.getByRole('button', { name: t('ui.stale.takeTheirs') }).click();
        expect(await requirement.inputValue()).toBe('客户已立项，月底下单');
        await page.getByRole('button', { name: t('ui.demand.submit') }).click();
        await page.getByText(state('SUBMITTED')).first().waitFor();
      }),
    );

    chapter(
      'opens from its figure exactly its rows, takes a note, and leads to the next demand',
      portal.story(async () => {
        const { page, open, checkAccess } = await portal.as(manager);
        await open(page1);
        const figure = page.locator('[data-figure=demands]');
        expect(await figure.textContent()).toContain('3');
        await figure.click();
        await page.waitForURL(/\/demands\?productId=prd_/);
        const rows = page.getByRole('table').locator('[data-card="title"] a');
        await rows.nth(2).waitFor();
        expect(await rows.count()).toBe(3);
        await rows.first().click();
        await page.getByText(t('ui.record.place', { position: '1', count: '3' })).waitFor();
        await page.keyboard.press('n');
        await page.getByText(t('ui.record.place', { position: '2', count: '3' })).waitFor();
        await page.getByText(state('AUTO_REJECTED')).first().waitFor();
        await page.getByRole('textbox', { name: t('ui.note.text') }).fill('下月再谈');
        await page.getByRole('button', { name: t('ui.note.add'), exact: true }).click();
        await page
          .getByRole('list', { name: t('ui.activity') })
          .getByText('下月再谈')
          .waitFor();
        await checkAccess();
        const other = await portal.as(seller);
        await other.open(page2);
        await other.page.getByText(t('ui.record.timeline')).waitFor();
        expect(await other.page.getByText('下月再谈').count()).toBe(0);
      }),
    );
  });
});
