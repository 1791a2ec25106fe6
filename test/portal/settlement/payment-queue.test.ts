import { beforeAll, describe, expect } from '@jest/globals';
import { type Stage, setStage } from '../../api/discounts/stage.ts';
import { noon, ordered } from '../../api/orders/deals.ts';
import { certified, run } from '../../api/settlement/bills.ts';
import { press } from '../../kit/controls.ts';
import { usePortal } from '../../kit/portal.ts';
import { t } from '../../kit/words.ts';

const PERIOD = '2026-02';

describe('the queue of payment authorizations', () => {
  const portal = usePortal();
  let stage: Stage;

  beforeAll(async () => {
    stage = await setStage(portal.world);
    await certified(stage);
    for (const cash of [1_000_000n, 2_000_000n, 3_000_000n])
      await ordered(stage, { placedAt: noon('02-10'), lines: [{ listMinor: cash }] });
    const [bill] = await run(stage, PERIOD);
    await stage.operator.mutate('settlementBillSend', { id: `stl_${bill}` });
  });

  portal.it('shows a seller what each payment is for, and takes its decisions', async () => {
    const { page, open, checkAccess } = await portal.as(stage.sellerManager);
    await open('/payment-queue');
    const rows = page.getByRole('row', { name: /云帆科技/ });
    await rows.first().waitFor();
    expect(await rows.count()).toBe(3);
    await page
      .getByText(/6,753\.9/)
      .first()
      .waitFor();
    await checkAccess();

    await rows
      .filter({ hasText: /3,376\.9/ })
      .getByText('云帆科技')
      .click();
    const panel = page.getByRole('complementary').last();
    await panel.getByText('星云ERP', { exact: false }).first().waitFor();
    const how = panel.locator('section', { hasText: t('ui.paymentQueue.how') });
    for (const value of ['30,000.00', '3,600.00', '3,185.840707…', '3,376.99115…', '3,376.99'])
      await how.getByText(value, { exact: true }).waitFor();
    await checkAccess();
    await press(page, 'ui.paymentQueue.refuse');
    const dialog = page.getByRole('alertdialog', { name: /^拒绝授权付款/ });
    await dialog.getByRole('button', { name: t('ui.paymentQueue.reason.share') }).click();
    await press(dialog, 'ui.paymentQueue.refuse');
    await dialog.waitFor({ state: 'detached' });
    await page.getByText(t('ui.paymentQueue.reason.share')).first().waitFor();
  });

  portal.it('shows operations the refused lines, which they authorize instead', async () => {
    const { page, open, checkAccess } = await portal.as(stage.operator);
    await open(`/period-close?period=${PERIOD}&step=authorize`);
    await page.getByText(t('ui.paymentQueue.reason.share')).waitFor();
    await checkAccess();
    await page
      .getByRole('row', { name: /3,376\.9/ })
      .getByRole('button', { name: t('ui.paymentQueue.override') })
      .click();
    const dialog = page.getByRole('alertdialog', { name: /^代商家授权/ });
    await dialog.getByRole('textbox').fill('双方补充协议已核对');
    await dialog.getByRole('button', { name: t('ui.paymentQueue.override') }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText(t('ui.paymentQueue.reason.share')).waitFor({ state: 'detached' });
  });
});
