import { beforeAll, describe, expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { orderLinks } from '../../../server/modules/orders/order/order-link.read.ts';
import { MAIL } from '../../api/bindings/fixtures.ts';
import { type Stage, setStage } from '../../api/discounts/stage.ts';
import { line, orderOf, paid } from '../../api/orders/checkout.ts';
import { requestsOf } from '../../api/orders/refunds.ts';
import { delivered, seen, supervised } from '../../api/supervision/delivery.ts';
import { button, fits, press } from '../../kit/controls.ts';
import { modal } from '../../kit/dialogs.ts';
import { usePortal } from '../../kit/portal.ts';
import { t } from '../../kit/words.ts';

const REASON = '需求变化，缩小范围';

describe('a refund', () => {
  const portal = usePortal();
  let stage: Stage;
  let serviceId: string;
  let instantId: string;
  let hardwareId: string;

  const linkOf = (orderId: string) =>
    `${orderLinks.path(portal.world.deps.secrets, orderId.slice(4), MAIL)}?view=orders&open=${orderId}`;
  /** The buyer asks back all cash of shipped hardware; returns the order. */
  async function requestedHardware(): Promise<string> {
    const { order } = await seen(
      stage.buyer,
      await delivered(stage, 'HARDWARE'),
      'order { id lines { id } }',
    );
    const lines = [{ orderLineId: order.lines[0].id }];
    await stage.buyer.mutate('orderRequestRefund', { id: order.id, lines, reason: REASON });
    return order.id;
  }
  const statusOf = async (id: string) => (await orderOf(stage.operator, id, 'status')).status;

  beforeAll(async () => {
    stage = await setStage(portal.world);
    serviceId = (await supervised(stage, 'STANDARD')).orderId;
    instantId = await paid(stage, { lines: [line(stage.goods.specifications[1])] });
  });

  portal.inChapters('the buyer asks, the seller approves, both see it', (chapter) => {
    chapter('the buyer is refused more than it paid, and asks for a part', async () => {
      const { page, open, checkAccess } = await portal.visit({ width: 360, height: 740 });
      await open(linkOf(serviceId));
      await press(page, 'ui.refund.ask.requestRefund');
      const dialog = page.getByRole('dialog');
      await dialog.getByText(t('ui.refund.next.requestRefund')).waitFor();
      const amount = dialog.getByLabel(t('ui.refund.amount'));
      expect(await amount.inputValue()).toBe('12,345.67');
      await checkAccess();
      await amount.fill('12345.68');
      await dialog.getByLabel(t('ui.reason')).fill(REASON);
      await press(page, 'ui.refund.confirm.requestRefund');
      await dialog.getByText('退款金额超过尚未退款的现金 12,345.67 元。').waitFor();
      expect(await amount.getAttribute('aria-invalid')).toBe('true');
      expect(await statusOf(serviceId)).toBe('PROCESSING');

      await amount.fill('2345.67');
      await press(page, 'ui.refund.confirm.requestRefund');
      await page.getByText(t('ui.refund.note.REQUESTED')).waitFor();
      expect(await button(page, 'ui.refund.ask.requestRefund').isDisabled()).toBe(true);
      await fits(page);
      await checkAccess();
    });

    chapter('another role of the seller only reads it; the manager rejects it', async () => {
      const reader = await portal.as(await portal.world.member(stage.seller, 'seller.reviewer'));
      await reader.open(`/orders/${serviceId}`);
      await reader.page.getByText(t('ui.refund.reasonGiven', { reason: REASON })).waitFor();
      expect(await button(reader.page, 'ui.refund.approve').isDisabled()).toBe(true);

      const { page, open, checkAccess } = await portal.as(stage.sellerManager);
      await open(`/orders/${serviceId}`);
      await press(page, 'ui.refund.reject');
      const dialog = modal(page);
      await dialog.getByLabel(t('ui.reason')).fill('已开始实施');
      await checkAccess();
      await dialog.getByRole('button', { name: t('ui.refund.reject') }).click();
      await page.getByText(t('ui.refund.note.REJECTED')).waitFor();
      expect(await statusOf(serviceId)).toBe('PROCESSING');
    });

    chapter('asked again, the manager approves; both pages show the refund', async () => {
      const [{ id: orderLineId }] = (await orderOf(stage.operator, serviceId, 'lines { id }'))
        .lines;
      const lines = [{ orderLineId, amount: '2345.67' }];
      await stage.buyer.mutate('orderRequestRefund', { id: serviceId, lines, reason: REASON });
      const next = { title: t('ui.deadlineOf.RefundRequest.remind.SELLER.title') };
      const { page, open, checkAccess } = await portal.as(stage.sellerManager);
      await open(`/orders/${serviceId}`);
      await page.getByText(t('ui.record.nextIs', next)).waitFor();
      await press(page, 'ui.refund.approve');
      await modal(page)
        .getByRole('button', { name: t('ui.refund.approve') })
        .click();
      const refunds = page.getByRole('region', { name: t('ui.order.refunds'), exact: true });
      await refunds.getByText('−¥2,345.67').waitFor();
      await checkAccess();

      const buyer = await portal.visit();
      await buyer.open(linkOf(serviceId));
      await buyer.page.getByText(t('ui.refund.decisionReason', { reason: '已开始实施' })).waitFor();
      const made = buyer.page.getByRole('region', { name: t('ui.order.refunds'), exact: true });
      await made.getByText('−¥2,345.67').waitFor();
      await made.getByText(t('enum.RefundKind.NEGOTIATED')).first().waitFor();
      // A second request starts with the remaining cash.
      await press(buyer.page, 'ui.refund.ask.requestRefund');
      const left = buyer.page.getByRole('dialog').getByLabel(t('ui.refund.amount'));
      expect(await left.inputValue()).toBe('10,000.00');
      await buyer.page.getByRole('dialog').getByLabel(t('ui.reason')).fill(REASON);
      await press(buyer.page, 'ui.refund.confirm.requestRefund');
      await press(buyer.page, 'ui.refund.withdraw');
      await modal(buyer.page)
        .getByRole('button', { name: t('ui.refund.withdraw') })
        .click();
      await buyer.page.getByText(t('ui.refund.note.WITHDRAWN')).waitFor();
      expect(await statusOf(serviceId)).toBe('PROCESSING');
    });
  });

  portal.inChapters('hardware is sent back before its refund', (chapter) => {
    const requestOf = (page: Page) => page.getByRole('listitem').filter({ hasText: REASON });
    chapter('the manager approves with a return, from the notice of the request', async () => {
      hardwareId = await requestedHardware();
      const { page, open, checkAccess } = await portal.as(stage.sellerManager);
      await open(`/refunds/${(await requestsOf(stage.operator, hardwareId, 'id'))[0].id}`);
      await requestOf(page).getByText(t('ui.refund.note.REQUESTED.return')).waitFor();
      expect(new URL(page.url()).pathname).toBe(`/orders/${hardwareId}`);
      await press(page, 'ui.refund.approve');
      const dialog = modal(page);
      await dialog.getByText(t('ui.refund.withoutReturn')).waitFor();
      await checkAccess();
      await dialog.getByRole('button', { name: t('ui.refund.approve') }).click();
      await requestOf(page).getByText(t('ui.refund.note.AWAITING_RETURN')).waitFor();
      expect(await statusOf(hardwareId)).toBe('REFUND_PENDING');
    });

    chapter('the buyer enters the return on its phone', async () => {
      const { page, open, checkAccess } = await portal.visit({ width: 360, height: 740 });
      await open(linkOf(hardwareId));
      await press(page, 'ui.refund.shipBack');
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(t('ui.refund.carrier')).fill('德运物流');
      await dialog.getByRole('button', { name: t('ui.refund.shipBackConfirm') }).click();
      await dialog.getByText(t('ui.form.required')).waitFor();
      await dialog.getByLabel(t('ui.refund.trackingNumber')).fill('DY7719042099');
      await checkAccess();
      await dialog.getByRole('button', { name: t('ui.refund.shipBackConfirm') }).click();
      await requestOf(page).getByText(t('ui.refund.note.RETURNING')).waitFor();
      expect(await button(page, 'ui.refund.withdraw').count()).toBe(0);
      await fits(page);
      await checkAccess();
    });

    chapter('the manager checks the goods and refunds', async () => {
      const { page, open } = await portal.as(stage.sellerManager);
      await open(`/orders/${hardwareId}`);
      await requestOf(page).getByText('DY7719042099').waitFor();
      await press(page, 'ui.refund.confirmReturn');
      await modal(page)
        .getByRole('button', { name: t('ui.refund.confirmReturn') })
        .click();
      await requestOf(page).getByText(t('ui.refund.note.REFUNDED')).waitFor();
      expect(await statusOf(hardwareId)).toBe('REFUNDED');
    });
  });

  portal.inChapters('a product delivered at once', (chapter) => {
    chapter('is refunded without a reason', async () => {
      const { page, open, checkAccess } = await portal.visit({ width: 360, height: 740 });
      await open(linkOf(instantId));
      await press(page, 'ui.refund.ask.refundWithoutReason');
      await page.getByText(t('ui.refund.next.refundWithoutReason')).waitFor();
      await checkAccess();
      await press(page, 'ui.refund.confirm.refundWithoutReason');
      await page.getByText('−¥300.00').first().waitFor();
      expect(await statusOf(instantId)).toBe('REFUNDED');
      await fits(page);
      await checkAccess();
    });
  });
});
