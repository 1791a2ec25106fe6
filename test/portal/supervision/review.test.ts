import { beforeAll, describe, expect } from '@jest/globals';
import { type Stage, setStage } from '../../api/discounts/stage.ts';
import { act, documents, seen, supervised, uploaded } from '../../api/supervision/delivery.ts';
import { button, fits, press } from '../../kit/controls.ts';
import { waitForState } from '../../kit/delivery.ts';
import { usePortal } from '../../kit/portal.ts';
import { t } from '../../kit/words.ts';

const EMPOWERMENT = t('enum.OrderProgram.EMPOWERMENT_CLOUD');

describe('the Huawei review of a subsidized order', () => {
  const portal = usePortal();
  let stage: Stage;
  let made: { id: string; orderId: string };

  beforeAll(async () => {
    stage = await setStage(portal.world);
    made = await supervised(stage, 'STANDARD');
    const requirementFiles = [await uploaded(portal.world, stage.buyer)];
    await act(stage.buyer, 'submitRequirement', made.id, { requirementFiles });
    await act(stage.sellerManager, 'confirmRequirement', made.id);
  });

  portal.inChapters('from the order to the acceptance', (chapter) => {
    chapter('an operator names the program of the order, with a reason', async () => {
      const { page, open, checkAccess } = await portal.as(stage.operator);
      await open(`/orders/${made.orderId}`);
      await press(page, 'ui.order.program');
      const dialog = page.getByRole('dialog');
      await dialog.getByText(EMPOWERMENT, { exact: true }).click();
      await dialog.getByRole('button', { name: t('ui.save') }).click();
      await dialog.getByText(t('ui.form.required')).first().waitFor();
      await dialog.getByLabel(t('ui.reason')).fill('补贴批复 2026-17 号');
      await checkAccess();
      await dialog.getByRole('button', { name: t('ui.save') }).click();
      await dialog.waitFor({ state: 'detached' });
      await page.getByText(EMPOWERMENT, { exact: true }).first().waitFor();
      await fits(page);
      expect(await seen(stage.operator, made.id, 'isReviewed')).toEqual({ isReviewed: true });
    });

    chapter('the delivery waits in the view of the operators, who pass it', async () => {
      await act(stage.sellerManager, 'submitDelivery', made.id, await documents(stage));
      const { page, open, checkAccess } = await portal.as(stage.operator);
      await open('/supervisions?view=review');
      const { productName } = await seen(stage.operator, made.id, 'productName');
      await page.getByRole('link', { name: productName }).click();
      await waitForState(page, 'enum.SupervisionStatus.HUAWEI_REVIEW');
      await page.getByText(t('ui.supervision.reviewed')).first().waitFor();
      await checkAccess();
      await press(page, 'ui.supervision.step.passReview');
      await waitForState(page, 'enum.SupervisionStatus.AWAIT_ACCEPTANCE');
    });

    chapter('the seller sees the program and finds the order by it; it is fixed now', async () => {
      const seller = await portal.as(stage.sellerManager);
      await seller.open('/orders?program=EMPOWERMENT_CLOUD');
      const { orderNumber } = await seen(stage.operator, made.id, 'orderNumber');
      await seller.page.getByText(orderNumber).first().waitFor();
      const { page, open } = await portal.as(stage.operator);
      await open(`/orders/${made.orderId}`);
      const program = button(page, 'ui.order.program');
      await program.waitFor();
      expect(await program.getAttribute('aria-disabled')).toBe('true');
    });
  });
});

describe("the seller's desk", () => {
  const portal = usePortal();

  portal.it('keeps the open delivery when a step moves it in the queue', async () => {
    const stage = await setStage(portal.world);
    const deliveries = [
      await supervised(stage, 'LICENSE_PACKAGE'),
      await supervised(stage, 'LICENSE_PACKAGE'),
    ];
    const products = await Promise.all(
      deliveries.map(async ({ id }) => (await seen(stage.operator, id, 'productName')).productName),
    );
    const { page, open } = await portal.as(stage.sellerManager);
    await open('/deliveries');
    const title = page.getByRole('heading', { level: 2, name: /LICENSE_PACKAGE/ });
    await title.waitFor();
    const shown = await title.textContent();
    const at = products.findIndex((name) => shown?.includes(name));
    await press(page, 'ui.supervision.step.deploy');
    await page.getByText(t('enum.SupervisionStatus.AWAIT_ACCEPTANCE')).first().waitFor();
    expect(await seen(stage.operator, deliveries[at]!.id)).toEqual({
      status: 'AWAIT_ACCEPTANCE',
    });
    // The other one comes first in the queue now; nobody has chosen it.
    await page
      .getByRole('option')
      .first()
      .filter({ hasText: products[1 - at] })
      .waitFor();
    expect(await title.textContent()).toBe(shown);

    // A link shows its delivery, ended or not.
    await act(stage.buyer, 'accept', deliveries[at]!.id);
    await open(`/deliveries/${deliveries[at]!.id}`);
    await page.getByText(t('enum.SupervisionStatus.COMPLETED')).first().waitFor();
    expect(await title.textContent()).toBe(shown);
  });
});
