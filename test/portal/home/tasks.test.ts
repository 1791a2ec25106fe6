import { beforeAll, describe, expect } from '@jest/globals';
import { DAY } from '../../../server/platform/clock.ts';
import { customerOf } from '../../api/bindings/fixtures.ts';
import { type Stage, setStage, submitted } from '../../api/discounts/stage.ts';
import { button, press } from '../../kit/controls.ts';
import { usePortal } from '../../kit/portal.ts';
import { t } from '../../kit/words.ts';

describe('tasks on Home', () => {
  const portal = usePortal();
  let stage: Stage;

  beforeAll(async () => {
    const { world } = portal;
    stage = await setStage(world);
    const now = world.clock.now().getTime();
    for (const [at, name] of ['春季', '夏季', '秋季'].entries())
      await submitted(stage, {
        name,
        validFrom: new Date(now + (1 + at * 20) * DAY).toISOString(),
        validUntil: new Date(now + (11 + at * 20) * DAY).toISOString(),
      });
    for (const name of ['西岭重工', '东麓重工', '南坡重工']) {
      const customerId = await customerOf(world, name, [stage.partner]);
      await stage.manager.mutate('partnerBindingPreRegister', { customerId });
    }
  });

  portal.it('of one kind are one row, which a bulk action handles', async () => {
    const { page, open, checkAccess } = await portal.as(stage.reviewer);
    await open('/');
    const main = page.getByRole('main');
    const title = t('ui.deadlineOf.ExclusiveDiscount.remind.SELLER.title');
    await main.getByText(title).waitFor();
    expect(await main.getByText(title).count()).toBe(1);
    await main.getByRole('button', { name: /展开 3 项/ }).click();
    expect(await main.getByRole('link', { name: /^审核：/ }).count()).toBe(3);
    await main.getByRole('button', { name: /一次处理 3/ }).click();
    const action = t('ui.job.exclusiveDiscountApprove');
    const approve = main.getByRole('button', { name: new RegExp(action) });
    await approve.waitFor();
    await checkAccess();
    await approve.click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: new RegExp(`^${action}.*3`) }).click();
    await dialog.waitFor({ state: 'hidden' });
    await portal.settle();
    await portal.moveClock(new Date(portal.world.clock.now().getTime() + 60_000));
    await portal.settle();
    await open('/');
    await main.getByText(/批量批准 3 项专属优惠/).waitFor();
    expect(await main.getByText(title).count()).toBe(0);
    // The sentence names its objects when it is opened.
    await button(main, 'ui.home.show').first().click();
    await main.getByRole('link', { name: /秋季/ }).waitFor();
  });

  portal.it('are handled in place', async () => {
    const { page, open, checkAccess } = await portal.as(stage.manager, { width: 360 });
    await open('/');
    const main = page.getByRole('main');
    const invite = t('ui.deadlineOf.PartnerBinding.expire.PARTNER.action');
    await main.getByRole('button', { name: /展开 3 项/ }).click();
    const task = main.getByRole('button', { name: `${invite}：西岭重工` });
    await task.click();
    await press(main, 'ui.binding.invite.one');
    await page.getByRole('dialog', { name: t('ui.binding.invite.title') }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/');
    await checkAccess();
  });

  portal.it('of all roles are listed for an auditor, who acts on none', async () => {
    const auditor = await portal.world.member(stage.partner, 'csp.auditor', '沈审');
    const { page, open, checkAccess } = await portal.as(auditor);
    await open('/');
    const list = page.getByRole('region', { name: t('ui.home.scope.all') });
    await list.getByRole('button', { name: /展开 3 项/ }).click();
    await list.getByRole('link', { name: `${t('ui.home.open')}：西岭重工`, exact: true }).waitFor();
    expect(await page.getByText(t('ui.home.scope.mine')).count()).toBe(0);
    await checkAccess();
  });

  portal.it('about pre-registered customers invite all of them at once', async () => {
    const { page, open, checkAccess } = await portal.as(stage.manager);
    await open('/');
    await page.getByRole('button', { name: /一次处理 3/ }).click();
    const dialog = page.getByRole('dialog', { name: t('ui.job.partnerBindingInvite') });
    await dialog.getByText(t('ui.bulk.accepted', { count: '3' })).waitFor();
    await checkAccess();
    await dialog
      .getByRole('button', {
        name: t('ui.bulk.start', { action: t('ui.job.partnerBindingInvite'), count: '3' }),
      })
      .click();
    await dialog.waitFor({ state: 'hidden' });
    expect(new URL(page.url()).pathname).toBe('/');
    await portal.settle();
    const { partnerBindings } = await stage.manager.ask(
      '{ partnerBindings(first: 10, filter: { status: [INVITED] }) { count { value } } }',
    );
    expect(partnerBindings.count.value).toBe(3);
  });
});
