import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { customerOf, invited, partnerOf } from '../api/bindings/fixtures.ts';
import { usePortal } from '../kit/portal.ts';
import { t } from '../kit/words.ts';
import type { Caller } from '../kit/world.ts';

describe('a record next to its list, by keyboard', () => {
  const portal = usePortal();
  let owner: Caller;
  beforeAll(async () => {
    const { world } = portal;
    const partner = await partnerOf(world, '云帆科技');
    owner = await world.member(partner, 'csp.owner');
    await invited(world, owner, await customerOf(world, '东方制造', [partner]));
  });

  const recordOf = (page: Page) => page.getByRole('complementary', { name: t('ui.audit.detail') });
  const rowOf = (page: Page) =>
    page
      .getByRole('table', { name: t('ui.nav.audit') })
      .getByRole('link')
      .first();
  const hasFocus = (element: ReturnType<typeof rowOf>) =>
    element.evaluate((node) => node === document.activeElement);

  it(
    'is entered by a second Enter, closed by Escape, and returns the focus to the row',
    portal.story(async () => {
      const { page, open } = await portal.as(owner);
      await open('/audit');
      await rowOf(page).focus();
      await page.keyboard.press('Enter');
      await recordOf(page).getByText(t('ui.audit.hash'), { exact: true }).waitFor();
      expect(await hasFocus(rowOf(page))).toBe(true);
      await page.keyboard.press('Enter');
      expect(await hasFocus(recordOf(page))).toBe(true);
      await page.keyboard.press('Escape');
      await recordOf(page).waitFor({ state: 'detached' });
      expect(await hasFocus(rowOf(page))).toBe(true);
    }),
  );

  it(
    'takes the focus when it covers the list',
    portal.story(async () => {
      const { page, open, checkAccess } = await portal.as(owner, { width: 360, height: 740 });
      await open('/audit');
      await rowOf(page).focus();
      await page.keyboard.press('Enter');
      await recordOf(page).getByText(t('ui.audit.hash'), { exact: true }).waitFor();
      expect(await hasFocus(recordOf(page))).toBe(true);
      await checkAccess();
      await page.getByRole('button', { name: t('ui.close') }).click();
      await recordOf(page).waitFor({ state: 'detached' });
      expect(await hasFocus(rowOf(page))).toBe(true);
    }),
  );
});
