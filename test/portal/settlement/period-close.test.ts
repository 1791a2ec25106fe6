import { beforeAll, describe, expect } from '@jest/globals';
import { type Stage, setStage } from '../../api/discounts/stage.ts';
import { noon, ordered } from '../../api/orders/deals.ts';
import { certified, type Money, run } from '../../api/settlement/bills.ts';
import { box, press } from '../../kit/controls.ts';
import { modal } from '../../kit/dialogs.ts';
import { usePortal } from '../../kit/portal.ts';
import { t } from '../../kit/words.ts';
import type { Caller } from '../../kit/world.ts';

const PERIOD = '2026-02';

describe('the page of a period close', () => {
  const portal = usePortal();
  let stage: Stage;
  let money: Money;
  let colleague: Caller;

  beforeAll(async () => {
    stage = await setStage(portal.world);
    money = await certified(stage);
    const site = { id: stage.operator.viewer.tenantId, name: '云商店' };
    colleague = await portal.world.member(site, 'operator', '秦越');
    await ordered(stage, { placedAt: noon('02-10'), lines: [{ listMinor: 1_000_000n }] });
    await run(stage, PERIOD);
  });

  portal.it('shows the progress of each step, and does the next one in place', async () => {
    const { page, open, checkAccess } = await portal.as(stage.operator);
    await open(`/period-close?period=${PERIOD}&step=send`);
    await page.getByText('1 张待审核', { exact: false }).waitFor();
    await checkAccess();
    await press(page, 'ui.bill.send');
    const question = modal(page);
    await question.getByText(/发送后对账单及明细不能更改/).waitFor();
    await checkAccess();
    await question.getByRole('button', { name: t('ui.bill.send') }).click();
    await page.getByText(t('ui.close.nothingWaits')).waitFor();

    await page.getByRole('link', { name: new RegExp(t('ui.close.step.countersign')) }).click();
    await page.getByRole('row', { name: /云帆科技/ }).waitFor();
    await page.getByText(t('ui.close.unsigned')).waitFor();
    await press(page, 'ui.bill.countersign');
    await page.getByRole('dialog').getByText(t('ui.bill.firstSignatureText')).waitFor();
    await checkAccess();
  });

  portal.it('decides a dispute in place', async () => {
    const { settlementBills } = await money.finance.ask(
      '{ settlementBills(first: 1) { nodes { lines(first: 1) { nodes { id } } } } }',
    );
    const [line] = settlementBills.nodes[0].lines.nodes;
    const { id } = await money.finance.mutate('lineDisputeOpen', {
      billLineId: line.id,
      reason: '分成比例应为 25 %',
    });
    const finance = await portal.as(money.finance);
    await finance.open(`/open/LineDispute/${id}`);
    await finance.page.waitForURL(/\/bills\/stl_/);
    const discussion = (files: number, comments: number) =>
      t('ui.dispute.discussion', { files, comments });
    await finance.page.getByRole('button', { name: discussion(0, 0) }).click();
    await finance.page.locator('input[type=file]').setInputFiles({
      name: '分成协议.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.4 分成比例 25 %'),
    });
    await finance.page.getByLabel(t('ui.thread.body')).fill('见协议第 3 条');
    await press(finance.page, 'ui.thread.send');
    await finance.page.getByRole('button', { name: discussion(1, 1) }).waitFor();
    await finance.checkAccess();

    const { page, open, checkAccess } = await portal.as(stage.operator);
    await open('/');
    const figure = page.getByRole('link', { name: new RegExp(t('ui.home.count.disputes')) });
    await figure.click();
    await page.waitForURL(/period-close\?.*step=dispute/);
    const region = page.getByRole('region', { name: t('ui.close.step.dispute') });
    await region.getByText('分成比例应为 25 %').waitFor();
    await region.getByRole('button', { name: discussion(1, 1) }).click();
    await region.getByText('见协议第 3 条').waitFor();
    await region.getByText('分成协议.pdf').first().waitFor();
    await checkAccess();
    await press(region, 'ui.dispute.dismiss');
    const dialog = modal(page);
    await dialog.getByRole('button', { name: t('ui.dispute.dismiss') }).click();
    await box(dialog, 'ui.reason').fill('比例以订单为准');
    await dialog.getByRole('button', { name: t('ui.dispute.dismiss') }).click();
    await page.getByText(t('ui.dispute.dismissed')).waitFor();
    await region.getByText(t('ui.close.nothingWaits')).waitFor();
    const { lineDisputes } = await money.finance.ask(
      '{ lineDisputes(first: 1) { nodes { status decisionReason } } }',
    );
    expect(lineDisputes.nodes).toEqual([{ status: 'DISMISSED', decisionReason: '比例以订单为准' }]);
  });

  portal.it('names the first signer to the second, who cannot be the same person', async () => {
    const { settlementBills } = await stage.operator.ask(
      '{ settlementBills(first: 1) { nodes { id } } }',
    );
    const [{ id }] = settlementBills.nodes;
    const path = `/period-close?period=${PERIOD}&step=countersign`;
    const first = await portal.as(stage.operator);
    await first.open(`/bills?open=${id}`);
    await first.page.getByRole('row').getByRole('checkbox').last().check({ force: true });
    portal.realClock.advance(11 * 60_000);
    const action = t('ui.job.settlementBillCountersign');
    await first.page.getByRole('button', { name: action, exact: true }).click();
    const dialog = first.page.getByRole('dialog', { name: action });
    await box(dialog, 'ui.bill.signReason').fill('明细已抽核');
    await dialog.getByRole('button', { name: t('ui.bulk.start', { action, count: 1 }) }).click();
    // The proof of the sign-in is too old by now.
    const proof = first.page.getByRole('dialog', { name: t('ui.proof.title') });
    await proof.getByRole('button', { name: t('ui.signIn.demoAs', { name: '孙正' }) }).click();
    await dialog.waitFor({ state: 'detached' });
    await portal.settle();
    await first.open(path);
    const button = first.page.getByRole('button', {
      name: t('ui.bill.countersign'),
      exact: true,
    });
    await button.waitFor();
    expect(await button.getAttribute('aria-disabled')).toBe('true');

    const second = await portal.as(colleague);
    await second.open(path);
    await second.page.getByText(/第一人 孙正/).waitFor();
    await second.checkAccess();
    await press(second.page, 'ui.bill.countersign');
    await second.page.getByText(/孙正 · .* · 明细已抽核/).waitFor();
  });

  portal.it('is closed to partners', async () => {
    const { page, open } = await portal.as(money.finance);
    await open('/bills');
    const entry = page.getByRole('link', { name: t('ui.nav.periodClose') });
    expect(await entry.count()).toBe(0);
  });
});
