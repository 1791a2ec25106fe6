import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { customerOf, partnerOf } from '../api/bindings/fixtures.ts';
import { tagsOf } from '../api/workspace/bulk-stage.ts';
import { toasts } from '../kit/dialogs.ts';
import { listOn } from '../kit/list.ts';
import { usePortal } from '../kit/portal.ts';
import { type MessageId, t } from '../kit/words.ts';
import type { Caller } from '../kit/world.ts';

/** More rows than one request processes, so that the job continues in the background. */
const CUSTOMERS = 60;
/** Customers that already have the maximum number of labels. */
const FULL = 3;

describe('many rows at once (F6, F7)', () => {
  const portal = usePortal();
  let manager: Caller;
  const customers: string[] = [];

  beforeAll(async () => {
    const { world } = portal;
    const partner = await partnerOf(world, '云帆科技');
    manager = await world.member(partner, 'csp.manager', '李明');
    await world.member(partner, 'csp.rep', '王芳');
    for (let i = 0; i < CUSTOMERS; i += 1) {
      const name = `${i % 2 ? '东方制造' : '西部物流'}${String(i).padStart(2, '0')}`;
      customers.push(await customerOf(world, name, [partner]));
    }
    const tags = Array.from({ length: 20 }, (_, i) => `标签${i}`);
    for (const id of customers.slice(0, FULL))
      await manager.mutate('customerSetTags', { id, tags });
  });

  const table = (page: Page) => page.getByRole('table', { name: t('ui.nav.customers') });
  const tick = (page: Page, name: string) =>
    table(page).getByRole('row', { name }).locator('label').first().click();
  /** Each text occurs in five names. A button pressed before the rows are drawn may move under the pointer. */
  const search = async (page: Page, text: string) => {
    const list = listOn(page, t('ui.nav.customers'));
    await list.search(text);
    await list.counts(5);
  };
  const start = (action: MessageId, count: number): string =>
    t('ui.bulk.start', { action: t(action), count });
  const tray = (page: Page) => page.getByRole('dialog', { name: t('ui.tasks') });
  const tasks = (page: Page) =>
    page.getByRole('banner').getByRole('button', { name: new RegExp(`^${t('ui.tasks')}`) });

  it(
    'F6 a selection survives its filter, and shows how many rows are outside the present one',
    portal.story(async () => {
      const { page, open, checkAccess } = await portal.as(manager);
      await open('/customers');
      await search(page, '西部物流0');
      await tick(page, '西部物流04');
      await tick(page, '西部物流06');
      await search(page, '东方制造0');
      await tick(page, '东方制造05');
      await page.getByText(t('ui.list.selectedOutside', { count: 3, outside: 2 })).waitFor();
      await checkAccess();
      await page.getByRole('button', { name: t('ui.list.clearSelection') }).click();
    }),
  );

  it(
    'F7 a preview comes first; the job survives a reload, shows each row’s outcome and is undone as one',
    portal.story(async () => {
      const { page, open, checkAccess } = await portal.as(manager);
      await open('/customers');
      await tick(page, '东方制造59');
      await page
        .getByRole('button', { name: t('ui.list.selectMatching', { count: CUSTOMERS }) })
        .click();
      await page.getByRole('button', { name: t('ui.job.customerAddTags') }).click();
      const dialog = page.getByRole('dialog', { name: t('ui.job.customerAddTags') });
      await dialog.getByText(t('ui.bulk.incomplete')).waitFor();
      await dialog.getByRole('textbox', { name: t('ui.customer.tags') }).fill('重点，华南');
      await dialog.getByText(t('ui.bulk.accepted', { count: CUSTOMERS - FULL })).waitFor();
      const refused = t('ui.bulk.refused', { count: FULL, reason: t('error.TOO_MANY') });
      await dialog.getByText(refused).waitFor();
      await dialog.getByText('西部物流00').waitFor();
      await checkAccess();
      expect(await tagsOf(manager, customers.at(-1)!)).toEqual([]);
      await dialog
        .getByRole('button', { name: start('ui.job.customerAddTags', CUSTOMERS - FULL) })
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
      await tray(page).getByRole('link', { name: '西部物流00' }).waitFor();
      await checkAccess();
      expect(await tagsOf(manager, customers.at(-1)!)).toEqual(['重点', '华南']);

      await tray(page)
        .getByRole('button', { name: t('ui.undo'), exact: true })
        .click();
      const undoing = tray(page)
        .getByRole('listitem')
        .filter({ hasText: t('ui.job.undo', { name: t('ui.job.customerAddTags') }) });
      await undoing.getByText(t('enum.JobStatus.QUEUED'), { exact: true }).waitFor();
      await portal.settle();
      await undoing.getByText(t('enum.JobStatus.SUCCEEDED'), { exact: true }).waitFor();
      for (const id of customers.slice(FULL)) expect(await tagsOf(manager, id)).toEqual([]);
      expect(await tagsOf(manager, customers[0]!)).toHaveLength(20);
    }),
  );

  it(
    'F7 a few rows are processed at once, and one click undoes them',
    portal.story(async () => {
      const { page, open } = await portal.as(manager);
      await open('/customers');
      await search(page, '东方制造5');
      for (const name of ['东方制造55', '东方制造57']) await tick(page, name);
      await page.getByRole('button', { name: t('ui.job.customerAssignManager') }).click();
      const dialog = page.getByRole('dialog', { name: t('ui.job.customerAssignManager') });
      await dialog.getByRole('button', { name: t('ui.bulk.chooseManager') }).click();
      await page.getByRole('option', { name: /王芳/ }).click();
      await dialog.getByRole('button', { name: start('ui.job.customerAssignManager', 2) }).click();
      await table(page)
        .getByRole('row', { name: /东方制造57.*王芳/ })
        .waitFor();
      expect(await table(page).getByText('王芳').count()).toBe(2);
      const toast = toasts(page);
      await toast.getByRole('button', { name: t('ui.undo'), exact: true }).click();
      await table(page).getByText('王芳').first().waitFor({ state: 'detached' });
      expect(await table(page).getByText('王芳').count()).toBe(0);
    }),
  );
});
