import { beforeAll, describe, expect } from '@jest/globals';
import { type Stage, setStage } from '../../api/discounts/stage.ts';
import { noon, ordered, type Placed, refunded } from '../../api/orders/deals.ts';
import { billEvent, certified, type Money, run } from '../../api/settlement/bills.ts';
import { box, fits, press } from '../../kit/controls.ts';
import { usePortal } from '../../kit/portal.ts';
import { t } from '../../kit/words.ts';

describe('the page of an order', () => {
  const portal = usePortal();
  let stage: Stage;
  let money: Money;
  let billed: Placed;
  let supervised: Placed;

  beforeAll(async () => {
    stage = await setStage(portal.world);
    money = await certified(stage);
    billed = await ordered(stage, { lines: [{}, { specification: 1 }] });
    await refunded(stage, billed.lineIds[0]!, 100_000n, noon('02-20'));
    supervised = await ordered(stage, {
      status: 'PROCESSING',
      completedAt: null,
      lines: [{ status: 'PROCESSING', supervision: 'IN_PROGRESS' }],
    });
    const [bill] = await run(stage, '2026-02');
    await billEvent(portal.world.deps, stage.operator, bill!, 'send');
  });

  const journey = (line: number) => {
    const name = t('ui.order.journey', { line: '星云ERP' });
    return { name, nth: line };
  };

  portal.it('shows finance the way of each line to its bill, and refunds', async () => {
    const { page, open, checkAccess } = await portal.as(money.finance);
    await open(`/orders/${billed.id}`);
    await page.getByRole('heading', { level: 1, name: billed.number }).waitFor();
    const { name } = journey(0);
    const first = page.getByRole('list', { name }).first();
    expect(await first.getByRole('listitem').count()).toBe(7);
    await first.getByRole('link', { name: t('ui.bill.title', { period: '2026-02' }) }).waitFor();
    expect(await first.locator('[aria-current=step]').textContent()).toContain(
      t('ui.order.journey.INVOICE'),
    );
    // 12 % of 12,345.67 and of 300.00 without 13 % tax, with 6 %.
    await page.getByText('1,389.71').first().waitFor();
    await fits(page);
    await checkAccess();

    const refund = page.getByRole('region', { name: t('ui.order.refunds') });
    await refund.getByText('−¥1,000.00').waitFor();
    await refund.getByRole('link').click();
    await page.getByTitle(t('enum.OrderType.UNSUBSCRIBE')).first().waitFor();
    await page.getByRole('link', { name: billed.number }).click();
    await page.getByRole('heading', { level: 1, name: billed.number }).waitFor();
  });

  portal.it('says what a supervised line waits for, but shows no foreign bill', async () => {
    const finance = await portal.as(money.finance);
    await finance.open(`/orders/${supervised.id}`);
    const waits = finance.page.locator('[aria-current=step]');
    expect(await waits.textContent()).toContain(t('ui.order.journey.ACCEPTED'));
    await finance.page.getByText(t('ui.order.period')).waitFor();

    for (const viewer of [stage.sellerManager, stage.manager]) {
      const { page, open, checkAccess } = await portal.as(viewer);
      await open(`/orders/${supervised.id}`);
      await page.getByRole('heading', { level: 1, name: supervised.number }).waitFor();
      const steps = page.getByRole('list', { name: journey(0).name }).getByRole('listitem');
      const seesBills = viewer === stage.manager;
      expect(await steps.count()).toBe(seesBills ? 8 : 4);
      await checkAccess();
    }
  });

  portal.it('opens from its figures exactly its lines, and takes a note', async () => {
    const { page, open, checkAccess } = await portal.as(money.finance);
    await open(`/orders/${billed.id}`);
    const figure = page.locator('[data-figure=settlement]');
    const [amount] = (await figure.textContent())!.split(' ');
    await figure.click();
    await page.waitForURL(/\/transactions/);
    const lines = page
      .getByRole('table')
      .locator('[data-card="title"] a', { hasText: billed.number });
    await lines.nth(1).waitFor();
    expect(await lines.allTextContents()).toEqual([billed.number, billed.number]);
    await page.getByRole('table').getByText(amount!.replace('¥', '')).waitFor();
    await page.goBack();
    await box(page, 'ui.note.text').fill('请核对第 2 行 @李明 ');
    await press(page, 'ui.note.add');
    await page.locator('mark', { hasText: '@李明' }).waitFor();
    await checkAccess();
    const seller = await portal.as(stage.sellerManager);
    await seller.open(`/orders/${billed.id}`);
    await seller.page.getByText(t('ui.record.timeline')).waitFor();
    expect(await seller.page.getByText('请核对第 2 行').count()).toBe(0);
    expect(await seller.page.locator('[data-figure=settlement]').count()).toBe(0);
  });

  portal.it('is reached from the panel of the list; a foreign one is not found', async () => {
    const { page, open } = await portal.as(stage.manager);
    await open('/orders');
    const rows = page.getByRole('table').locator('[data-card="title"] a');
    await rows.nth(2).waitFor();
    const [first, second] = (await rows.allTextContents()) as [string, string];
    await rows.first().click();
    const panel = page.getByRole('complementary', { name: t('ui.order') });
    await panel.getByRole('heading', { name: first }).waitFor();
    await panel.getByText(t('ui.record.place', { position: '1', count: '3' })).waitFor();
    await panel.getByRole('link', { name: t('ui.record.nextRecord') }).focus();
    await page.keyboard.press('Enter');
    await panel.getByRole('heading', { name: second }).waitFor();
    const next = panel.getByRole('link', { name: t('ui.record.nextRecord') });
    expect(await next.evaluate((link) => link === document.activeElement)).toBe(true);
    await page.keyboard.press('p');
    await panel.getByRole('heading', { name: first }).waitFor();
    await page.getByRole('table').getByRole('link', { name: supervised.number }).click();
    await panel.getByRole('heading', { name: supervised.number }).waitFor();
    await page.getByRole('link', { name: t('ui.order.open') }).click();
    await page.getByRole('heading', { level: 1, name: supervised.number }).waitFor();
    const stranger = await portal.world.organization('SELLER', '北辰软件');
    const other = await portal.as(await portal.world.member(stranger, 'seller.manager'));
    await other.open(`/orders/${supervised.id}`);
    await other.page.getByText(t('ui.failure.notFound.title')).waitFor();
  });
});
