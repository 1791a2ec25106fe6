import { beforeAll, describe } from '@jest/globals';
import type { Page } from 'playwright-core';
import { DAY } from '../../server/platform/clock.ts';
import { sql } from '../../server/platform/sql/sql.ts';
import { customerOf, partnerOf } from '../api/bindings/fixtures.ts';
import { modal } from '../kit/dialogs.ts';
import { PASSWORD } from '../kit/entry.ts';
import { usePortal } from '../kit/portal.ts';
import { type MessageId, t } from '../kit/words.ts';
import type { Caller, Organization } from '../kit/world.ts';

const UNKNOWN_TOKEN = 'A'.repeat(43);

describe('a link', () => {
  const portal = usePortal();
  let partner: Organization;
  let manager: Caller;
  let stranger: Caller;

  beforeAll(async () => {
    const { world } = portal;
    partner = await partnerOf(world, '云帆科技');
    manager = await world.member(partner, 'csp.manager', '李明');
    stranger = await world.member(await partnerOf(world, '华信云'), 'csp.owner', '赵敏');
  });

  const heading = (page: Page, id: MessageId, values?: Record<string, string>) =>
    page.getByRole('heading', { level: 1, name: t(id, values) }).waitFor();

  const pathOf = (link: string): string => {
    const { pathname, search } = new URL(link, portal.url);
    return pathname + search;
  };

  /** An open invitation of a new customer, and the path of its link. */
  async function invite(name: string): Promise<{ id: string; path: string }> {
    const customerId = await customerOf(portal.world, name, [partner]);
    const { partnerBinding, inviteUrl } = await manager.mutate(
      'partnerBindingInvite',
      { customerId, mail: 'he@example.com', type: 'ADVISORY' },
      'partnerBinding { id } inviteUrl',
    );
    return { id: partnerBinding.id, path: pathOf(inviteUrl) };
  }

  /** An open invitation to an organization: the path of the mailed link. */
  async function inviteMember(mail: string): Promise<string> {
    await stranger.mutate('memberInvite', { name: '辛苗', mail, role: 'CSP_REP' });
    const [row] = await portal.world.rows<{ link: string }>(
      sql`select links->>'acceptLink' as link from outbox_message where recipient_mail = ${mail}`,
    );
    return pathOf(row!.link);
  }

  portal.it('that is wrong is reported as unknown, whatever its target', async () => {
    const { page, open } = await portal.visit();
    await open(`/buyer/bindings/${UNKNOWN_TOKEN}`);
    await heading(page, 'ui.buyer.dead.UNKNOWN.title');
    await open('/link/cut-off');
    await heading(page, 'ui.link.deadTitle');
    await page.getByText(t('ui.link.UNKNOWN')).waitFor();
  });

  portal.it('that was answered says so, and the answer does not change', async () => {
    const { path } = await invite('东方制造');
    const { page, open, checkAccess } = await portal.visit();
    await open(path);
    await heading(page, 'ui.buyer.invite.title', { partner: '云帆科技' });
    await checkAccess();
    await page.getByRole('button', { name: t('ui.binding.step.decline.action') }).click();
    await modal(page).waitFor();
    await checkAccess();
    await page.getByRole('button', { name: t('ui.binding.step.decline.confirm') }).click();
    await heading(page, 'ui.buyer.state.DECLINED.title', { partner: '云帆科技' });

    const later = await portal.visit();
    await later.open(path);
    await heading(later.page, 'ui.buyer.dead.USED.title');
    await later.checkAccess();
  });

  portal.it('that was not answered in time says that it has expired', async () => {
    const { path } = await invite('西部物流');
    await portal.moveClock(new Date(portal.world.clock.now().getTime() + 8 * DAY));
    const { page, open, checkAccess } = await portal.visit();
    await open(path);
    await heading(page, 'ui.buyer.dead.EXPIRED.title');
    await checkAccess();
  });

  portal.it('asks before it ends another person’s session', async () => {
    const { path } = await invite('南山精密');
    const { page, open, checkAccess } = await portal.as(manager);
    await open(path);
    await heading(page, 'ui.buyer.ask.title', { name: '李明' });
    await checkAccess();
    await page.getByRole('button', { name: t('ui.buyer.ask.open') }).click();
    await heading(page, 'ui.buyer.invite.title', { partner: '云帆科技' });
  });

  portal.it('gives way to another link of the customer in another tab, and says so', async () => {
    const [first, second] = [await invite('长河机械'), await invite('云岭药业')];
    const { page, open, context, checkAccess } = await portal.visit();
    await open(first.path);
    await heading(page, 'ui.buyer.invite.title', { partner: '云帆科技' });
    const other = await context.newPage();
    await other.goto(second.path);
    await heading(other, 'ui.buyer.invite.title', { partner: '云帆科技' });
    await heading(page, 'ui.buyer.overtaken.title');
    await checkAccess();
    await page.getByRole('button', { name: t('ui.buyer.overtaken.open') }).click();
    await heading(page, 'ui.buyer.invite.title', { partner: '云帆科技' });
    await heading(other, 'ui.buyer.overtaken.title');
  });

  portal.it('to join or to set a password works once, and not on a customer’s page', async () => {
    const path = await inviteMember('xin@example.com');
    const token = new URLSearchParams(path.split('?')[1]).get('token')!;
    const { page, open, checkAccess } = await portal.visit();
    const refused = async (address: string, code: 'UNKNOWN' | 'USED' | 'EXPIRED') => {
      await open(address);
      await page.getByText(t(`ui.setPassword.error.${code}`)).waitFor();
    };
    await open(`/buyer/bindings/${token}`);
    await heading(page, 'ui.buyer.dead.UNKNOWN.title');
    await refused(`/set-password?token=${UNKNOWN_TOKEN}`, 'UNKNOWN');
    await checkAccess();
    const toBuyer = (await invite('青禾农业')).path.split('/').at(-1);
    await refused(`/set-password?token=${toBuyer}`, 'UNKNOWN');

    // Two visitors have it open; the second learns at the attempt that the first was faster.
    const second = await portal.visit();
    second.expectComplaint(/410/);
    for (const visit of [{ page, open }, second]) {
      await visit.open(path);
      await visit.page.getByLabel(t('ui.setPassword.password')).fill(PASSWORD);
      await visit.page.getByLabel(t('ui.setPassword.again')).fill(PASSWORD);
    }
    const send = (at: Page) => at.getByRole('button', { name: t('ui.setPassword.submit') }).click();
    await send(page);
    await heading(page, 'ui.setPassword.doneTitle');
    await checkAccess();
    await send(second.page);
    await second.page.getByText(t('ui.setPassword.error.USED')).waitFor();
    await refused(path, 'USED');

    const late = await inviteMember('wan@example.com');
    await portal.moveClock(new Date(portal.world.clock.now().getTime() + 8 * DAY));
    await refused(late, 'EXPIRED');
  });
});
