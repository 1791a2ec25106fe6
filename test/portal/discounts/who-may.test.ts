import { beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '../../../server/platform/sql/sql.ts';
import { partnerOf } from '../../api/bindings/fixtures.ts';
import { type Stage, setStage } from '../../api/discounts/stage.ts';
import { usePortal } from '../../kit/portal.ts';
import { t } from '../../kit/words.ts';

describe('a viewer who may not create a discount', () => {
  const portal = usePortal();
  let stage: Stage;

  beforeAll(async () => {
    const { world } = portal;
    stage = await setStage(world);
    const distributor = await partnerOf(world, '东联科技');
    await world.system(({ rows }) =>
      rows(sql`update partner set tier = 'DISTRIBUTOR' where id = ${distributor.id}`),
    );
    await world.system(({ rows }) =>
      rows(sql`
        update partner set tier = 'SUB_DISTRIBUTOR', parent_id = ${distributor.id}, parent_name = '东联科技'
        where id = ${stage.partner.id}`),
    );
  });

  it(
    'no path leads a sub-distributor to a form that it may not send',
    portal.story(async () => {
      const { page, open, checkAccess } = await portal.as(stage.manager);
      const main = page.getByRole('main');
      const create = t('ui.discount.create');
      await open('/');
      await main.getByRole('button', { name: t('ui.binding.invite.action') }).waitFor();
      expect(await main.getByText(create, { exact: true }).count()).toBe(0);

      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: t('ui.palette.label') }).fill(create);
      await page
        .getByRole('dialog')
        .getByText(t('ui.palette.nothing', { text: create }))
        .waitFor();
      await page.keyboard.press('Escape');

      await open('/discounts');
      const button = main.getByRole('button', { name: create }).first();
      await button.focus();
      await page.getByRole('tooltip', { name: t('error.TIER_NOT_ALLOWED') }).waitFor();
      await button.press('Enter');
      expect(new URL(page.url()).pathname).toBe('/discounts');

      await open(`/customers/${stage.customerId}`);
      await main.getByRole('heading', { level: 1, name: '东方制造' }).waitFor();
      expect(await main.getByText(create, { exact: true }).count()).toBe(0);

      await open('/discounts/new');
      await main.getByText(t('error.TIER_NOT_ALLOWED')).waitFor();
      expect(await main.getByRole('textbox').count()).toBe(0);
      await checkAccess();
    }),
  );

  it(
    'a role without permission sees which roles have it',
    portal.story(async () => {
      const seller = await portal.as(stage.reviewer);
      await seller.open('/discounts/new');
      await seller.page.getByText(t('ui.failure.forbidden.text')).waitFor();

      const service = await portal.world.member(stage.partner, 'csp.service', '孙磊');
      const { page, open, checkAccess } = await portal.as(service);
      await open('/bills');
      const roles = (['CSP_OWNER', 'CSP_MANAGER', 'CSP_FINANCE', 'CSP_AUDITOR'] as const)
        .map((role) => t(`enum.Role.${role}`))
        .join(t('ui.listSeparator'));
      await page.getByText(t('ui.roles.mayNot', { roles })).waitFor();
      await checkAccess();
    }),
  );
});
