import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import {
  authorized,
  listed,
  type Stage,
  saved,
  seen,
  setStage,
} from '../../api/discounts/stage.ts';
import { layoutFaults } from '../../kit/layout.ts';
import { usePortal } from '../../kit/portal.ts';
import { type MessageId, t } from '../../kit/words.ts';

describe('a form with an outdated version', () => {
  const portal = usePortal();
  let stage: Stage;

  beforeAll(async () => {
    stage = await setStage(portal.world);
  });

  const rate = (page: Page, name: string) => page.getByLabel(t('ui.discount.rateOf', { name }));
  const name = (page: Page) => page.getByLabel(t('ui.discount.name'));
  const press = (page: Page, id: MessageId) =>
    page.getByRole('button', { name: t(id), exact: true }).click();
  const question = (page: Page) => page.getByRole('alertdialog', { name: t('ui.stale.title') });
  /** Label, own and newer value of each differing field. */
  const compared = async (page: Page) => {
    const rows = await question(page).locator('tbody tr').all();
    return Promise.all(rows.map((row) => row.locator('th, td').allTextContents()));
  };

  it(
    'compares both versions next to the form, and either can be taken',
    portal.story(async () => {
      const id = await saved(stage, { name: '原价' });
      const first = (await portal.as(stage.manager)).page;
      const visit = await portal.as(stage.manager, { width: 360, height: 740 });
      const second = visit.page;
      const facts = () => seen(stage.manager, id, 'name note lines { payRate }');
      for (const page of [first, second]) {
        await page.goto(`/discounts/${id}/edit`);
        await rate(page, '标准版').waitFor();
      }
      await name(first).fill('甲改的');
      await rate(first, '标准版').fill('90');
      await press(first, 'ui.discount.saveDraft');
      await first.getByRole('heading', { level: 1, name: '甲改的' }).waitFor();

      await rate(second, '标准版').fill('95');
      await second.getByRole('textbox', { name: t('ui.discount.note') }).fill('乙的备注');
      await press(second, 'ui.discount.saveDraft');
      await question(second).waitFor();
      expect(await compared(second)).toEqual([
        [t('ui.discount.name'), '原价', '甲改的'],
        ['标准版', '付 95%（9.5 折） · ¥11,728.39', '付 90%（9 折） · ¥11,111.10'],
        [t('ui.discount.note'), '乙的备注', t('ui.none')],
      ]);
      await visit.checkAccess();
      expect(await layoutFaults(second)).toEqual([]);
      // Closing the question keeps the form; the next save asks again.
      await second.keyboard.press('Escape');
      await question(second).waitFor({ state: 'detached' });
      expect((await facts()).name).toBe('甲改的');
      await press(second, 'ui.discount.saveDraft');
      await question(second).waitFor();
      await press(second, 'ui.stale.takeMine');
      await second.getByRole('heading', { level: 1, name: '原价' }).waitFor();
      expect((await facts()).note).toBe('乙的备注');

      await first.goto(`/discounts/${id}/edit`);
      await name(first).fill('甲又改的');
      await second.goto(`/discounts/${id}/edit`);
      await name(second).fill('乙又改的');
      await press(second, 'ui.discount.saveDraft');
      await second.getByRole('heading', { level: 1, name: '乙又改的' }).waitFor();
      // The input based on the old version survives the reload, and keeps that version.
      await first.reload();
      await first.getByText(t('ui.restored')).waitFor();
      expect(await name(first).inputValue()).toBe('甲又改的');
      await press(first, 'ui.discount.saveDraft');
      await question(first).waitFor();
      await press(first, 'ui.stale.takeTheirs');
      await question(first).waitFor({ state: 'detached' });
      expect(await name(first).inputValue()).toBe('乙又改的');
      await press(first, 'ui.discount.saveDraft');
      await first.getByRole('heading', { level: 1, name: '乙又改的' }).waitFor();
    }),
  );

  it(
    'is compared in a dialog too, although the page behind it shows the newer version',
    portal.story(async () => {
      const goods = await listed(stage.sellerManager, '北极星CRM');
      const id = await authorized(stage.sellerManager, goods);
      const { page, open } = await portal.as(stage.sellerManager);
      await open(`/authorizations/csp/${id}`);
      const dialog = page.getByRole('dialog');
      await press(page, 'ui.authorization.amend');
      const share = dialog.getByLabel(t('ui.product.share'));
      await share.fill('22');
      await stage.sellerManager.mutate('cspAuthorizationModify', {
        id,
        version: 1,
        floorPayRate: '0.9',
        shareRatio: '0.25',
        validUntil: '2029-01-01T00:00:00.000+08:00',
      });
      await page.getByText(/V2/).first().waitFor({ state: 'attached' });
      await dialog.getByRole('button', { name: t('ui.authorization.amend'), exact: true }).click();
      await question(page).waitFor();
      expect(await compared(page)).toEqual([
        [t('ui.product.share'), '22%', '25%'],
        [t('ui.authorization.floorPayRate'), '80%', '90%'],
        [t('ui.discount.lastDay'), '2029-12-31', '2028-12-31'],
      ]);
      await press(page, 'ui.stale.takeTheirs');
      await question(page).waitFor({ state: 'detached' });
      await share.waitFor({ state: 'detached' });
    }),
  );
});
