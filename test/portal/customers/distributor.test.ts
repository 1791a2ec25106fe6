import { beforeAll, describe, expect, it } from '@jest/globals';
import { type Stage, scheduled, setStage } from '../../api/discounts/stage.ts';
import { usePortal } from '../../kit/portal.ts';
import { t } from '../../kit/words.ts';
import type { Caller } from '../../kit/world.ts';

describe('the page of a sub-distributor’s customer, for the distributor', () => {
  const portal = usePortal();
  let stage: Stage;
  let top: Caller;
  let discount: string;

  beforeAll(async () => {
    const { world } = portal;
    stage = await setStage(world);
    discount = await scheduled(stage, { name: '春季专享价' });
    const org = await world.organization('PARTNER', '东联总经销');
    await stage.operator.mutate('partnerEnroll', {
      organizationId: `org_${org.id}`,
      tier: 'DISTRIBUTOR',
    });
    await stage.operator.mutate('partnerSetTier', {
      id: `ptn_${stage.partner.id}`,
      tier: 'SUB_DISTRIBUTOR',
      parentId: `ptn_${org.id}`,
      reason: '渠道调整',
    });
    top = await world.member(org, 'csp.owner', '沈国栋');
  });

  it(
    'shows binding and discounts to read, and only the step to a discount of its own',
    portal.story(async () => {
      const visit = await portal.as(top);
      const { page } = visit;
      await visit.open(`/customers/${stage.customerId}`);
      await page.getByRole('heading', { level: 1, name: '东方制造' }).waitFor();
      const card = (name: string) => page.getByRole('region', { name, exact: true });
      const binding = card(t('ui.customer.currentBinding'));
      await binding.getByText('云帆科技').waitFor();
      await binding.getByText(t('enum.BindingType.ADVISORY')).waitFor();
      const discounts = card(t('ui.nav.discounts'));
      await discounts.getByRole('link', { name: '春季专享价' }).waitFor();
      expect(await page.getByText(t('ui.customer.noBinding')).count()).toBe(0);
      for (const step of [
        'ui.binding.step.requestUnbind.action',
        'ui.binding.step.requestChangeType.action',
      ] as const)
        expect([step, await page.getByText(t(step), { exact: true }).count()]).toEqual([step, 0]);
      await visit.checkAccess();
      const create = page.getByRole('link', { name: t('ui.discount.create') }).first();
      expect(await create.getAttribute('href')).toContain(`customer=${stage.customerId}`);

      await page.getByRole('tab', { name: t('ui.customer.tab.bindings') }).click();
      await page.getByRole('tabpanel').getByText('云帆科技').first().waitFor();

      await visit.open(`/discounts/${discount}`);
      await page.getByRole('heading', { level: 1, name: '春季专享价' }).waitFor();
      for (const step of [
        'ui.discount.revoke',
        'ui.job.exclusiveDiscountExtend',
        'ui.discount.duplicate',
      ] as const)
        expect([step, await page.getByText(t(step), { exact: true }).count()]).toEqual([step, 0]);
      await visit.checkAccess();
    }),
  );
});
