import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { customerOf, partnerOf } from '../api/bindings/fixtures.ts';
import { listOn } from '../kit/list.ts';
import { usePortal } from '../kit/portal.ts';
import { t } from '../kit/words.ts';
import type { Caller } from '../kit/world.ts';

const TITLE = t('ui.nav.customers');
const NAME = t('ui.customer');
const STATUS = t('ui.status');
const MANAGER = t('ui.customer.manager');
const SINCE = t('ui.customer.boundOn');
const LEVEL = t('ui.customer.level');

describe('columns of a list', () => {
  const portal = usePortal();
  let manager: Caller;

  beforeAll(async () => {
    const { world } = portal;
    const partner = await partnerOf(world, '云帆科技');
    manager = await world.member(partner, 'csp.manager', '李明');
    await customerOf(world, '深圳前海云启数据科技股份有限公司华南分公司', [partner]);
    await customerOf(world, '西部物流', [partner]);
  });

  const chooser = async (page: Page) => {
    await page.getByRole('button', { name: new RegExp(t('ui.list.columns')) }).click();
    return page.getByRole('dialog', { name: t('ui.list.columns') });
  };
  const headOf = (page: Page, name: string) =>
    page.getByRole('columnheader', { name, exact: true });
  const widthOf = async (page: Page, name: string) =>
    (await headOf(page, name).boundingBox())?.width ?? 0;

  it(
    'F3 columns are shown, hidden, moved by buttons or dragging, and reset; the URL holds the settings',
    portal.story(async () => {
      const { page, open, checkAccess } = await portal.as(manager);
      const list = listOn(page, TITLE);
      await open('/customers');
      await list.counts(2);
      const before = await list.heads();
      expect(before).not.toContain(LEVEL);

      const dialog = await chooser(page);
      await dialog.getByText(LEVEL, { exact: true }).click();
      await dialog.getByText(MANAGER, { exact: true }).click();
      await dialog.getByRole('button', { name: t('ui.list.columnUp', { column: STATUS }) }).click();
      const at = (name: string) => dialog.locator('[draggable]').filter({ hasText: name });
      await at(SINCE).dragTo(at(STATUS));
      await page.keyboard.press('Escape');
      await checkAccess();
      const heads = await list.heads();
      expect(heads).toContain(LEVEL);
      expect(heads).not.toContain(MANAGER);
      expect(heads[0]).toBe(NAME);
      expect(heads.indexOf(SINCE)).toBeLessThan(heads.indexOf(STATUS));
      expect(heads.indexOf(STATUS)).toBeLessThan(heads.indexOf(t('ui.binding.fact.type')));

      await page.reload();
      expect(await list.heads()).toEqual(heads);
      await (await chooser(page)).getByRole('button', { name: t('ui.list.columnsReset') }).click();
      await page.keyboard.press('Escape');
      expect(await list.heads()).toEqual(before);
      expect(new URL(page.url()).search).toBe('');
    }),
  );

  it(
    'F3 a column is resized by dragging or by buttons, and reset',
    portal.story(async () => {
      const { page, open } = await portal.as(manager);
      const list = listOn(page, TITLE);
      await open('/customers');
      await list.counts(2);
      const box = (await headOf(page, NAME).boundingBox())!;
      const y = box.y + box.height / 2;
      await page.mouse.move(box.x + box.width - 1, y);
      await page.mouse.down();
      await page.mouse.move(box.x + 200, y, { steps: 5 });
      await page.mouse.up();
      await page.waitForURL(/cols=/);
      expect(await widthOf(page, NAME)).toBeCloseTo(201, -1);
      // The long name ends in an ellipsis, and the row keeps one line.
      await page.reload();
      await list.counts(2);
      expect(await widthOf(page, NAME)).toBeCloseTo(201, -1);

      const dialog = await chooser(page);
      await dialog
        .getByRole('button', { name: t('ui.list.columnWider', { column: NAME }) })
        .click();
      await page.waitForURL(/NAME\.22\d/);
      await dialog
        .getByRole('button', { name: t('ui.list.columnNarrower', { column: NAME }) })
        .click();
      await page.waitForURL(/NAME\.20\d/);
      await dialog.getByRole('button', { name: t('ui.list.columnsReset') }).click();
      await page.waitForURL((url) => url.search === '');
      expect(await widthOf(page, NAME)).toBeCloseTo(box.width, -1);
    }),
  );

  it(
    'F3 dates and figures are never cut off, however narrow or numerous their columns',
    portal.story(async () => {
      const { page, open } = await portal.as(manager);
      const list = listOn(page, TITLE);
      await open('/customers?cols=NAME.60~CREATED.48~boundAt~status~level~kind~tags~manager~type');
      await list.counts(2);
      const cut = await list.table.getByRole('cell').evaluateAll((cells) =>
        cells
          .filter((cell) => /^\d{4}-\d{2}-\d{2}$/.test(cell.textContent.trim()))
          .map((cell) => {
            const { overflowX } = getComputedStyle(cell);
            return overflowX !== 'visible' && cell.scrollWidth > cell.clientWidth;
          }),
      );
      expect(cut).toEqual([false, false]);
    }),
  );
});
