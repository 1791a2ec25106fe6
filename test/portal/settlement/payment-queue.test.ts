import { beforeAll, describe, expect, it } from '@jest/globals';
import { type Stage, setStage } from '../../api/discounts/stage.ts';
import { noon, ordered } from '../../api/orders/deals.ts';
import { certified, run } from '../../api/settlement/bills.ts';
import { usePortal } from '../../kit/portal.ts';
import { t, words } from '../../kit/words.ts';

const PERIOD = '2026-02';
const en = words('en');

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

  it(
    'shows a seller what each payment is for, and takes its decisions',
    portal.story(async () => {
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
      await page.getByRole('button', { name: t('ui.paymentQueue.refuse'), exact: true }).click();
      const dialog = page.getByRole('alertdialog', { name: /^拒绝授权付款/ });
      await dialog.getByRole('button', { name: t('ui.paymentQueue.reason.share') }).click();
      await dialog.getByRole('button', { name: t('ui.paymentQueue.refuse'), exact: true }).click();
      await dialog.waitFor({ state: 'detached' });
      await page.getByText(t('ui.paymentQueue.reason.share')).first().waitFor();
    }),
  );

  it(
    'shows operations the refused lines, which they authorize instead',
    portal.story(async () => {
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
    }),
  );

  it(
    'fits a telephone in English and the dark theme',
    portal.story(async () => {
      const look = { language: 'en-US', theme: 'dark', width: 360, height: 740 } as const;
      const { page, open, checkAccess } = await portal.as(stage.sellerManager, look);
      await open('/payment-queue');
      await page.getByText(en('ui.paymentQueue.sum.pending')).waitFor();
      await page.getByText('星云ERP').first().waitFor();
      await checkAccess();
      expect(
        await page.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          return scrollWidth - clientWidth;
        }),
      ).toBe(0);
    }),
  );
});
