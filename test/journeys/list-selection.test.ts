import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { customerOf, invited, partnerOf } from '../api/bindings/fixtures.ts';
import { listOn } from '../kit/list.ts';
import { usePortal } from '../kit/portal.ts';
import { t } from '../kit/words.ts';
import type { Caller } from '../kit/world.ts';

const TITLE = t('ui.nav.customers');
const CUSTOMERS = 110;

describe('selected rows', () => {
  const portal = usePortal();
  let manager: Caller;

  beforeAll(async () => {
    const { world } = portal;
    const partner = await partnerOf(world, '云帆科技');
    manager = await world.member(partner, 'csp.manager', '李明');
    for (let i = 0; i < CUSTOMERS; i += 1) {
      const number = String(i).padStart(3, '0');
      const id = await customerOf(world, `${i % 2 ? '东方制造' : '西部物流'}${number}`, [partner]);
      if (i < 3) await invited(world, manager, id);
    }
  });

  const summary = (page: Page, text: string) => page.getByText(text).first();
  const pickPage = (page: Page) =>
    page.getByRole('checkbox', { name: t('ui.list.selectAll') }).click();
  const pick = (page: Page, name: string) =>
    page.getByRole('checkbox', { name: t('ui.list.selectRow', { name }) }).click();
  const assign = (page: Page) =>
    page.getByRole('button', { name: t('ui.job.customerAssignManager') });

  it(
    'F6 a selection survives paging and filtering, and shows how many rows the filter excludes',
    portal.story(async () => {
      const { page, open, checkAccess } = await portal.as(manager);
      const list = listOn(page, TITLE);
      await open('/customers?sort=NAME');
      await list.counts(CUSTOMERS);
      expect(await assign(page).count()).toBe(0);
      const second = page.locator('main tbody tr').nth(1);
      const before = await second.boundingBox();
      await pickPage(page);
      await summary(page, t('ui.list.selected', { count: 50 })).waitFor();
      await assign(page).waitFor();
      // After one row is selected, the next one has not moved.
      expect(await second.boundingBox()).toEqual(before);
      await checkAccess();
      await page.getByRole('button', { name: t('ui.list.next') }).click();
      await page.getByText(t('ui.list.range', { from: 51, to: 100, count: CUSTOMERS })).waitFor();
      await pick(page, (await list.rows())[0]!);
      await summary(page, t('ui.list.selected', { count: 51 })).waitFor();

      // Sorted by name, the first fifty are in the east; the filters stay reachable.
      await list.search('西部物流');
      await list.counts(CUSTOMERS / 2);
      await summary(page, t('ui.list.selectedOutside', { count: 51, outside: 51 })).waitFor();
      await list.filter(t('ui.status'), t('enum.CustomerStatus.INVITED'));
      await list.counts(2);
      await pickPage(page);
      await summary(page, t('ui.list.selectedOutside', { count: 53, outside: 51 })).waitFor();

      // Opens a record and returns.
      await page.getByRole('link', { name: '西部物流000' }).click();
      await page.getByRole('heading', { name: '西部物流000' }).waitFor();
      await page.goBack();
      await list.counts(2);
      await summary(page, t('ui.list.selectedOutside', { count: 53, outside: 51 })).waitFor();
      await page.getByRole('button', { name: t('ui.list.clearSelection') }).click();
      expect(await assign(page).count()).toBe(0);
    }),
  );

  it(
    'F6 all matches are selected by their filter: no ids are sent, and another filter ends it',
    portal.story(async () => {
      const { page, open } = await portal.as(manager);
      const list = listOn(page, TITLE);
      await open('/customers?q=东方');
      await list.counts(CUSTOMERS / 2);
      await pick(page, (await list.rows())[0]!);
      await page
        .getByRole('button', { name: t('ui.list.selectMatching', { count: CUSTOMERS / 2 }) })
        .click();
      await summary(page, t('ui.list.selectedMatching', { count: CUSTOMERS / 2 })).waitFor();
      const sent: string[] = [];
      page.on('request', (request) => sent.push(request.postData() ?? ''));
      await assign(page).click();
      await page.getByRole('dialog').waitFor();
      await page.waitForTimeout(500);
      const about = sent.filter((body) => body.includes('"selection"') || body.includes('"rows"'));
      expect(about.join()).not.toContain('cus_');
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await list.search('西部');
      await assign(page).waitFor({ state: 'detached' });
    }),
  );

  it(
    'F6 a hundred rows are selected in one frame',
    portal.story(async () => {
      const { page, open } = await portal.as(manager);
      await open('/customers?size=100');
      await listOn(page, TITLE).counts(CUSTOMERS);
      const box = page.getByRole('checkbox', { name: t('ui.list.selectAll') });
      expect(await box.evaluate(selectedInOneFrame)).toBe(100);
      expect(await box.evaluate(selectedInOneFrame)).toBe(0);
    }),
  );
});

/** Clicks a checkbox; resolves to the selected rows of the next frame. */
function selectedInOneFrame(box: Element): Promise<number> {
  (box as HTMLElement).click();
  return new Promise((done) => {
    requestAnimationFrame(() => done(document.querySelectorAll('tbody input:checked').length));
  });
}
