import { beforeAll, describe, expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { sql } from '../../../server/platform/sql/sql.ts';
import {
  customerOf,
  invited,
  MAIL,
  mailedLink,
  partnerOf,
  statusOf,
} from '../../api/bindings/fixtures.ts';
import { mailedCode } from '../../kit/consent.ts';
import { button, press } from '../../kit/controls.ts';
import { modal } from '../../kit/dialogs.ts';
import { intercept } from '../../kit/intercept.ts';
import { usePortal } from '../../kit/portal.ts';
import { t } from '../../kit/words.ts';
import type { Caller, Organization } from '../../kit/world.ts';

const PHONE = { width: 360, height: 740 } as const;

describe('the consent of a customer', () => {
  const portal = usePortal();
  let partner: Organization;
  let manager: Caller;
  let operator: Caller;

  beforeAll(async () => {
    const { world } = portal;
    partner = await partnerOf(world, '云帆科技');
    manager = await world.member(partner, 'csp.manager', '李明');
    operator = await world.member(
      await world.organization('OPERATOR', '云商店'),
      'operator',
      '运营',
    );
  });

  /** An invitation with the address of its link. */
  const invite = async (name: string, facts = {}) => {
    const customerId = await customerOf(portal.world, name, [partner], facts);
    const { id } = await invited(portal.world, manager, customerId);
    const { inviteUrl } = await manager.mutate('partnerBindingInviteLink', { id }, 'inviteUrl');
    return { id, customerId, path: new URL(inviteUrl).pathname };
  };
  const agree = (page: Page, customer: string) =>
    page.getByText(t('ui.buyer.agreement.accept', { customer })).click();
  const title = (page: Page, id: Parameters<typeof t>[0]) =>
    page.getByRole('heading', { level: 1, name: t(id) }).waitFor();

  portal.it('is locked by wrong codes; declining stays possible', async () => {
    const { id, path } = await invite('东方制造');
    const { page, open, checkAccess } = await portal.visit(PHONE);
    await open(path);
    await agree(page, '东方制造');
    await press(page, 'ui.buyer.invite.next');
    await title(page, 'ui.buyer.code.title');
    await page.getByText('he***@e***.com').waitFor();
    await page.getByLabel(t('ui.buyer.code.label')).and(page.locator(':focus')).waitFor();
    await page.reload();
    await title(page, 'ui.buyer.code.title');
    await checkAccess();
    const code = await mailedCode(portal.world, { id, to: MAIL });
    const box = page.getByLabel(t('ui.buyer.code.label'));
    await box.fill('12');
    await press(page, 'ui.buyer.code.submit');
    await page.getByText(t('ui.buyer.code.incomplete')).waitFor();
    for (let left = 4; left > 0; left--) {
      await box.fill(String((Number(code) + left) % 1_000_000).padStart(6, '0'));
      await box.press('Enter');
      await page.getByText(t('error.CODE_WRONG', { left })).waitFor();
    }
    const { promise: read, resolve: answer } = Promise.withResolvers<void>();
    await intercept(page, '**/graphql', async (route) => {
      if (!route.request().postData()?.includes('"BindingSteps_accept"')) await read;
      await route.fallback();
    });
    await box.fill(String((Number(code) + 9) % 1_000_000).padStart(6, '0'));
    await box.press('Enter');
    // The refusal locks the code, before anything else is read.
    await page.getByText(t('ui.buyer.code.lockedTitle'), { exact: true }).waitFor();
    await box.waitFor({ state: 'detached' });
    answer();
    await page.getByText(t('ui.buyer.code.lockedText').split('{at}')[1] ?? '').waitFor();
    await checkAccess();
    await press(page, 'ui.binding.step.decline.action');
    await press(page, 'ui.binding.step.decline.confirm');
    await page
      .getByRole('heading', { name: t('ui.buyer.state.DECLINED.title', { partner: '云帆科技' }) })
      .waitFor();
  });

  portal.it('without a contact on file is provisional until it is confirmed', async () => {
    const { id, customerId, path } = await invite('西岭矿业', {
      contactMail: null,
      contactOnFile: false,
    });
    const buyer = await portal.visit(PHONE);
    await buyer.open(path);
    await buyer.page.getByText(t('ui.buyer.invite.noContact')).waitFor();
    await agree(buyer.page, '西岭矿业');
    portal.world.clock.advance(1000);
    await press(buyer.page, 'ui.binding.step.accept.action');
    await press(buyer.page, 'ui.binding.step.accept.confirm');
    await title(buyer.page, 'ui.buyer.state.PROVISIONAL.title');
    await buyer.page.getByText(t('ui.buyer.provisional.why')).waitFor();
    await buyer.checkAccess();

    const own = await portal.as(manager);
    await own.open(`/customers/${customerId}`);
    await own.page.getByText(t('ui.binding.provisional.title')).waitFor();
    expect(await button(own.page, 'ui.binding.step.confirm.action').count()).toBe(0);
    expect(await button(own.page, 'ui.discount.create').count()).toBe(0);
    await own.checkAccess();

    const desk = await portal.as(operator);
    await desk.open(`/customers/${customerId}`);
    await button(desk.page, 'ui.binding.step.confirm.action').first().click();
    const dialog = modal(desk.page);
    await desk.checkAccess();
    await dialog.getByRole('button', { name: t('ui.binding.step.confirm.confirm') }).click();
    await dialog.getByText(t('ui.form.required')).waitFor();

    await portal.world.rows(sql`
    update customer set contact_mail = 'owner@xiling.example', contact_on_file = true where id = ${customerId.slice(4)}`);
    // The invitation is answered; the link of the next mail opens its result.
    await buyer.open(new URL(await mailedLink(portal.world, MAIL)).pathname);
    await press(buyer.page, 'ui.buyer.provisional.confirm');
    await title(buyer.page, 'ui.buyer.code.title');
    const code = await mailedCode(portal.world, { id, to: 'owner@xiling.example' });
    await buyer.page.getByLabel(t('ui.buyer.code.label')).fill(code);
    await press(buyer.page, 'ui.buyer.code.submit');
    await buyer.page
      .getByRole('heading', { name: t('ui.buyer.state.BOUND.title', { partner: '云帆科技' }) })
      .waitFor();

    expect(await statusOf(manager, id)).toBe('BOUND');

    const other = await invite('南湾渔业', { contactMail: null, contactOnFile: false });
    const link = await portal.visit();
    await link.open(other.path);
    await agree(link.page, '南湾渔业');
    await press(link.page, 'ui.binding.step.accept.action');
    await press(link.page, 'ui.binding.step.accept.confirm');
    await title(link.page, 'ui.buyer.state.PROVISIONAL.title');
    await desk.open(`/customers/${other.customerId}`);
    await button(desk.page, 'ui.binding.step.confirm.action').first().click();
    await dialog.getByRole('textbox').fill('已电话核实');
    await dialog.getByRole('button', { name: t('ui.binding.step.confirm.confirm') }).click();
    await desk.page.getByText(t('enum.CustomerStatus.BOUND')).first().waitFor();
    expect(await statusOf(manager, other.id)).toBe('BOUND');
  });
});
