import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { sql } from '../../../server/platform/read/sql.ts';
import { bound, customerOf, partnerOf, setFlags } from '../../api/bindings/cast.ts';
import { usePortal } from '../../kit/portal.ts';
import { t } from '../../kit/words.ts';
import type { Caller, Organization } from '../../kit/world.ts';

describe('the page of a customer', () => {
  const portal = usePortal();
  let partner: Organization;
  let manager: Caller;
  let customer: string;

  beforeAll(async () => {
    const { world } = portal;
    partner = await partnerOf(world, '云帆科技');
    manager = await world.member(partner, 'csp.manager', '李明');
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
    'F14 masks the contact until a reason is given, and the audit knows who looked',
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
    60_000,
  );

  it(
    'keeps labels and the account manager, and the list can be filtered by both',
    portal.story(async () => {
      const { page, open } = await openCustomer(manager);
      await page.getByRole('textbox', { name: t('ui.customer.newTag') }).fill('重点');
      await button(page, 'ui.add').click();
      await page
        .getByRole('button', { name: t('ui.customer.removeTag', { tag: '重点' }) })
        .waitFor();
      await button(page, 'ui.customer.assign').click();
      await page.getByRole('button', { name: t('ui.customer.noManager') }).click();
      await page.getByRole('option', { name: '周航' }).click();
      await page.getByText('周航').waitFor();
      await open('/customers?tags=重点');
      await page.getByRole('link', { name: '东方制造' }).waitFor();
      await open('/customers?tags=别的');
      await page.getByText(t('ui.list.emptyFiltered')).waitFor();
    }),
    60_000,
  );

  it(
    'says on the button itself why a step is not possible',
    portal.story(async () => {
      await setFlags(portal.world, customer, 'RESERVED_INSTANCE');
      const { page } = await openCustomer(manager);
      const unbind = button(page, 'ui.binding.step.requestUnbind.action');
      expect(await unbind.getAttribute('aria-disabled')).toBe('true');
      await unbind.focus();
      await page.getByRole('tooltip', { name: t('error.RESERVED_INSTANCE') }).waitFor();
      const auditor = await portal.world.member(partner, 'csp.auditor', '高洁');
      const other = await openCustomer(auditor);
      await button(other.page, 'ui.binding.step.requestUnbind.action').focus();
      await other.page.getByRole('tooltip').getByText(t('enum.Role.csp.manager')).waitFor();
      expect(await button(other.page, 'ui.customer.reveal').count()).toBe(0);
    }),
    60_000,
  );

  it(
    'carries a request from one side to the other and back',
    portal.story(async () => {
      const { page, checkAccess } = await openCustomer(manager);
      await button(page, 'ui.binding.step.requestUnbind.action').click();
      await page.getByRole('alertdialog').getByRole('textbox').fill('客户业务调整');
      await button(page, 'ui.binding.step.requestUnbind.confirm').click();
      await button(page, 'ui.binding.step.withdraw.action').waitFor();
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
      await buyer.page
        .getByRole('alertdialog')
        .getByRole('button', { name: t('ui.binding.step.approveUnbind.confirm') })
        .click();
      await buyer.page
        .getByRole('heading', { name: t('ui.buyer.state.UNBOUND.title', { partner: '云帆科技' }) })
        .waitFor();

      await page.reload();
      await button(page, 'ui.binding.invite.one').waitFor();
      await page.getByText(t('ui.customer.nameOnly')).waitFor();
      await page.getByRole('tab', { name: t('ui.customer.tab.activity') }).click();
      await page.getByText(t('event.PartnerBinding.approveUnbind')).waitFor();
    }),
    60_000,
  );
});
