import { beforeAll, describe, expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { orderPath } from '../../../server/modules/orders/order-link.read.ts';
import { type Stage, setStage } from '../../api/discounts/stage.ts';
import { line, orderOf, paid } from '../../api/orders/checkout.ts';
import { supervised } from '../../api/supervision/delivery.ts';
import { story } from '../../kit/chapters.ts';
import { layoutFaults } from '../../kit/layout.ts';
import { usePortal } from '../../kit/portal.ts';
import { t } from '../../kit/words.ts';

const REASON = '需求变化，缩小范围';

describe('a refund', () => {
  const portal = usePortal();
  let stage: Stage;
  let serviceId: string;
  let instantId: string;

  const linkOf = (orderId: string) =>
    `${orderPath(portal.world.deps.secrets, orderId.slice(4))}?view=orders&open=${orderId}`;
  const button = (page: Page, id: Parameters<typeof t>[0]) =>
    page.getByRole('button', { name: t(id), exact: true });
  const statusOf = async (id: string) => (await orderOf(stage.operator, id, 'status')).status;

  beforeAll(async () => {
    stage = await setStage(portal.world);
    serviceId = (await supervised(stage, 'STANDARD')).orderId;
    instantId = await paid(stage, { lines: [line(stage.goods.specifications[1])] });
  });

  story('the buyer asks, the seller approves, both see it', (chapter) => {
    chapter(
      'the buyer asks for more than it paid, is refused at the amount, and asks for a part',
      portal.story(async () => {
        const { page, open, checkAccess } = await portal.visit({ width: 360, height: 740 });
        await open(linkOf(serviceId));
        await button(page, 'ui.refund.ask.requestRefund').click();
        const dialog = page.getByRole('dialog');
        await dialog.getByText(t('ui.refund.next.requestRefund')).waitFor();
        const amount = dialog.getByLabel(t('ui.refund.amount'));
        expect(await amount.inputValue()).toBe('12,345.67');
        await checkAccess();
        await amount.fill('12345.68');
        await dialog.getByLabel(t('ui.reason')).fill(REASON);
        await button(page, 'ui.refund.confirm.requestRefund').click();
        await dialog.getByText('退款金额超过尚未退款的现金 12345.67 元。').waitFor();
        expect(await amount.getAttribute('aria-invalid')).toBe('true');
        expect(await statusOf(serviceId)).toBe('PROCESSING');

        await amount.fill('2345.67');
        await button(page, 'ui.refund.confirm.requestRefund').click();
        await page.getByText(t('ui.refund.note.REQUESTED')).waitFor();
        expect(await button(page, 'ui.refund.ask.requestRefund').count()).toBe(0);
        expect(await layoutFaults(page)).toEqual([]);
        await checkAccess();
      }),
    );

    chapter(
      'another role of the seller reads the request and why it cannot answer; the manager rejects it',
      portal.story(async () => {
        const reader = await portal.as(await portal.world.member(stage.seller, 'seller.reviewer'));
        await reader.open(`/orders/${serviceId}`);
        await reader.page.getByText(t('ui.refund.reasonGiven', { reason: REASON })).waitFor();
        expect(await button(reader.page, 'ui.refund.approve').isDisabled()).toBe(true);

        const { page, open, checkAccess } = await portal.as(stage.sellerManager);
        await open(`/orders/${serviceId}`);
        await button(page, 'ui.refund.reject').click();
        const dialog = page.getByRole('alertdialog');
        await dialog.getByLabel(t('ui.reason')).fill('已开始实施');
        await checkAccess();
        await dialog.getByRole('button', { name: t('ui.refund.reject') }).click();
        await page
          .getByRole('region', { name: t('ui.refund.requests') })
          .waitFor({ state: 'detached' });
        expect(await statusOf(serviceId)).toBe('PROCESSING');
      }),
    );

    chapter(
      'asked again, the manager approves; both pages show the refund',
      portal.story(async () => {
        const [{ id: orderLineId }] = (await orderOf(stage.operator, serviceId, 'lines { id }'))
          .lines;
        const lines = [{ orderLineId, amount: '2345.67' }];
        await stage.buyer.mutate('orderRequestRefund', { id: serviceId, lines, reason: REASON });
        const { page, open, checkAccess } = await portal.as(stage.sellerManager);
        await open(`/orders/${serviceId}`);
        await button(page, 'ui.refund.approve').click();
        await page
          .getByRole('alertdialog')
          .getByRole('button', { name: t('ui.refund.approve') })
          .click();
        const refunds = page.getByRole('region', { name: t('ui.order.refunds'), exact: true });
        await refunds.getByText('−¥2,345.67').waitFor();
        await checkAccess();

        const buyer = await portal.visit();
        await buyer.open(linkOf(serviceId));
        const made = buyer.page.getByRole('region', { name: t('ui.order.refunds'), exact: true });
        await made.getByText('−¥2,345.67').waitFor();
        await made.getByText(t('enum.RefundKind.NEGOTIATED')).first().waitFor();
        // A second request starts with the remaining cash.
        await button(buyer.page, 'ui.refund.ask.requestRefund').click();
        const left = buyer.page.getByRole('dialog').getByLabel(t('ui.refund.amount'));
        expect(await left.inputValue()).toBe('10,000.00');
      }),
    );
  });

  story('a product delivered at once', (chapter) => {
    chapter(
      'is refunded without a reason',
      portal.story(async () => {
        const { page, open, checkAccess } = await portal.visit({ width: 360, height: 740 });
        await open(linkOf(instantId));
        await button(page, 'ui.refund.ask.refundWithoutReason').click();
        await page.getByText(t('ui.refund.next.refundWithoutReason')).waitFor();
        await checkAccess();
        await button(page, 'ui.refund.confirm.refundWithoutReason').click();
        await page.getByText('−¥300.00').first().waitFor();
        expect(await statusOf(instantId)).toBe('REFUNDED');
        expect(await layoutFaults(page)).toEqual([]);
        await checkAccess();
      }),
    );
  });
});
