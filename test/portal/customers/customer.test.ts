import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { sql } from '../../../server/platform/sql/sql.ts';
import { bound, customerOf, setFlags } from '../../api/bindings/fixtures.ts';
import {
  authorized,
  authorizedJoint,
  listed,
  type Stage,
  saved,
  setStage,
} from '../../api/discounts/stage.ts';
import { notices } from '../../api/invoices/notices.ts';
import { placed } from '../../api/orders/checkout.ts';
import { ordered } from '../../api/orders/deals.ts';
import { certified } from '../../api/settlement/bills.ts';
import { modal } from '../../kit/dialogs.ts';
import { intercept } from '../../kit/intercept.ts';
import { usePortal } from '../../kit/portal.ts';
import { read } from '../../kit/source.ts';
import type { Visit } from '../../kit/visit.ts';
import { type MessageId, t } from '../../kit/words.ts';
import type { Caller, Organization } from '../../kit/world.ts';

/**
 * Types whose page shows a log with hashes, or the statements of both sides, in place of the history. Disputes of lines
 * are items of their bill, and refund requests of their order.
 */
const SHOW_A_LOG = ['Appeal', 'LineDispute', 'RefundRequest', 'Supervision'];

describe('the page of a customer', () => {
  const portal = usePortal();
  let stage: Stage;
  let partner: Organization;
  let manager: Caller;
  let customer: string;

  beforeAll(async () => {
    const { world } = portal;
    stage = await setStage(world);
    ({ partner, manager } = stage);
    await world.member(partner, 'csp.rep', '周航');
  });

  beforeEach(async () => {
    customer = await customerOf(portal.world, '东方制造', [partner]);
    await bound(portal.world, manager, customer);
  });

  async function openCustomer(who: Caller) {
    const visit = await portal.as(who);
    await visit.open(`/customers/${customer}`);
    await visit.page.getByRole('heading', { level: 1, name: '东方制造' }).waitFor();
    return visit;
  }

  const button = (page: Page, id: Parameters<typeof t>[0]) =>
    page.getByRole('button', { name: t(id), exact: true });

  it(
    'shows flags with the age of their fact; operators set and clear those that no API tells',
    portal.story(async () => {
      await setFlags(portal.world, customer, 'FROZEN');
      const desk = await openCustomer(stage.operator);
      const card = (page: Page) =>
        page.getByRole('region', { name: t('ui.customer.upstreamFlags'), exact: true });
      const flag = t('enum.UpstreamFlag.BARRED_CONTRACT');
      const clear = { name: t('ui.customer.flag.clear', { flag }) };
      await card(desk.page).getByText(t('enum.UpstreamFlag.FROZEN')).waitFor();
      await card(desk.page).getByRole('button').first().click();
      await desk.page.getByRole('option', { name: flag }).click();
      const dialog = modal(desk.page);
      await dialog.getByRole('button', { name: t('ui.save') }).click();
      await dialog.getByText(t('ui.form.required')).first().waitFor();
      await dialog.getByRole('textbox', { name: t('ui.reason') }).fill('框架合同禁止代理');
      await dialog.getByRole('button', { name: t('ui.save') }).click();
      await dialog.waitFor({ state: 'detached' });
      await card(desk.page)
        .getByText(/框架合同禁止代理/)
        .waitFor();
      await desk.checkAccess();

      const visit = await openCustomer(manager);
      await card(visit.page).getByText(flag).waitFor();
      await card(visit.page)
        .getByText(/数据截至/)
        .first()
        .waitFor();
      expect(await card(visit.page).getByRole('button', clear).count()).toBe(0);
      await visit.checkAccess();

      await card(desk.page).getByRole('button', clear).click();
      await dialog.getByRole('textbox', { name: t('ui.reason') }).fill('合同到期');
      await dialog.getByRole('button', { name: t('ui.save') }).click();
      await card(desk.page).getByRole('button', clear).waitFor({ state: 'detached' });
    }),
  );

  it(
    'F14 masks the contact until a reason is given, and the audit records the person',
    portal.story(async () => {
      const { page, checkAccess } = await openCustomer(manager);
      await page.getByText('138****5678').waitFor();
      await button(page, 'ui.customer.reveal').click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: t('ui.customer.reveal') }).click();
      await dialog.getByText(t('ui.form.required')).waitFor();
      await checkAccess();
      await dialog.getByRole('textbox').fill('核对续费联系人');
      await dialog.getByRole('button', { name: t('ui.customer.reveal') }).click();
      await page.getByText('13812345678').waitFor();
      await button(page, 'ui.customer.mask').click();
      await page.getByText('138****5678').waitFor();
      const looks = await portal.world.rows(sql`
        select 1 from audit_entry where action = 'customerRevealContact' and actor_name = '李明'`);
      expect(looks).toHaveLength(1);
    }),
  );

  it(
    'lets operations correct the contact on file, and nobody else',
    portal.story(async () => {
      const partners = await openCustomer(manager);
      await partners.page.getByText('138****5678').waitFor();
      const correct = 'ui.customer.contactSet.correct';
      expect(await button(partners.page, correct).count()).toBe(0);

      const { page, checkAccess } = await openCustomer(stage.operator);
      await button(page, correct).click();
      const dialog = page.getByRole('dialog');
      const save = dialog.getByRole('button', { name: t('ui.save') });
      await save.click();
      await dialog.getByText(t('ui.form.required')).first().waitFor();
      await checkAccess();
      const fill = (id: MessageId, value: string) =>
        dialog.getByRole('textbox', { name: t(id) }).fill(value);
      await fill('ui.customer.contact.name', '赵青');
      const [member] = await portal.world.rows<{ mail: string }>(
        sql`select mail from membership where org_id = ${partner.id} limit 1`,
      );
      await fill('ui.customer.contact.mail', member!.mail);
      await fill('ui.customer.contactReason', '电话核对营业执照联系人');
      await save.click();
      await dialog.getByText(t('error.CONTACT_OF_MEMBER')).first().waitFor();
      await fill('ui.customer.contact.mail', 'zhao.qing@customer.example');
      await save.click();
      await dialog.waitFor({ state: 'detached' });
      await page.getByText('z***@customer.example').waitFor();
      await page.getByText(new RegExp(t('enum.ContactSource.OPERATOR'))).waitFor();
    }),
  );

  it(
    'lets operations correct the name and the account, and nobody else',
    portal.story(async () => {
      const partners = await openCustomer(manager);
      await partners.page.getByText('138****5678').waitFor();
      expect(await button(partners.page, 'ui.customer.correct').count()).toBe(0);

      const { page, checkAccess } = await openCustomer(stage.operator);
      const [{ name }] = (await portal.world.rows<{ name: string }>(
        sql`select name from customer where id = ${customer.slice(4)}`,
      )) as [{ name: string }];
      await button(page, 'ui.customer.correct').click();
      const dialog = page.getByRole('dialog');
      const field = (id: MessageId) => dialog.getByRole('textbox', { name: t(id) });
      await field('ui.customer.cloudAccount').fill('Right-Account');
      await dialog.getByRole('button', { name: t('ui.save') }).click();
      await dialog.getByText(t('ui.form.required')).waitFor();
      await checkAccess();
      await field('ui.customer.correctReason').fill('营业执照');
      await dialog.getByRole('button', { name: t('ui.save') }).click();
      await dialog.waitFor({ state: 'detached' });
      await page.getByText('right-account').first().waitFor();
      const [row] = await portal.world.rows<{ name: string }>(
        sql`select name from customer where cloud_account = 'right-account'`,
      );
      expect(row!.name).toBe(name);
    }),
  );

  it(
    'stores labels and the account manager, and the list filters by both',
    portal.story(async () => {
      const { page, open } = await openCustomer(manager);
      const tag = (name: string) =>
        page.getByRole('button', { name: t('ui.customer.removeTag', { tag: name }) });
      const add = async (name: string) => {
        await page.getByRole('textbox', { name: t('ui.customer.newTag') }).fill(name);
        await button(page, 'ui.add').click();
        await tag(name).waitFor();
      };
      await add('重点');
      // A label that a colleague adds at the same time stays.
      await intercept(page, '**/graphql', async (route) => {
        if (route.request().postData()?.includes('华南'))
          await manager.mutate('customerAddTags', { id: customer, tags: ['续费'] });
        await route.fallback();
      });
      await add('华南');
      await tag('续费').waitFor();
      await button(page, 'ui.customer.assign').click();
      await page.getByRole('button', { name: t('ui.customer.noManager') }).click();
      await page.getByRole('option', { name: '周航' }).click();
      await page.getByText('周航').waitFor();
      await open('/customers?tags=重点');
      await page.getByRole('link', { name: '东方制造' }).waitFor();
      await open('/customers?tags=别的');
      await page.getByText(t('ui.list.emptyFiltered')).waitFor();
    }),
  );

  it(
    'explains on the button why a step is not possible',
    portal.story(async () => {
      await setFlags(portal.world, customer, 'RESERVED_INSTANCE');
      const { page } = await openCustomer(manager);
      const unbind = button(page, 'ui.binding.step.requestUnbind.action');
      expect(await unbind.getAttribute('aria-disabled')).toBe('true');
      await unbind.focus();
      await page.getByRole('tooltip', { name: /预留实例，不能解绑（数据截至 \d{4}/ }).waitFor();
      const auditor = await portal.world.member(partner, 'csp.auditor', '高洁');
      const other = await openCustomer(auditor);
      await button(other.page, 'ui.binding.step.requestUnbind.action').focus();
      await other.page.getByRole('tooltip').getByText(t('enum.Role.CSP_MANAGER')).waitFor();
      expect(await button(other.page, 'ui.customer.reveal').count()).toBe(0);
    }),
  );

  it(
    'passes a request from one side to the other and back',
    portal.story(async () => {
      const { page, checkAccess } = await openCustomer(manager);
      await button(page, 'ui.binding.step.requestUnbind.action').click();
      await modal(page).getByRole('textbox').fill('客户业务调整');
      await button(page, 'ui.binding.step.requestUnbind.confirm').click();
      await button(page, 'ui.binding.step.withdraw.action').waitFor();
      // The only task is the next step, and no list repeats it.
      await page.getByRole('region', { name: t('ui.record.next') }).waitFor();
      expect(await page.getByRole('list', { name: t('ui.record.tasks') }).count()).toBe(0);
      await checkAccess();

      const mails = await portal.mailsTo('he@example.com');
      const mail = mails.find(({ subject }) => subject.includes('申请与'));
      const link = /\/buyer\/bindings\/[\w-]{43}/.exec(mail!.text)![0];
      const buyer = await portal.visit({ width: 360, height: 740 });
      await buyer.open(link);
      await buyer.page
        .getByText(t('ui.binding.request.UNBIND_PENDING.other', { other: '云帆科技' }))
        .waitFor();
      await buyer.checkAccess();
      await button(buyer.page, 'ui.binding.step.approveUnbind.action').click();
      await modal(buyer.page)
        .getByRole('button', { name: t('ui.binding.step.approveUnbind.confirm') })
        .click();
      await buyer.page
        .getByRole('heading', { name: t('ui.buyer.state.UNBOUND.title', { partner: '云帆科技' }) })
        .waitFor();

      await page.reload();
      await button(page, 'ui.binding.invite.one').waitFor();
      await page.getByText(t('ui.customer.nameOnly')).waitFor();
      await page.getByRole('tab', { name: t('ui.customer.tab.activity') }).click();
      // F14: act, channel, old and new state.
      const act = page
        .getByRole('listitem')
        .filter({ hasText: t('event.PartnerBinding.approveUnbind') });
      await act.getByText(t('enum.Via.LINK')).waitFor();
      await act.getByText(t('enum.PartnerBindingStatus.UNBIND_PENDING')).waitFor();
      await act.getByText(t('enum.PartnerBindingStatus.UNBOUND')).waitFor();
      const asked = page
        .getByRole('listitem')
        .filter({ hasText: t('event.PartnerBinding.requestUnbind') });
      await asked.getByText(/李明/).waitFor();
    }),
  );

  it(
    'F4 lists its discounts and orders, and keeps the state of these lists in its URL',
    portal.story(async () => {
      await saved({ ...stage, customerId: customer }, { name: '年度优惠' });
      await saved({ ...stage, customerId: customer }, { name: '增购优惠' });
      await saved(stage, { name: '别家优惠' });
      const { number } = await ordered({ ...stage, customerId: customer });
      const other = await ordered(stage);
      const { page, checkAccess } = await openCustomer(manager);
      await page.getByRole('tab', { name: t('ui.nav.discounts') }).click();
      const discounts = page.getByRole('table', { name: t('ui.nav.discounts') });
      await discounts.getByRole('link', { name: '年度优惠' }).waitFor();
      expect(await discounts.getByRole('link').allTextContents()).not.toContain('别家优惠');
      await checkAccess();
      await page.getByRole('searchbox', { name: t('ui.list.search') }).fill('增购');
      await page.waitForURL(/tab=discounts.*q=/);
      await page.reload();
      await discounts.getByRole('link', { name: '增购优惠' }).waitFor();
      expect(await discounts.getByRole('link').count()).toBe(1);

      await page.getByRole('tab', { name: t('ui.nav.orders') }).click();
      const orders = page.getByRole('table', { name: t('ui.nav.orders') });
      await orders.getByRole('link', { name: number }).click();
      expect(await orders.getByText(other.number).count()).toBe(0);
      const dialog = page.getByRole('dialog', { name: t('ui.order') });
      await dialog.getByText(t('enum.BillingBlocker.NOT_CERTIFIED')).waitFor();
      await checkAccess();
      expect(page.url()).toContain('open=ord_');
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
      await orders.getByRole('link', { name: number }).waitFor();

      await page.getByRole('tab', { name: t('ui.customer.tab.activity') }).click();
      const past = page.getByRole('list', { name: t('ui.activity') });
      await past.getByRole('link', { name: '年度优惠' }).waitFor();
      await past.getByText(t('event.PartnerBinding.accept')).waitFor();
      expect(await past.getByText('别家优惠').count()).toBe(0);
    }),
  );

  it(
    'F14 shows act, time, person and channel of its history, like every record page',
    portal.story(async () => {
      const { sellerManager, operator, goods } = stage;
      // Last in the file: the partner's sales count from here on.
      await certified(stage);
      const [notice] = await notices(stage);
      const [payment] = await portal.world.rows<{ id: string }>(
        sql`select id from payment_authorization where bill_id = ${notice!.billId}`,
      );
      const joint = await listed(sellerManager, '星云联营版', { saleModel: 'JOINT_OPERATION' });
      const by = (name: string) => `${name} · ${t('enum.Via.PORTAL')}`;
      const csp = await authorized(sellerManager, goods, { partnerId: `ptn_${partner.id}` });
      const demand = await manager.mutate('customerDemandCreate', {
        customerId: stage.customerId,
        productId: joint.productId,
        expectedShareRatio: '0.25',
        requirement: '年内采购',
      });
      const [account] = await portal.world.rows<{ cloudAccount: string; name: string }>(
        sql`select cloud_account as "cloudAccount", name from customer where id = ${stage.customerId.slice(4)}`,
      );
      const offer = await sellerManager.mutate('privateOfferCreate', {
        name: '年末报价',
        productId: joint.productId,
        customers: [account],
        lines: [{ specificationId: joint.specifications[0], payRate: '0.9' }],
        validUntil: new Date(portal.world.clock.now().getTime() + 30 * 86_400_000).toISOString(),
      });
      const records: Record<string, [path: string, who: Caller, act: MessageId, whose: string]> = {
        PartnerBinding: [
          `/customers/${stage.customerId}?tab=bindings`,
          manager,
          'event.PartnerBinding.invite',
          by('李明'),
        ],
        ExclusiveDiscount: [
          `/discounts/${await saved(stage)}`,
          manager,
          'event.ExclusiveDiscount.create',
          by('李明'),
        ],
        CspAuthorization: [
          `/authorizations?open=${csp}`,
          sellerManager,
          'event.CspAuthorization.create',
          by('赵敏'),
        ],
        JointSalesAuthorization: [
          `/authorizations/joint?open=${await authorizedJoint(stage, joint)}`,
          sellerManager,
          'event.JointSalesAuthorization.grantDirectly',
          by('赵敏'),
        ],
        SettlementBill: [
          `/bills/stl_${notice!.billId}`,
          operator,
          'event.SettlementBill.countersign',
          // Both signatures are of one instant.
          by('(?:吴复核|孙正)'),
        ],
        PaymentAuthorization: [
          `/payment-queue?open=pau_${payment!.id}`,
          sellerManager,
          'event.PaymentAuthorization.request',
          t('enum.Via.SYSTEM'),
        ],
        Invoice: [
          `/invoices/${notice!.id}`,
          operator,
          'event.Invoice.notify',
          t('enum.Via.SYSTEM'),
        ],
        Order: [
          `/orders/${await placed(stage)}`,
          operator,
          'event.Order.place',
          `${stage.buyer.viewer.actorName} · ${t('enum.Via.LINK')}`,
        ],
        CustomerDemand: [
          `/demands/${demand.id}`,
          manager,
          'event.CustomerDemand.create',
          by('李明'),
        ],
        PrivateOffer: [
          `/private-offers/${offer.id}`,
          sellerManager,
          'event.PrivateOffer.create',
          by('赵敏'),
        ],
      };
      const types = [...read('schema.graphql').matchAll(/^type (\w+)[^}]*?^ {2}activities\(/gm)];
      expect([...Object.keys(records), ...SHOW_A_LOG].toSorted()).toEqual(
        types.map(([, type]) => type).toSorted(),
      );
      const windows = new Map<Caller, Visit>();
      for (const [path, who, event, whose] of Object.values(records)) {
        const visit = windows.get(who) ?? (await portal.as(who));
        windows.set(who, visit);
        await visit.open(path);
        const acts = visit.page
          .getByRole('listitem')
          .filter({ has: visit.page.getByRole('paragraph') });
        const act = acts.filter({ hasText: new RegExp(`^${t(event)}`) }).last();
        expect([path, await act.getByRole('paragraph').textContent()]).toEqual([
          path,
          expect.stringMatching(new RegExp(`^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d · ${whose}$`)),
        ]);
      }
    }),
  );

  it(
    'scrolls the selected tab into view on a telephone',
    portal.story(async () => {
      const { page, open } = await portal.as(manager, { width: 360, height: 740 });
      const inSight = (name: string) =>
        page.waitForFunction((text) => {
          const tab = document.querySelector('[role=tab][aria-selected=true]')!;
          const { left, right } = tab.getBoundingClientRect();
          const strip = tab.parentElement!.getBoundingClientRect();
          return tab.textContent === text && left >= strip.left && right <= strip.right;
        }, name);
      await open(`/customers/${customer}?tab=activity`);
      await page.getByRole('list', { name: t('ui.activity') }).waitFor();
      await inSight(t('ui.customer.tab.activity'));
      await page.getByRole('tab').first().click();
      await page.getByText(t('ui.customer.account')).waitFor();
      await inSight(t('ui.customer.tab.overview'));
    }),
  );
});
