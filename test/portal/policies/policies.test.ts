import { beforeAll, describe, expect } from '@jest/globals';
import { sql } from '../../../server/platform/sql/sql.ts';
import { box, button, press } from '../../kit/controls.ts';
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

  portal.it('schedules a value next to the present one, with its history', async () => {
    const { page, open, checkAccess } = await portal.as(operator);
    await open('/policies');
    await page.getByRole('button', { name: t('ui.policy.setTitle', { name }) }).click();
    const dialog = page.getByRole('dialog');
    const confirm = button(dialog, 'ui.policy.set');
    await confirm.click();
    await dialog.getByText(t('ui.form.required')).waitFor();
    await checkAccess();
    await box(dialog, 'ui.policy.newValue').fill('9');
    await dialog.getByText(t('ui.policy.fromDay')).click();
    await box(dialog, 'ui.reason').fill('节前延长答复期');
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
  });

  portal.it('shows an immediate value as present, a rate as the share paid', async () => {
    const { page, open, checkAccess } = await portal.as(operator, { width: 360, height: 740 });
    await open('/policies');
    const floor = t('ui.policy.catalog.floor-pay-rate');
    await page.getByRole('button', { name: t('ui.policy.setTitle', { name: floor }) }).click();
    const dialog = page.getByRole('dialog');
    await box(dialog, 'ui.policy.newValue').fill('85');
    await box(dialog, 'ui.reason').fill('统一底价');
    await press(dialog, 'ui.policy.set');
    const row = page.getByRole('row').filter({ hasText: 'catalog.floor-pay-rate' });
    await row.getByText('付 85%（8.5 折）').waitFor();
    expect(await row.getByText(/起 /).count()).toBe(0);
    await checkAccess();
    const kept = await portal.world.rows<{ value: string; reason: string }>(sql`
    select trim_scale(value)::text as value, reason from policy_value where key = 'catalog.floor-pay-rate'`);
    expect(kept).toEqual([{ value: '0.85', reason: '统一底价' }]);
  });
});

describe('the holiday calendar', () => {
  const portal = usePortal();
  let operator: Caller;

  beforeAll(async () => {
    const { world } = portal;
    const site = await world.organization('OPERATOR', '云商店运营中心');
    operator = await world.member(site, 'operator', '许清扬');
  });

  portal.it('takes a published file, and names lines that it cannot read', async () => {
    const { page, open, checkAccess } = await portal.as(operator);
    await open('/policies');
    const year = page
      .getByRole('table', { name: t('ui.holidays') })
      .getByRole('row')
      .filter({ hasText: '2027' });
    await year.getByText(t('ui.holidays.none')).waitFor();
    await year.getByRole('button').click();
    const dialog = page.getByRole('dialog');
    const text = box(dialog, 'ui.holidays.days');
    const save = dialog.getByRole('button', { name: t('ui.holidays.save') });
    await text.fill('2027-10-01~2027-10-07 国庆节');
    await box(dialog, 'ui.reason').fill('国办发明电〔2026〕1 号');
    await save.click();
    await dialog
      .getByText(t('ui.holidays.unread', { lines: '1', count: 1 }))
      .first()
      .waitFor();
    await checkAccess();

    const days = [
      { name: '元旦', date: '2027-01-01', isOffDay: true },
      { name: '元旦', date: '2027-01-04', isOffDay: false },
    ];
    const file = (content: object) => ({
      name: '2027.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(content)),
    });
    await dialog.locator('input[type=file]').setInputFiles(file({ year: 2027, days }));
    await dialog.getByText(t('ui.holidays.work', { days: '01-04' })).waitFor();
    await save.click();
    await dialog
      .getByText(/2027-01-04/)
      .first()
      .waitFor();
    await dialog.getByText(t('error.MAKE_UP_DAY_IN_WEEK')).first().waitFor();

    await text.fill(
      '2027-01-01~2027-01-03 元旦 休\n2027-10-01~2027-10-07 国庆节 休\n2027-10-09 国庆节 班',
    );
    await save.click();
    await year.getByText(t('enum.HolidayPlanSource.OPERATOR')).waitFor();
    await year.getByText(t('ui.holidays.off', { days: '10-01–07' })).waitFor();
    await year.getByText('国办发明电〔2026〕1 号').waitFor();
    const kept = await portal.world.rows<{ days: number }>(
      sql`select jsonb_array_length(days) as days from holiday_plan where year = 2027`,
    );
    expect(kept).toEqual([{ days: 11 }]);
  });
});
