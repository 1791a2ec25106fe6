import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { customerOf, invited, partnerOf } from '../api/bindings/fixtures.ts';
import { modal } from '../kit/dialogs.ts';
import { listOn } from '../kit/list.ts';
import { usePortal } from '../kit/portal.ts';
import { t } from '../kit/words.ts';
import type { Caller } from '../kit/world.ts';

const TITLE = t('ui.nav.customers');

describe('saved views of a list', () => {
  const portal = usePortal();
  let manager: Caller;
  let rep: Caller;

  beforeAll(async () => {
    const { world } = portal;
    const partner = await partnerOf(world, '云帆科技');
    manager = await world.member(partner, 'csp.manager', '李明');
    rep = await world.member(partner, 'csp.auditor', '高洁');
    for (const name of ['东方制造', '东方物流', '西部物流', '西部矿业']) {
      const id = await customerOf(world, name, [partner]);
      if (name.startsWith('东方')) await invited(world, manager, id);
    }
  });

  const menu = async (page: Page, entry: string) => {
    await page.getByRole('button', { name: t('ui.view'), exact: true }).click();
    await page.getByRole('menuitem', { name: entry }).click();
  };
  /** Saves the present state as a view. */
  async function saveAs(page: Page, name: string, choices: readonly string[] = []) {
    await menu(page, t('ui.view.saveAs'));
    const dialog = page.getByRole('dialog', { name: t('ui.view.saveAs') });
    await dialog.getByLabel(t('ui.view.name')).fill(name);
    for (const choice of choices) await dialog.getByText(choice, { exact: true }).click();
    await dialog.getByRole('button', { name: t('ui.view.save') }).click();
    await dialog.waitFor({ state: 'detached' });
  }
  /** Order and height of the rows. */
  const lookOf = async (page: Page) => {
    const { table } = listOn(page, TITLE);
    const head = table.getByRole('columnheader', { name: t('ui.customer'), exact: true });
    const row = await table.locator('tbody tr').first().boundingBox();
    return [await head.getAttribute('aria-sort'), row!.height];
  };
  const isChanged = (page: Page) => page.getByRole('img', { name: t('ui.view.changed') });

  it(
    'F2 a view saves filters, sorting, columns and density, opens by its URL, and shows changes',
    portal.story(async () => {
      const { page, open, checkAccess } = await portal.as(manager);
      const list = listOn(page, TITLE);
      await open('/customers');
      await list.counts(4);
      const plain = await lookOf(page);
      await list.filter(t('ui.status'), t('enum.CustomerStatus.INVITED'));
      await list.counts(2);
      await list.table.getByRole('button', { name: t('ui.customer'), exact: true }).click();
      await page.getByRole('button', { name: new RegExp(t('ui.list.columns')) }).click();
      await page.getByText(t('ui.customer.tags'), { exact: true }).last().click();
      await page.getByRole('radio', { name: t('ui.density.compact') }).click();
      await page.keyboard.press('Escape');
      await isChanged(page).waitFor();
      const rows = await list.rows();
      const heads = await list.heads();
      expect(heads).not.toContain(t('ui.customer.tags'));
      const look = await lookOf(page);
      expect(look[0]).toBe('descending');
      expect(look[1]).toBeLessThan(plain[1] as number);

      await saveAs(page, '等回复');
      await list.tab('等回复').and(page.locator('[aria-current]')).waitFor();
      await isChanged(page).waitFor({ state: 'detached' });
      await checkAccess();
      const address = page.url();
      expect(new URL(address).searchParams.get('view')).toMatch(/^svw_/);

      // Changes the state, and returns by the tab.
      await list.tab(t('ui.customers.view.all')).click();
      await list.counts(4);
      expect(await lookOf(page)).toEqual(plain);
      await list.tab('等回复').click();
      await list.counts(2);
      expect(await list.rows()).toEqual(rows);
      expect(await list.heads()).toEqual(heads);
      expect(await lookOf(page)).toEqual(look);

      await list.search('东方制造');
      await list.counts(1);
      await isChanged(page).waitFor();
      await menu(page, t('ui.view.discard'));
      await list.counts(2);

      await list.search('东方物流');
      await list.counts(1);
      await menu(page, t('ui.view.update', { name: '等回复' }));
      await isChanged(page).waitFor({ state: 'detached' });
      await list.tab(t('ui.customers.view.all')).click();
      await list.counts(4);
      await list.tab('等回复').click();
      await list.counts(1);
      expect(await list.rows()).toEqual(['东方物流']);
    }),
  );

  it(
    'F2 a team view is visible to everybody, and only owners and managers change it',
    portal.story(async () => {
      const { page, open } = await portal.as(manager);
      await open('/customers?q=西部');
      await listOn(page, TITLE).counts(2);
      await saveAs(page, '西部客户', [t('ui.view.team')]);

      const other = await portal.as(rep);
      const list = listOn(other.page, TITLE);
      await other.open('/customers');
      await list.counts(4);
      await list.tab('西部客户').click();
      await list.counts(2);
      await other.page.getByRole('img', { name: t('ui.view.shared') }).waitFor();
      await other.page.getByRole('button', { name: t('ui.view'), exact: true }).click();
      await other.page.getByRole('menuitem', { name: t('ui.view.setDefault') }).waitFor();
      expect(await other.page.getByRole('menuitem', { name: t('ui.view.delete') }).count()).toBe(0);
      await other.page.keyboard.press('Escape');
      // Personal views are not shared.
      expect(await list.tab('等回复').count()).toBe(0);
    }),
  );

  it(
    'F2 the list opens with the default view of the person; its link shows the same rows to anybody',
    portal.story(async () => {
      const { page, open } = await portal.as(manager);
      const list = listOn(page, TITLE);
      await open('/customers?q=矿业');
      await list.counts(1);
      await saveAs(page, '矿业', [t('ui.view.default')]);
      await open('/customers');
      await list.counts(1);
      await page.waitForURL(/view=svw_/);
      const link = page.url();
      // The first view has an id in the URL while another one opens at the plain address.
      await list.tab(t('ui.customers.view.all')).click();
      await list.counts(4);

      const other = await portal.as(rep);
      await other.open(link);
      await listOn(other.page, TITLE).counts(1);
      expect(await listOn(other.page, TITLE).rows()).toEqual(['西部矿业']);

      await list.tab('矿业').click();
      await list.counts(1);
      await menu(page, t('ui.view.delete'));
      await modal(page)
        .getByRole('button', { name: t('ui.view.delete') })
        .click();
      await list.counts(4);
      await open('/customers');
      await list.counts(4);
    }),
  );

  it(
    'F2 a name is unique: the form reports a duplicate at its field',
    portal.story(async () => {
      const { page, open, checkAccess } = await portal.as(manager);
      await open('/customers?q=东方');
      await listOn(page, TITLE).counts(2);
      await menu(page, t('ui.view.saveAs'));
      const dialog = page.getByRole('dialog', { name: t('ui.view.saveAs') });
      await dialog.getByRole('button', { name: t('ui.view.save') }).click();
      await dialog.getByText(t('ui.form.required')).waitFor();
      await dialog.getByLabel(t('ui.view.name')).fill('等回复');
      await dialog.getByRole('button', { name: t('ui.view.save') }).click();
      await dialog.getByText(t('error.VIEW_NAME_TAKEN')).waitFor();
      await checkAccess();
    }),
  );
});
