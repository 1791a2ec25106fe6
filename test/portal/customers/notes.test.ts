import { beforeAll, describe, expect, it } from '@jest/globals';
import { draftOf, type Stage, saved, setStage } from '../../api/discounts/stage.ts';
import { layoutFaults } from '../../kit/layout.ts';
import { usePortal } from '../../kit/portal.ts';
import { t } from '../../kit/words.ts';

describe('notes on a customer', () => {
  const portal = usePortal();
  let stage: Stage;
  let path: string;

  beforeAll(async () => {
    stage = await setStage(portal.world);
    path = `/customers/${stage.customerId}?tab=activity`;
    const id = await saved(stage, { name: '年度优惠' });
    const lines = [{ specificationId: stage.goods.specifications[0], payRate: '0.9' }];
    const { customerId: _, productId: __, ...form } = draftOf(stage, { name: '年度优惠', lines });
    await stage.manager.mutate('exclusiveDiscountUpdate', { id, ...form });
  });

  it(
    'are written with a mention, told to the colleague, and pinned, edited and removed',
    portal.story(async () => {
      const finance = await portal.world.member(stage.partner, 'csp.finance', '吴敏');
      const { page, open, checkAccess } = await portal.as(stage.manager);
      await open(path);
      const panel = page.getByRole('tabpanel');
      const field = panel.getByRole('textbox', { name: t('ui.note.text') });
      await field.fill('请确认开票资料');
      await panel.getByRole('button', { name: t('ui.note.mention') }).click();
      await page.getByRole('menuitem', { name: '吴敏' }).click();
      expect(await field.inputValue()).toBe('请确认开票资料 @吴敏 ');
      await panel.getByRole('button', { name: t('ui.note.add'), exact: true }).click();
      const history = panel.getByRole('list', { name: t('ui.activity') });
      const note = history.getByRole('listitem').filter({ hasText: '请确认开票资料' });
      await note.locator('mark', { hasText: '@吴敏' }).waitFor();
      expect(await field.inputValue()).toBe('');
      await checkAccess();

      // Filter: notes alone, changes alone.
      const changed = history.getByRole('listitem').filter({ hasText: t('ui.rate') });
      await changed.getByRole('link', { name: '年度优惠' }).waitFor();
      expect(await changed.locator('dl').first().textContent()).toMatch(/8\.5 折\s*→\s*9 折/);
      await panel
        .getByRole('radio', { name: t('ui.record.shown.notesCount', { count: '1' }) })
        .click();
      expect(await changed.count()).toBe(0);
      await panel.getByRole('radio', { name: t('ui.record.shown.changes') }).click();
      expect(await note.count()).toBe(0);
      await panel.getByRole('radio', { name: t('ui.record.shown.all') }).click();

      const menu = note.getByRole('button', { name: t('ui.note.more', { author: '李明' }) });
      await menu.click();
      await page.getByRole('menuitem', { name: t('ui.note.pin') }).click();
      await note.getByText(t('ui.note.pinned')).waitFor();
      await menu.click();
      await page.getByRole('menuitem', { name: t('ui.note.edit') }).click();
      await history.getByRole('textbox').fill('开票资料已确认');
      await history.getByRole('button', { name: t('ui.save') }).click();
      const edited = history.getByRole('listitem').filter({ hasText: '开票资料已确认' });
      await edited.getByText(t('ui.note.edited')).waitFor();

      const other = await portal.as(finance);
      const [told] = (await finance.ask('{ notifications(first: 5) { nodes { subjectId } } }'))
        .notifications.nodes;
      await other.open(`/open/Note/${told.subjectId}`);
      await other.page.waitForURL(/\/customers\/cus_/);
      await other.page.getByText('开票资料已确认').waitFor();

      await edited.getByRole('button', { name: t('ui.note.more', { author: '李明' }) }).click();
      await page.getByRole('menuitem', { name: t('ui.note.remove') }).click();
      await history.getByText(t('ui.note.removed')).waitFor();
      expect(await page.getByText('开票资料已确认').count()).toBe(0);
    }),
  );

  it(
    'fit a telephone in the dark theme and in English',
    portal.story(async () => {
      const look = { language: 'en-US', theme: 'dark', width: 360, height: 740 } as const;
      const { page, open, checkAccess } = await portal.as(stage.manager, look);
      await open(path);
      await page.getByPlaceholder(/asks a colleague/).waitFor();
      await checkAccess();
      expect(await layoutFaults(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    }),
  );
});
