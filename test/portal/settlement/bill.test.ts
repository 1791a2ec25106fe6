import { beforeAll, describe, expect } from '@jest/globals';
import { money as yuan } from '../../../server/platform/money.ts';
import { type Stage, setStage } from '../../api/discounts/stage.ts';
import { noon, ordered, refunded } from '../../api/orders/deals.ts';
import { certified, type Money, run } from '../../api/settlement/bills.ts';
import { box, press } from '../../kit/controls.ts';
import { modal } from '../../kit/dialogs.ts';
import { textOf } from '../../kit/download.ts';
import { usePortal } from '../../kit/portal.ts';
import { t } from '../../kit/words.ts';

describe('a bill', () => {
  const portal = usePortal();
  let stage: Stage;
  let money: Money;
  let path: string;
  let number: string;

  beforeAll(async () => {
    stage = await setStage(portal.world);
    money = await certified(stage);
    const sold = await ordered(stage, { lines: [{ listMinor: 36_800_000n, shareRatio: '0.08' }] });
    number = sold.number;
    await ordered(stage, {
      lines: [{ listMinor: 888_888n, strategy: 'JOINT_SALE', shareRatio: '0.125' }],
    });
    await refunded(stage, sold.lineIds[0]!, 800_000n, noon('02-25'));
    portal.world.clock.advance(24 * 3_600_000);
    const [id] = await run(stage, '2026-02');
    path = `/bills/stl_${id}`;
  });

  portal.inChapters('explains itself to the fen', (chapter) => {
    chapter('its lines are equal, explained, found, written to a file and printed', async () => {
      const { page, open, checkAccess } = await portal.as(money.finance);
      await open(path);
      await page.getByText(t('ui.bill.allEqual', { count: 3 })).waitFor();
      await checkAccess();
      await page.getByRole('button', { name: t('ui.bill.compare') }).click();
      await page.getByText(t('ui.bill.comparedNow')).waitFor();
      await page.getByText(t('ui.bill.allEqual', { count: 3 })).waitFor();
      await page.getByRole('button', { name: '27,616.28' }).click();
      const dialog = page.getByRole('dialog', { name: t('ui.bill.howLine') });
      await dialog.waitFor();
      for (const text of ['29,440.00', '26,053.097345…', '27,616.283185…'])
        await dialog.getByText(text).waitFor();
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });

      // One line is found by its order, and refunds by their kind.
      const table = page.getByRole('table', { name: t('ui.bill.lines') });
      await table.getByText(number).first().waitFor();
      await page.getByText(t('ui.bill.changes', { count: 1 })).click();
      await table.getByText(t('enum.SettlementBillLineKind.REFUND')).waitFor();
      await page.getByRole('button', { name: '27,616.28' }).waitFor({ state: 'detached' });
      await page.getByText(t('ui.bill.allLines', { count: 3 })).click();
      await page.getByRole('searchbox', { name: t('ui.bill.findLine') }).fill(number);
      await page.getByRole('button', { name: '1,111.11' }).waitFor({ state: 'detached' });
      await page.getByRole('button', { name: '27,616.28' }).waitFor();
      await page.getByRole('searchbox', { name: t('ui.bill.findLine') }).fill('');
      await page.getByRole('button', { name: '1,111.11' }).waitFor();

      // The lines are a file, which adds up to the bill.
      await page.getByRole('button', { name: '27,616.28' }).waitFor();
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: t('ui.bill.exportLines') }).click();
      const [, ...rows] = (await textOf(await download)).trimEnd().split('\r\n');
      expect(rows).toHaveLength(3);
      expect(rows.join('\n')).toContain(number);
      const gross = rows.map((row) => yuan.parse(row.split(',').at(-1)!));
      const id = path.slice('/bills/'.length);
      const { settlementBill } = await money.finance.ask(
        `{ settlementBill(by: { id: "${id}" }) { gross { amount } } }`,
      );
      expect(yuan.format(gross.reduce((sum, one) => sum + one, 0n))).toBe(
        settlementBill.gross.amount,
      );

      const proof = page.waitForEvent('download');
      await page.getByRole('button', { name: t('ui.bill.proof') }).click();
      expect((await proof).suggestedFilename()).toMatch(/^STL-202602-\d{6}\.jsonl$/);
      // Print preview blocks a script, so that the page as it is printed is read inside of it.
      await page.evaluate(() => {
        window.print = () => {
          document.title = document.querySelector('table[data-print] tbody')?.textContent ?? '';
        };
      });
      await page.getByRole('button', { name: t('ui.print') }).click();
      await page.waitForFunction((order) => document.title.includes(order), number);
      await page.emulateMedia({ media: 'print' });
      await page.getByText(t('ui.bill.print.formulas')).waitFor();
    });

    chapter('the partner confirms it when the site asks for that', async () => {
      const policy = { key: 'settlement.partner-confirms', reason: '与服务商约定' };
      await stage.operator.mutate('policySet', { ...policy, value: '1' });
      await stage.operator.mutate('settlementBillSend', { id: path.slice('/bills/'.length) });
      const awaited = t('ui.deadlineOf.SettlementBill.autoConfirm.PARTNER.title');
      const operator = await portal.as(stage.operator);
      await operator.open('/bills?view=toCountersign');
      await operator.page.getByText(t('ui.list.emptyFiltered')).waitFor();
      await operator.go('/bills?view=toConfirm');
      await operator.page.getByText(/STL-202602/).waitFor();
      await operator.go(path);
      const next = operator.page.getByRole('region', { name: t('ui.record.next') });
      await next.getByText(awaited).waitFor();
      const { page, open, checkAccess } = await portal.as(money.finance);
      await open(path);
      await page
        .getByRole('region', { name: t('ui.record.next') })
        .getByText(awaited)
        .waitFor();
      await page.getByText(t('enum.SettlementBillStatus.SENT'), { exact: true }).first().waitFor();
      // The time is that of the confirmation, not of the countersignature.
      const steps = page.getByRole('list', { name: t('ui.bill.steps') });
      await steps
        .getByRole('listitem')
        .filter({ hasText: t('ui.bill.step.CONFIRM') })
        .getByText(/2026-03-10 10:00/)
        .waitFor();
      const confirm = { name: t('ui.bill.confirm'), exact: true };
      await page.getByRole('button', confirm).click();
      const question = modal(page);
      await checkAccess();
      await question.getByRole('button', confirm).click();
      await page
        .getByText(t('enum.SettlementBillStatus.COUNTERSIGNING'), { exact: true })
        .first()
        .waitFor();
      // The dialog closes after the state has changed.
      await page.getByRole('button', confirm).waitFor({ state: 'detached' });
      await steps.getByText('周会计').waitFor();
    });

    chapter('a line is disputed with its reason, and withdrawn again', async () => {
      const { page, open, checkAccess } = await portal.as(money.finance);
      await open(path);
      await page.getByRole('button', { name: '1,111.11' }).click();
      await page.getByRole('button', { name: t('ui.dispute.open') }).click();
      const dialog = page.getByRole('dialog', { name: t('ui.dispute.open') });
      await dialog.getByLabel(t('ui.reason')).fill('代金券被抵扣两次');
      await dialog.getByLabel(t('ui.dispute.expected')).fill('-80');
      await dialog.getByRole('button', { name: t('ui.dispute.submit') }).click();
      await page.getByText('代金券被抵扣两次').waitFor();
      await page.getByText(t('ui.bill.disputed')).waitFor();
      await page.getByText(t('ui.bill.blocksPayment')).first().waitFor();
      await page.reload();
      const next = page.getByRole('region', { name: t('ui.record.next') });
      await next.getByText(t('ui.deadlineOf.LineDispute.flagBreach.OPERATOR.title')).waitFor();
      await box(page, 'ui.note.text').fill('等运营裁定');
      await press(page, 'ui.note.add');
      const history = page.getByRole('list', { name: t('ui.activity') });
      await history.getByText('等运营裁定').waitFor();
      await history.getByText(t('event.SettlementBill.send')).waitFor();
      await checkAccess();
      await page.getByRole('button', { name: t('ui.dispute.withdraw') }).click();
      const question = modal(page);
      await question.getByText(t('ui.dispute.withdrawText')).waitFor();
      await question.getByRole('button', { name: t('ui.dispute.withdraw') }).click();
      await page.getByText(t('ui.dispute.withdrawn')).waitFor();
      await page.getByText(t('enum.LineDisputeStatus.WITHDRAWN'), { exact: true }).waitFor();
    });

    chapter('operations correct a line of the sent bill, and the partner sees why', async () => {
      const { page, open, checkAccess } = await portal.as(stage.operator);
      await open(path);
      await page.getByRole('button', { name: '27,616.28' }).click();
      await page.getByRole('button', { name: t('ui.adjustment.open') }).click();
      const dialog = page.getByRole('dialog', { name: t('ui.adjustment.title') });
      await dialog.getByRole('button', { name: t('ui.adjustment.make') }).click();
      await dialog.getByText(t('ui.form.required')).first().waitFor();
      await dialog.getByLabel(t('ui.adjustment.amount')).fill('-120.5');
      await dialog.getByLabel(t('ui.reason')).fill('分成比例录入有误');
      await checkAccess();
      await dialog.getByRole('button', { name: t('ui.adjustment.make') }).click();
      await page.getByText(t('ui.adjustment.made')).waitFor();
      const mark = t('ui.adjustment.mark', { amount: '−120.50' });
      await page.getByText(mark).waitFor();

      const partner = await portal.as(money.finance);
      await partner.open(path);
      await partner.page.getByText(mark).waitFor();
      await partner.checkAccess();
      await partner.page.getByRole('button', { name: '27,616.28' }).click();
      await partner.page.getByText('分成比例录入有误').waitFor();
      await partner.page.getByText(t('ui.adjustment.next')).waitFor();
      expect(
        await partner.page.getByRole('button', { name: t('ui.adjustment.open') }).count(),
      ).toBe(0);
    });
  });
});
