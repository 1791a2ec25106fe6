import { beforeAll, beforeEach, describe, expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { sql } from '../../../server/platform/sql/sql.ts';
import { bound, customerOf, setFlags } from '../../api/bindings/fixtures.ts';
import {
  authorized,
  authorizedJoint,
  draftOf,
  listed,
  type Stage,
  saved,
  scheduled,
  setStage,
} from '../../api/discounts/stage.ts';
import { notices } from '../../api/invoices/notices.ts';
import { placed } from '../../api/orders/checkout.ts';
import { ordered } from '../../api/orders/deals.ts';
import { certified } from '../../api/settlement/bills.ts';
import { box, button, press } from '../../kit/controls.ts';
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

  portal.it('takes flags and corrections from operations alone', async () => {
    await setFlags(portal.world, customer, 'FROZEN');
    const desk = await openCustomer(stage.operator);
    const card = (page: Page) =>
      page.getByRole('region', { name: t('ui.customer.upstreamFlags'), exact: true });
    const flag = t('enum.UpstreamFlag.BARRED_CONTRACT');
    const clear = { name: t('ui.customer.flag.clear', { flag }) };
    const dialog = modal(desk.page);
    const refused = async () => {
      await press(dialog, 'ui.save');
      await dialog.getByText(t('ui.form.required')).first().waitFor();
      await desk.checkAccess();
    };
    const saved = async () => {
      await press(dialog, 'ui.save');
      await dialog.waitFor({ state: 'detached' });
    };
    await card(desk.page).getByText(t('enum.UpstreamFlag.FROZEN')).waitFor();
    await card(desk.page).getByRole('button').first().click();
    await desk.page.getByRole('option', { name: flag }).click();
    await refused();
    await box(dialog, 'ui.reason').fill('框架合同禁止代理');
    await saved();
    await card(desk.page)
      .getByText(/框架合同禁止代理/)
      .waitFor();

    const { page, checkAccess } = await openCustomer(manager);
    await card(page).getByText(flag).waitFor();
    await card(page)
      .getByText(/数据截至/)
      .first()
      .waitFor();
    expect(await card(page).getByRole('button', clear).count()).toBe(0);
    await page.getByText('138****5678').waitFor();
    for (const id of ['ui.customer.contactSet.correct', 'ui.customer.correct'] as const)
      expect([id, await button(page, id).count()]).toEqual([id, 0]);
    await press(page, 'ui.customer.reveal');
    const question = page.getByRole('dialog');
    await press(question, 'ui.customer.reveal');
    await question.getByText(t('ui.form.required')).waitFor();
    await checkAccess();
    await question.getByRole('textbox').fill('核对续费联系人');
    await press(question, 'ui.customer.reveal');
    await page.getByText('13812345678').waitFor();
    await press(page, 'ui.customer.mask');
    await page.getByText('138****5678').waitFor();
    const looks = await portal.world.rows(sql`
      select 1 from audit_entry where action = 'customerRevealContact' and actor_name = '李明'`);
    expect(looks).toHaveLength(1);

    await press(desk.page, 'ui.customer.contactSet.correct');
    await refused();
    await box(dialog, 'ui.customer.contact.name').fill('赵青');
    const [member] = await portal.world.rows<{ mail: string }>(
      sql`select mail from membership where org_id = ${partner.id} limit 1`,
    );
    await box(dialog, 'ui.customer.contact.mail').fill(member!.mail);
    await box(dialog, 'ui.customer.contactReason').fill('电话核对营业执照联系人');
    await press(dialog, 'ui.save');
    await dialog.getByText(t('error.CONTACT_OF_MEMBER')).first().waitFor();
    await box(dialog, 'ui.customer.contact.mail').fill('zhao.qing@customer.example');
    await saved();
    await desk.page.getByText('z***@customer.example').waitFor();
    await desk.page.getByText(new RegExp(t('enum.ContactSource.OPERATOR'))).waitFor();

    const nameNow = async () =>
      (
        await portal.world.rows<{ name: string; account: string }>(
          sql`select name, cloud_account as account from customer where id = ${customer.slice(4)}`,
        )
      )[0]!;
    const { name } = await nameNow();
    await press(desk.page, 'ui.customer.correct');
    await box(dialog, 'ui.customer.cloudAccount').fill('Right-Account');
    await refused();
    await box(dialog, 'ui.customer.correctReason').fill('营业执照');
    await saved();
    await desk.page.getByText('right-account').first().waitFor();
    expect(await nameNow()).toEqual({ name, account: 'right-account' });

    await card(desk.page).getByRole('button', clear).click();
    await box(dialog, 'ui.reason').fill('合同到期');
    await press(dialog, 'ui.save');
    await card(desk.page).getByRole('button', clear).waitFor({ state: 'detached' });
  });

  portal.it('stores labels and the account manager, and the list filters by both', async () => {
    const { page, go } = await openCustomer(manager);
    const tag = (name: string) =>
      page.getByRole('button', { name: t('ui.customer.removeTag', { tag: name }) });
    const add = async (name: string) => {
      await box(page, 'ui.customer.newTag').fill(name);
      await press(page, 'ui.add');
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
    await press(page, 'ui.customer.assign');
    await page.getByRole('button', { name: t('ui.customer.noManager') }).click();
    await page.getByRole('option', { name: '周航' }).click();
    await page.getByText('周航').waitFor();
    await go('/customers?tags=重点');
    await page.getByRole('link', { name: '东方制造' }).waitFor();
    await go('/customers?tags=别的');
    await page.getByText(t('ui.list.emptyFiltered')).waitFor();
  });

  portal.it('explains on the button why a step is not possible', async () => {
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
  });

  portal.it('passes a request from one side to the other and back', async () => {
    const { page, checkAccess } = await openCustomer(manager);
    await press(page, 'ui.binding.step.requestUnbind.action');
    await modal(page).getByRole('textbox').fill('客户业务调整');
    await press(page, 'ui.binding.step.requestUnbind.confirm');
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
    await press(buyer.page, 'ui.binding.step.approveUnbind.action');
    await modal(buyer.page)
      .getByRole('button', { name: t('ui.binding.step.approveUnbind.confirm') })
      .click();
    await buyer.page
      .getByRole('heading', { name: t('ui.buyer.state.UNBOUND.title', { partner: '云帆科技' }) })
      .waitFor();

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
  });

  portal.it('F4 lists its discounts and orders, with their state in the URL', async () => {
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
  });

  portal.it('takes notes, which mention colleagues and can be changed', async () => {
    const id = await saved(stage, { name: '增订优惠' });
    const lines = [{ specificationId: stage.goods.specifications[0], payRate: '0.9' }];
    const { customerId: _, productId: __, ...form } = draftOf(stage, { name: '增订优惠', lines });
    await manager.mutate('exclusiveDiscountUpdate', { id, ...form });
    const finance = await portal.world.member(partner, 'csp.finance', '吴敏');
    const { page, open, checkAccess } = await portal.as(manager);
    await open(`/customers/${stage.customerId}?tab=activity`);
    const panel = page.getByRole('tabpanel');
    const field = box(panel, 'ui.note.text');
    await field.fill('请确认开票资料');
    await panel.getByRole('button', { name: t('ui.note.mention') }).click();
    await page.getByRole('menuitem', { name: '吴敏' }).click();
    expect(await field.inputValue()).toBe('请确认开票资料 @吴敏 ');
    await press(panel, 'ui.note.add');
    const history = panel.getByRole('list', { name: t('ui.activity') });
    const note = history.getByRole('listitem').filter({ hasText: '请确认开票资料' });
    await note.locator('mark', { hasText: '@吴敏' }).waitFor();
    expect(await field.inputValue()).toBe('');
    await checkAccess();

    const changed = history.getByRole('listitem').filter({ hasText: t('ui.rate') });
    await changed.getByRole('link', { name: '增订优惠' }).waitFor();
    expect(await changed.locator('dl').first().textContent()).toMatch(/8\.5 折\s*→\s*9 折/);
    const only = (name: string) => panel.getByRole('radio', { name }).click();
    await only(t('ui.record.shown.notesCount', { count: '1' }));
    expect(await changed.count()).toBe(0);
    await only(t('ui.record.shown.changes'));
    expect(await note.count()).toBe(0);
    await only(t('ui.record.shown.all'));

    const act = async (at: typeof note, id: MessageId) => {
      await at.getByRole('button', { name: t('ui.note.more', { author: '李明' }) }).click();
      await page.getByRole('menuitem', { name: t(id) }).click();
    };
    await act(note, 'ui.note.pin');
    await note.getByText(t('ui.note.pinned')).waitFor();
    await act(note, 'ui.note.edit');
    await history.getByRole('textbox').fill('开票资料已确认');
    await press(history, 'ui.save');
    const edited = history.getByRole('listitem').filter({ hasText: '开票资料已确认' });
    await edited.getByText(t('ui.note.edited')).waitFor();

    const other = await portal.as(finance);
    const [told] = (await finance.ask('{ notifications(first: 5) { nodes { subjectId } } }'))
      .notifications.nodes;
    await other.open(`/open/Note/${told.subjectId}`);
    await other.page.waitForURL(/\/customers\/cus_/);
    await other.page.getByText('开票资料已确认').waitFor();

    await act(edited, 'ui.note.remove');
    await history.getByText(t('ui.note.removed')).waitFor();
    expect(await page.getByText('开票资料已确认').count()).toBe(0);
  });

  portal.it('F14 shows the history with person and channel, as every record does', async () => {
    const { sellerManager, operator, goods } = stage;
    // The partner's sales count from here on.
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
      Invoice: [`/invoices/${notice!.id}`, operator, 'event.Invoice.notify', t('enum.Via.SYSTEM')],
      Order: [
        `/orders/${await placed(stage)}`,
        operator,
        'event.Order.place',
        `${stage.buyer.viewer.actorName} · ${t('enum.Via.LINK')}`,
      ],
      CustomerDemand: [`/demands/${demand.id}`, manager, 'event.CustomerDemand.create', by('李明')],
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
  });

  portal.it('scrolls the selected tab into view on a telephone', async () => {
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
  });

  portal.it('shows the distributor of its partner the binding and discounts, to read', async () => {
    const discount = await scheduled(stage, { name: '春季专享价' });
    const org = await portal.world.organization('PARTNER', '东联总经销');
    await stage.operator.mutate('partnerEnroll', {
      organizationId: `org_${org.id}`,
      tier: 'DISTRIBUTOR',
    });
    await stage.operator.mutate('partnerSetTier', {
      id: `ptn_${partner.id}`,
      tier: 'SUB_DISTRIBUTOR',
      parentId: `ptn_${org.id}`,
      reason: '渠道调整',
    });
    const top = await portal.world.member(org, 'csp.owner', '沈国栋');
    const { page, open, go, checkAccess } = await portal.as(top);
    await open(`/customers/${stage.customerId}`);
    const card = (name: string) => page.getByRole('region', { name, exact: true });
    const binding = card(t('ui.customer.currentBinding'));
    await binding.getByText('云帆科技').waitFor();
    await binding.getByText(t('enum.BindingType.ADVISORY')).waitFor();
    await card(t('ui.nav.discounts')).getByRole('link', { name: '春季专享价' }).waitFor();
    expect(await page.getByText(t('ui.customer.noBinding')).count()).toBe(0);
    const offersNone = async (...steps: MessageId[]) => {
      for (const step of steps)
        expect([step, await page.getByText(t(step), { exact: true }).count()]).toEqual([step, 0]);
    };
    await offersNone(
      'ui.binding.step.requestUnbind.action',
      'ui.binding.step.requestChangeType.action',
    );
    await checkAccess();
    const create = page.getByRole('link', { name: t('ui.discount.create') }).first();
    expect(await create.getAttribute('href')).toContain(`customer=${stage.customerId}`);
    await page.getByRole('tab', { name: t('ui.customer.tab.bindings') }).click();
    await page.getByRole('tabpanel').getByText('云帆科技').first().waitFor();
    await go(`/discounts/${discount}`);
    await page.getByRole('heading', { level: 1, name: '春季专享价' }).waitFor();
    await offersNone(
      'ui.discount.revoke',
      'ui.job.exclusiveDiscountExtend',
      'ui.discount.duplicate',
    );
    await checkAccess();
  });
});
