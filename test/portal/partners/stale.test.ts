import { describe, expect, it } from '@jest/globals';
import { partnerOf } from '../../api/bindings/fixtures.ts';
import { layoutFaults } from '../../kit/layout.ts';
import { usePortal } from '../../kit/portal.ts';
import { t } from '../../kit/words.ts';

describe('changing the tier of a partner', () => {
  const portal = usePortal();

  it(
    'shows both tiers when another operator has changed the partner meanwhile',
    portal.story(async () => {
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
      await dialog.getByRole('textbox', { name: t('ui.reason') }).fill('年度评定');

      const id = globalId(partner);
      await setTier(id, (await read(id)).version, {
        tier: 'SUB_DISTRIBUTOR',
        parentId: globalId(above),
      });
      await dialog.getByRole('button', { name: t('ui.partner.setTier'), exact: true }).click();
      const question = page.getByRole('alertdialog', { name: t('ui.stale.title') });
      await question.waitFor();
      const rows = await question.locator('tbody tr').all();
      expect(await Promise.all(rows.map((one) => one.locator('th, td').allTextContents()))).toEqual(
        [
          [
            t('ui.partner.tier'),
            t('enum.PartnerTier.DISTRIBUTOR'),
            t('enum.PartnerTier.SUB_DISTRIBUTOR'),
          ],
          [t('ui.partner.parent'), t('ui.none'), '总经销'],
        ],
      );
      await visit.checkAccess();
      expect(await layoutFaults(page)).toEqual([]);

      await question.getByRole('button', { name: t('ui.stale.takeMine') }).click();
      await dialog.waitFor({ state: 'detached' });
      expect(await read(id)).toMatchObject({ tier: 'DISTRIBUTOR', parentName: null });
    }),
  );
});
