import { beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '../../../server/platform/sql/sql.ts';
import { usePortal } from '../../kit/portal.ts';
import { t } from '../../kit/words.ts';
import type { Caller } from '../../kit/world.ts';

describe('the page of the policies', () => {
  const portal = usePortal();
  const name = t('ui.policy.binding.invite');
  let operator: Caller;

  beforeAll(async () => {
    const { world } = portal;
    const site = await world.organization('OPERATOR', '云商店运营中心');
    operator = await world.member(site, 'operator', '许清扬');
  });

  it(
    'schedules a value, shows it next to the present one, and keeps the history',
    portal.story(async () => {
      const { page, open, checkAccess } = await portal.as(operator);
      await open('/policies');
      await page.getByRole('button', { name: t('ui.policy.setTitle', { name }) }).click();
      const dialog = page.getByRole('dialog');
      const confirm = dialog.getByRole('button', { name: t('ui.policy.set'), exact: true });
      await confirm.click();
      await dialog.getByText(t('ui.form.required')).waitFor();
      await checkAccess();
      await dialog.getByRole('textbox', { name: t('ui.policy.newValue') }).fill('9');
      await dialog.getByText(t('ui.policy.fromDay')).click();
      await dialog.getByRole('textbox', { name: t('ui.reason') }).fill('节前延长答复期');
      await confirm.click();
      const row = page.getByRole('row').filter({ hasText: 'binding.invite' });
      await row.getByText(/起 9 天/).waitFor();
      await row.getByText('7 天').first().waitFor();

      await row.getByRole('button', { name: t('ui.policy.historyOf', { name }) }).click();
      const history = page.getByRole('list', { name: t('ui.policy.history') });
      await history.getByText('节前延长答复期').waitFor();
      await history.getByText(t('ui.policy.scheduled')).waitFor();
      await checkAccess();
      expect(new URL(page.url()).searchParams.get('open')).toBe('binding.invite');

      await portal.moveClock(new Date(portal.world.clock.now().getTime() + 2 * 86_400_000));
      await page.reload();
      const first = history.getByRole('listitem').first();
      await first.getByText(t('ui.policy.inForce')).waitFor();
      await first.getByText('9 天').waitFor();
    }),
  );

  it(
    'shows an immediate value as the present one, and a rate as the share paid',
    portal.story(async () => {
      const { page, open, checkAccess } = await portal.as(operator, { width: 360, height: 740 });
      await open('/policies');
      const floor = t('ui.policy.catalog.floor-pay-rate');
      await page.getByRole('button', { name: t('ui.policy.setTitle', { name: floor }) }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox', { name: t('ui.policy.newValue') }).fill('85');
      await dialog.getByRole('textbox', { name: t('ui.reason') }).fill('统一底价');
      await dialog.getByRole('button', { name: t('ui.policy.set'), exact: true }).click();
      const row = page.getByRole('row').filter({ hasText: 'catalog.floor-pay-rate' });
      await row.getByText('付 85% (8.5 折)').waitFor();
      expect(await row.getByText(/起 /).count()).toBe(0);
      await checkAccess();
      const kept = await portal.world.rows<{ value: string; reason: string }>(sql`
        select trim_scale(value)::text as value, reason from policy_value where key = 'catalog.floor-pay-rate'`);
      expect(kept).toEqual([{ value: '0.85', reason: '统一底价' }]);
    }),
  );
});
