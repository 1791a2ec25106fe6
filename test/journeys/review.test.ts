import { beforeAll, describe, expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { DAY } from '../../server/platform/clock.ts';
import { listed, type Stage, seen, setStage, submitted } from '../api/discounts/stage.ts';
import { modal } from '../kit/dialogs.ts';
import { holdCommands } from '../kit/held-commands.ts';
import { intercept } from '../kit/intercept.ts';
import { usePortal } from '../kit/portal.ts';
import { t } from '../kit/words.ts';

const HELD_MS = 10_000;

describe('the seller’s review inbox', () => {
  const portal = usePortal();
  let stage: Stage;
  /** In the order of the queue. */
  const ids: string[] = [];
  let request: string;

  beforeAll(async () => {
    const { world } = portal;
    stage = await setStage(world);
    for (let i = 0; i < 5; i += 1) {
      const at = (days: number) => new Date(world.clock.now().getTime() + days * DAY).toISOString();
      const span = { validFrom: at(20 * i + 1), validUntil: at(20 * i + 11) };
      ids.push(await submitted(stage, { name: `优惠 ${i}`, ...span }));
      world.clock.advance(60_000);
    }
    const goods = await listed(stage.sellerManager, '星云联营版', { saleModel: 'JOINT_OPERATION' });
    const { id } = await stage.manager.mutate('jointSalesAuthorizationRequest', {
      productId: goods.productId,
      shareRatio: '0.25',
      floorPayRate: '0.8',
      validUntil: '2027-01-01T00:00:00.000+08:00',
    });
    request = id;
  });

  const queue = (page: Page) => page.getByRole('listbox');
  const selected = (page: Page) => queue(page).getByRole('option', { selected: true });
  const undo = (page: Page) => page.getByRole('button', { name: t('ui.undo') });
  const statuses = () =>
    Promise.all(ids.map(async (id) => (await seen(stage.reviewer, id)).status));
  const later = () => portal.moveClock(new Date(portal.world.clock.now().getTime() + HELD_MS));
  const waitsFor = async (page: Page, count: number) => {
    while ((await queue(page).getByRole('option').count()) !== count) await page.waitForTimeout(50);
  };

  portal.it(
    'works by keyboard: a decision is stored at once, can be undone for ten seconds, then takes effect',
    async () => {
      const { page, open, checkAccess } = await portal.as(stage.sellerManager);
      await open('/review');
      await waitsFor(page, 6);
      await checkAccess();
      // The time left of the selected case is in the queue and beside it.
      const badge = selected(page).locator('time > :first-child');
      expect(await badge.evaluate(isUncovered)).toBe(true);
      const left = (await badge.textContent())!;
      const head = page.locator('header', { has: page.getByRole('heading', { level: 2 }) });
      await head.locator('time').filter({ hasText: left }).waitFor();
      const counted = page
        .getByRole('navigation', { name: t('ui.shell.nav') })
        .getByRole('link', { name: t('ui.nav.review') });
      await counted.filter({ hasText: t('ui.shell.due', { count: 6 }) }).waitFor();
      const first = await selected(page).textContent();
      await page.keyboard.press('j');
      expect(await selected(page).textContent()).not.toBe(first);
      await page.keyboard.press('k');
      expect(await selected(page).textContent()).toBe(first);

      await page.keyboard.press('a');
      await undo(page).first().waitFor();
      // Another browser sees it: the state is the server's.
      const colleague = await portal.as(stage.reviewer);
      await colleague.open('/review');
      await colleague.page
        .getByText(/秒后生效/)
        .first()
        .waitFor();
      expect(await statuses()).toEqual(ids.map(() => 'SELLER_REVIEW'));
      await page.keyboard.press('z');
      await undo(page).first().waitFor({ state: 'detached' });
      await later();
      expect(await statuses()).toEqual(ids.map(() => 'SELLER_REVIEW'));

      await page.keyboard.press('a');
      await undo(page).first().waitFor();
      await page.keyboard.press('r');
      const dialog = modal(page);
      await dialog.getByRole('textbox', { name: t('ui.reason') }).fill('价格过低');
      await checkAccess();
      await page.keyboard.press('Control+Enter');
      await dialog.waitFor({ state: 'detached' });
      expect(await statuses()).toEqual(ids.map(() => 'SELLER_REVIEW'));
      await later();
      await waitsFor(page, 4);
      expect((await statuses()).toSorted()).toEqual([
        'REJECTED',
        'SCHEDULED',
        'SELLER_REVIEW',
        'SELLER_REVIEW',
        'SELLER_REVIEW',
      ]);
      await checkAccess();
    },
  );

  portal.it('F12 sends a decision once, however often its key is pressed', async () => {
    const { page, open } = await portal.as(stage.sellerManager);
    await open('/review');
    await waitsFor(page, 4);
    const held = await holdCommands(page);
    // Within one instant: a key held down, and a second press, which would meet the next case.
    await page.clock.setFixedTime(portal.world.clock.now());
    await page.keyboard.down('a');
    await page.keyboard.down('a');
    await page.keyboard.up('a');
    await page.keyboard.press('a');
    await page.keyboard.press('k');
    await page.keyboard.press('a');
    await held.sent(1);
    const approve = page.getByRole('button', {
      name: new RegExp(`^${t('ui.review.approve')} A`),
    });
    expect(await approve.isDisabled()).toBe(true);
    held.release();
    await undo(page).first().waitFor();
    expect(held.keys).toHaveLength(1);
    await undo(page).first().click();
    await undo(page).first().waitFor({ state: 'detached' });
  });

  portal.it('F19 repeats an unanswered decision as the same one', async () => {
    const { page, open } = await portal.as(stage.sellerManager);
    await open('/review');
    await waitsFor(page, 4);
    const keys: string[] = [];
    await intercept(page, '**/graphql', async (route) => {
      const { variables } = route.request().postDataJSON() as {
        variables?: { idempotencyKey?: string };
      };
      if (!variables?.idempotencyKey || keys.push(variables.idempotencyKey) > 1)
        return await route.fallback();
      const errors = [{ message: 'Broken', extensions: { code: 'INTERNAL' } }];
      return await route.fulfill({ json: { data: null, errors } });
    });
    await queue(page).focus();
    await page.keyboard.press('a');
    await page.getByText(t('ui.failure.server.title')).waitFor();
    // The next case is open by now.
    await page.getByText(new RegExp(t('ui.review.notApproved', { name: '优惠 \\d' }))).waitFor();
    await page.keyboard.press('Home');
    await page.keyboard.press('a');
    await undo(page).first().waitFor();
    expect(keys).toEqual([keys[0], keys[0]]);
    await undo(page).first().click();
    await undo(page).first().waitFor({ state: 'detached' });
  });

  portal.it('lets the keys be switched off', async () => {
    const { page, open } = await portal.as(stage.sellerManager);
    await open('/review');
    await waitsFor(page, 4);
    await page.getByText(t('ui.review.keys')).click();
    await queue(page).focus();
    await page.keyboard.press('a');
    await page.keyboard.press('ArrowDown');
    await page.reload();
    await waitsFor(page, 4);
    await queue(page).focus();
    await page.keyboard.press('a');
    expect(await undo(page).count()).toBe(0);
    const { jobs } = await stage.sellerManager.ask(
      '{ jobs(first: 10, filter: { status: [QUEUED] }) { nodes { id } } }',
    );
    expect(jobs.nodes).toEqual([]);
  });

  portal.it(
    'holds joint-sales requests in the same queue, with the history of the partner',
    async () => {
      const { page, open, checkAccess } = await portal.as(stage.sellerManager);
      await open('/review');
      await queue(page)
        .getByRole('option', { name: new RegExp(t('ui.review.request')) })
        .click();
      await page.getByRole('heading', { name: t('ui.review.history') }).waitFor();
      await page.getByText(t('ui.review.check.shareAboveStandard')).waitFor();
      await checkAccess();
      await page.getByRole('button', { name: new RegExp(`^${t('ui.review.approve')} A`) }).click();
      await undo(page).first().waitFor();
      await later();
      await waitsFor(page, 3);
      const { row } = await stage.manager.ask(
        'query($id: ID!) { row: jointSalesAuthorization(by: { id: $id }) { status } }',
        { id: request },
      );
      expect(row.status).toBe('ACTIVE');
    },
  );

  portal.it(
    'opens the case of a link, which no other one replaces when it is decided elsewhere',
    async () => {
      const { page, open, checkAccess } = await portal.as(stage.reviewer);
      const decided = statuses().then((all) => ids[all.indexOf('REJECTED')]!);
      await open(`/open/ExclusiveDiscount/${await decided}`);
      await page.waitForURL(new RegExp(`/discounts/${await decided}`));
      await open(`/review/${await decided}`);
      await waitsFor(page, 3);
      await page.getByText(t('ui.review.notQueued')).waitFor();
      await checkAccess();
      await queue(page).focus();
      await page.keyboard.press('a');

      const approve = page.getByRole('button', {
        name: new RegExp(`^${t('ui.review.approve')} A`),
      });
      await open(`/review?open=${ids[4]}`);
      await approve.waitFor();
      await stage.manager.mutate('exclusiveDiscountWithdraw', { id: ids[4] });
      await waitsFor(page, 2);
      await page.getByText(t('ui.review.notQueued')).waitFor();
      await page.keyboard.press('a');
      expect(await approve.count()).toBe(0);
      expect(await undo(page).count()).toBe(0);
    },
  );

  portal.it('approves many at once, as far as the rules allow', async () => {
    const { page, open, checkAccess } = await portal.as(stage.reviewer);
    await open('/review');
    await waitsFor(page, 2);
    await page.getByRole('button', { name: t('ui.review.bulk') }).click();
    await page.getByRole('menuitem').click();
    const dialog = page.getByRole('dialog', { name: t('ui.job.exclusiveDiscountApprove') });
    await dialog.getByText(t('ui.bulk.accepted', { count: 2 })).waitFor();
    await checkAccess();
    await dialog
      .getByRole('button', {
        name: t('ui.bulk.start', { action: t('ui.job.exclusiveDiscountApprove'), count: 2 }),
      })
      .click();
    await undo(page).first().waitFor();
    await later();
    await page.getByText(t('ui.review.empty')).waitFor();
    expect((await statuses()).filter((status) => status === 'SCHEDULED')).toHaveLength(3);
  });
});

/** Runs in the page. */
function isUncovered(element: Element): boolean {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return element.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2));
}
