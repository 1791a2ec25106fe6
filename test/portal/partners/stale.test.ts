import { describe, expect } from '@jest/globals';
import { sql } from '../../../server/platform/sql/sql.ts';
import { partnerOf } from '../../api/bindings/fixtures.ts';
import { box, fits, press } from '../../kit/controls.ts';
import { usePortal } from '../../kit/portal.ts';
import { t } from '../../kit/words.ts';

describe('a partner of the programme', () => {
  const portal = usePortal();

  portal.it('shows both tiers when a colleague has changed it meanwhile', async () => {
    const { world } = portal;
    const site = await world.organization('OPERATOR', '云商店');
    const operator = await world.member(site, 'operator', '孙正');
    const colleague = await world.member(site, 'operator', '周平');
    const partner = await partnerOf(world, '云帆科技');
    const above = await partnerOf(world, '总经销');
    const globalId = ({ id }: { id: string }) => `ptn_${id}`;
    const setTier = (id: string, version: number, place: object) =>
      colleague.mutate('partnerSetTier', { id, version, reason: '年度评定', ...place });
    const read = async (id: string) =>
      (
        await colleague.ask(
          'query($id: ID!) { partner(by: { id: $id }) { version tier parentName } }',
          {
            id,
          },
        )
      ).partner;
    await setTier(globalId(above), (await read(globalId(above))).version, {
      tier: 'DISTRIBUTOR',
    });

    const visit = await portal.as(operator);
    const { page, open } = visit;
    await open('/partners');
    const row = page.getByRole('row').filter({ hasText: '云帆科技' });
    await row.getByRole('button', { name: t('ui.partner.setTier') }).click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('label', { hasText: t('enum.PartnerTier.DISTRIBUTOR') }).click();
    await box(dialog, 'ui.reason').fill('年度评定');

    const id = globalId(partner);
    await setTier(id, (await read(id)).version, {
      tier: 'SUB_DISTRIBUTOR',
      parentId: globalId(above),
    });
    await press(dialog, 'ui.partner.setTier');
    const question = page.getByRole('alertdialog', { name: t('ui.stale.title') });
    await question.waitFor();
    const rows = await question.locator('tbody tr').all();
    expect(await Promise.all(rows.map((one) => one.locator('th, td').allTextContents()))).toEqual([
      [
        t('ui.partner.tier'),
        t('enum.PartnerTier.DISTRIBUTOR'),
        t('enum.PartnerTier.SUB_DISTRIBUTOR'),
      ],
      [t('ui.partner.parent'), t('ui.none'), '总经销'],
    ]);
    await visit.checkAccess();
    await fits(page);

    await question.getByRole('button', { name: t('ui.stale.takeMine') }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await read(id)).toMatchObject({ tier: 'DISTRIBUTOR', parentName: null });
  });

  portal.it('shows its money, its open task, notes and the former tier', async () => {
    const { world } = portal;
    const operator = await world.member(
      await world.organization('OPERATOR', '运营中心'),
      'operator',
      '郑好',
    );
    const partner = await partnerOf(world, '远山数科');
    const [row] = await world.rows<{ version: number }>(
      sql`select version from partner where id = ${partner.id}`,
    );
    const place = { version: row!.version, tier: 'DISTRIBUTOR', reason: '年度评定' };
    await operator.mutate('partnerSetTier', { id: `ptn_${partner.id}`, ...place });

    const { page, open, checkAccess } = await portal.as(operator);
    await open('/partners');
    await page.getByRole('link', { name: '远山数科' }).click();
    await page.waitForURL(/\/partners\/ptn_/);
    await page.getByRole('heading', { level: 1, name: '远山数科' }).waitFor();
    await page
      .getByRole('button', { name: t('ui.record.previous') })
      .or(page.getByRole('link', { name: t('ui.record.previous') }))
      .waitFor();
    const history = page.getByRole('list', { name: t('ui.activity') });
    const moved = history.getByRole('listitem').filter({ hasText: t('event.Partner.setTier') });
    expect(await moved.locator('dl').textContent()).toBe(
      `${t('ui.audit.fact.tier')}${t('enum.PartnerTier.SOLUTION_PROVIDER')} → ${t('enum.PartnerTier.DISTRIBUTOR')}`,
    );
    await box(page, 'ui.note.text').fill('下月复核资料');
    await press(page, 'ui.note.add');
    await history.getByText('下月复核资料').waitFor();
    await checkAccess();
    await fits(page);

    await page.getByRole('link', { name: t('ui.partner.figure.unpaid') }).click();
    await page.waitForURL(/tab=bills.*status=GENERATED/);
    await page.getByRole('tab', { name: t('ui.nav.bills'), selected: true }).waitFor();
  });
});
