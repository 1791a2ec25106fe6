import { beforeAll, describe, expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { customerOf, invited, partnerOf } from '../api/bindings/fixtures.ts';
import { tagsOf } from '../api/workspace/bulk-stage.ts';
import { press } from '../kit/controls.ts';
import { toasts } from '../kit/dialogs.ts';
import { listOn } from '../kit/list.ts';
import { usePortal } from '../kit/portal.ts';
import { type MessageId, t } from '../kit/words.ts';
import type { Caller } from '../kit/world.ts';

const TITLE = t('ui.nav.customers');
/** More rows than a page has, and than one request processes. */
const CUSTOMERS = 110;
/** Customers that already have the maximum number of labels. */
const FULL = 3;

describe('many rows at once (F6, F7)', () => {
  const portal = usePortal();
  let manager: Caller;
  const customers: string[] = [];
  /** Customers in the west as a job takes them: by id. */
  const western = () => customers.filter((_, i) => i % 2 === 0).toSorted();
  const nameOf = (i: number) => `${i % 2 ? '东方制造' : '西部物流'}${String(i).padStart(3, '0')}`;

  beforeAll(async () => {
    const { world } = portal;
    const partner = await partnerOf(world, '云帆科技');
    manager = await world.member(partner, 'csp.manager', '李明');
    for (let i = 0; i < CUSTOMERS; i += 1) {
      const id = await customerOf(world, nameOf(i), [partner]);
      if (i < 3) await invited(world, manager, id);
      customers.push(id);
    }
    await world.member(partner, 'csp.rep', '王芳');
    const tags = Array.from({ length: 20 }, (_, i) => `标签${i}`);
    // The first ones, because a preview tries rows only as long as a person waits.
    for (const id of western().slice(0, FULL))
      await manager.mutate('customerSetTags', { id, tags });
  });

  const summary = (page: Page, text: string) => page.getByText(text).first();
  const pickPage = (page: Page) =>
    page.getByRole('checkbox', { name: t('ui.list.selectAll') }).click();
  const pick = (page: Page, name: string) =>
    page.getByRole('checkbox', { name: t('ui.list.selectRow', { name }) }).click();
  const assign = (page: Page) =>
    page.getByRole('button', { name: t('ui.job.customerAssignManager') });

  const table = (page: Page) => page.getByRole('table', { name: t('ui.nav.customers') });
  const start = (action: MessageId, count: number): string =>
    t('ui.bulk.start', { action: t(action), count });
  const tray = (page: Page) => page.getByRole('dialog', { name: t('ui.tasks') });
  const tasks = (page: Page) =>
    page.getByRole('banner').getByRole('button', { name: new RegExp(`^${t('ui.tasks')}`) });

  portal.it(
    'F6 a selection survives paging and filtering, and shows how many rows the filter excludes',
    async () => {
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
    },
  );

  portal.it(
    'F6 all matches are selected by their filter: no ids are sent, and another filter ends it',
    async () => {
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
    },
  );

  portal.it('F6 a hundred rows are selected in one frame', async () => {
    const { page, open } = await portal.as(manager);
    await open('/customers?size=100');
    await listOn(page, TITLE).counts(CUSTOMERS);
    const box = page.getByRole('checkbox', { name: t('ui.list.selectAll') });
    expect(await box.evaluate(selectedInOneFrame)).toBe(100);
    expect(await box.evaluate(selectedInOneFrame)).toBe(0);
  });

  portal.it(
    'F7 a preview comes first; the job survives a reload, shows each row’s outcome and is undone as one',
    async () => {
      const { page, open, checkAccess } = await portal.as(manager);
      await open('/customers?q=西部物流&sort=NAME');
      await pick(page, '西部物流000');
      const count = CUSTOMERS / 2;
      await page.getByRole('button', { name: t('ui.list.selectMatching', { count }) }).click();
      await page.getByRole('button', { name: t('ui.job.customerAddTags') }).click();
      const dialog = page.getByRole('dialog', { name: t('ui.job.customerAddTags') });
      await dialog.getByText(t('ui.bulk.incomplete')).waitFor();
      await dialog.getByRole('textbox', { name: t('ui.customer.tags') }).fill('重点，华南');
      await dialog.getByText(t('ui.bulk.accepted', { count: count - FULL })).waitFor();
      const refused = t('ui.bulk.refused', { count: FULL, reason: t('error.TOO_MANY') });
      await dialog.getByText(refused).waitFor();
      const full = nameOf(customers.indexOf(western()[0]!));
      await dialog.getByText(full).waitFor();
      await checkAccess();
      expect(await tagsOf(manager, western().at(-1)!)).toEqual([]);
      await dialog
        .getByRole('button', { name: start('ui.job.customerAddTags', count - FULL) })
        .click();
      await page.getByText(t('ui.job.started')).waitFor();

      await page.reload();
      await tasks(page).filter({ hasText: '1' }).waitFor();
      await portal.settle();
      await page.getByRole('button', { name: t('ui.job.look') }).click();
      await tray(page).getByText(t('enum.JobStatus.PARTIAL')).waitFor();
      const why = t('error.TOO_MANY').replace('。', '');
      const failed = tray(page).getByRole('heading', { name: `${why} ${FULL}` });
      await failed.waitFor();
      await tray(page).getByRole('link', { name: full }).waitFor();
      await checkAccess();
      expect(await tagsOf(manager, western().at(-1)!)).toEqual(['重点', '华南']);

      await press(tray(page), 'ui.undo');
      const undoing = tray(page)
        .getByRole('listitem')
        .filter({ hasText: t('ui.job.undo', { name: t('ui.job.customerAddTags') }) });
      await undoing.getByText(t('enum.JobStatus.QUEUED'), { exact: true }).waitFor();
      await portal.settle();
      await undoing.getByText(t('enum.JobStatus.SUCCEEDED'), { exact: true }).waitFor();
      for (const id of western().slice(FULL)) expect(await tagsOf(manager, id)).toEqual([]);
      expect(await tagsOf(manager, western()[0]!)).toHaveLength(20);
    },
  );

  portal.it('F7 a few rows are processed at once, and one click undoes them', async () => {
    const { page, open } = await portal.as(manager);
    await open('/customers');
    // A box pressed before the rows are drawn may move under the pointer.
    const list = listOn(page, TITLE);
    await list.search('东方制造05');
    await list.counts(5);
    for (const name of ['东方制造055', '东方制造057']) await pick(page, name);
    await page.getByRole('button', { name: t('ui.job.customerAssignManager') }).click();
    const dialog = page.getByRole('dialog', { name: t('ui.job.customerAssignManager') });
    await dialog.getByRole('button', { name: t('ui.bulk.chooseManager') }).click();
    await page.getByRole('option', { name: /王芳/ }).click();
    await dialog.getByRole('button', { name: start('ui.job.customerAssignManager', 2) }).click();
    await table(page)
      .getByRole('row', { name: /东方制造057.*王芳/ })
      .waitFor();
    expect(await table(page).getByText('王芳').count()).toBe(2);
    const toast = toasts(page);
    await press(toast, 'ui.undo');
    await table(page).getByText('王芳').first().waitFor({ state: 'detached' });
    expect(await table(page).getByText('王芳').count()).toBe(0);
  });
});

/** Clicks a checkbox; resolves to the selected rows of the next frame. */
function selectedInOneFrame(box: Element): Promise<number> {
  (box as HTMLElement).click();
  return new Promise((done) => {
    requestAnimationFrame(() => done(document.querySelectorAll('tbody input:checked').length));
  });
}
