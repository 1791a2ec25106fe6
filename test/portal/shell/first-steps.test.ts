import { describe, expect, it } from '@jest/globals';
import { partnerOf } from '../../api/bindings/fixtures.ts';
import { usePortal } from '../../kit/portal.ts';
import { t } from '../../kit/words.ts';

describe('first steps', () => {
  const portal = usePortal();

  it(
    'are a tour of four pages by the keyboard, started from the user menu',
    portal.story(async () => {
      const partner = await partnerOf(portal.world, '云帆科技');
      const manager = await portal.world.member(partner, 'csp.manager', '李明');
      const { page, open, checkAccess } = await portal.as(manager);
      await open('/');
      const account = page.getByRole('button', { name: t('ui.shell.accountOf', { name: '李明' }) });
      await account.press('Enter');
      await page.getByRole('menuitem', { name: t('ui.shell.tour') }).press('Enter');
      const dialog = page.getByRole('dialog');
      for (const step of [1, 2, 3, 4] as const) {
        await dialog.getByRole('heading', { name: t(`ui.tour.sales.${step}.title`) }).waitFor();
        if (step === 2) await checkAccess();
        if (step < 4) await dialog.getByRole('button', { name: t('ui.tour.next') }).press('Enter');
      }
      expect(new URL(page.url()).pathname).toBe('/reports');
      await dialog.getByRole('button', { name: t('ui.tour.end') }).press('Enter');
      await dialog.waitFor({ state: 'hidden' });
    }),
  );

  it(
    'and the news are marked until they were read',
    portal.story(async () => {
      const partner = await partnerOf(portal.world, '远航科技');
      const finance = await portal.world.member(partner, 'csp.finance', '周会计');
      const { page, open, checkAccess } = await portal.as(finance);
      await open('/earned');
      const account = page.getByRole('button', {
        name: t('ui.shell.accountOf', { name: '周会计' }),
      });
      await account.click();
      const news = page.getByRole('menuitem', { name: t('ui.shell.news') });
      expect(await news.textContent()).toContain(t('ui.shell.newsMark'));
      await news.click();
      await page.getByRole('dialog').getByText(t('ui.news.reports.text')).waitFor();
      await checkAccess();
      await page
        .getByRole('dialog')
        .getByRole('button', { name: t('ui.close') })
        .last()
        .click();
      await account.click();
      expect(await news.textContent()).not.toContain(t('ui.shell.newsMark'));
    }),
  );

  it(
    'explain a term where it is used',
    portal.story(async () => {
      const partner = await partnerOf(portal.world, '长风科技');
      const owner = await portal.world.member(partner, 'csp.owner', '王总');
      const { page, open, checkAccess } = await portal.as(owner);
      await open('/reports/discounts');
      await page
        .getByRole('button', { name: t('ui.term.explain', { term: t('ui.term.payRate.name') }) })
        .press('Enter');
      await page.getByRole('dialog').getByText(t('ui.term.payRate')).waitFor();
      await checkAccess();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
    }),
  );

  it(
    'show the digest as it would be sent now',
    portal.story(async () => {
      const partner = await partnerOf(portal.world, '西山科技');
      const owner = await portal.world.member(partner, 'csp.owner', '孙总');
      const { page, open, checkAccess } = await portal.as(owner);
      await open('/account/notifications');
      await page.getByRole('button', { name: t('ui.notifications.preview') }).click();
      await page.getByRole('dialog').getByText(t('ui.notifications.previewEmpty')).waitFor();
      await checkAccess();
    }),
  );
});
