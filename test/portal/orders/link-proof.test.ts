import { beforeAll, describe, expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { orderLinks } from '../../../server/modules/orders/order/order-link.read.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { MAIL } from '../../api/bindings/fixtures.ts';
import { type Stage, scheduled, seen, setStage } from '../../api/discounts/stage.ts';
import { orderOf } from '../../api/orders/checkout.ts';
import { delivered, seen as seenDelivery } from '../../api/supervision/delivery.ts';
import { mailedProof } from '../../kit/consent.ts';
import { fits } from '../../kit/controls.ts';
import { modal } from '../../kit/dialogs.ts';
import { usePortal } from '../../kit/portal.ts';
import { t, words } from '../../kit/words.ts';

const en = words('en');
const MINUTE = 60_000;
const REASON = 'Two tables are missing in the report';

describe('the proof of a link', () => {
  const portal = usePortal({ provesLinks: false });
  let stage: Stage;
  let link: string;

  beforeAll(async () => {
    stage = await setStage(portal.world);
    const discountId = await scheduled(stage);
    await portal.moveClock(new Date('2026-03-12T10:00:00+08:00'));
    link = (await seen(stage.manager, discountId, 'privateUrl')).privateUrl;
  });

  const dialogOf = (page: Page, w = t) =>
    page.getByRole('dialog', { name: w('ui.customerProof.title') });
  const enter = async (page: Page, code: string, w = t) => {
    const dialog = dialogOf(page, w);
    await dialog.getByLabel(w('ui.buyer.code.label')).fill(code);
    await dialog.getByRole('button', { name: w('ui.proof.confirm') }).click();
  };
  const orders = () =>
    portal.world.rows<{ status: string }>(sql`select status from customer_order`);

  portal.inChapters('the customer proves itself once, and loses nothing', (chapter) => {
    chapter('the checkout asks for the code, and places the order once it is right', async () => {
      const { page, open, checkAccess } = await portal.visit();
      await open(`${link}?view=checkout`);
      await page.getByRole('checkbox').check({ force: true });
      const place = page.getByRole('button', { name: t('ui.checkout.place') });
      await place.click();
      const dialog = dialogOf(page);
      await dialog.getByText('he***@e***.com').waitFor();
      await checkAccess();
      const code = await mailedProof(portal.world, MAIL);
      await enter(page, '12');
      await dialog.getByText(t('ui.buyer.code.incomplete')).waitFor();
      await enter(page, String((Number(code) + 1) % 1_000_000).padStart(6, '0'));
      await dialog.getByText(t('error.CODE_WRONG', { left: 4 })).waitFor();
      expect(await orders()).toEqual([]);

      await dialog.getByRole('button', { name: t('ui.cancel') }).click();
      await dialog.waitFor({ state: 'detached' });
      expect(await page.getByRole('checkbox').isChecked()).toBe(true);
      await place.click();
      // The code of the minute before is still good, and no other one is sent yet.
      await dialog.getByRole('alert').waitFor();
      await enter(page, code);
      await page.getByText(t('enum.OrderStatus.PENDING_PAYMENT')).first().waitFor();

      await page.reload();
      await page.getByRole('button', { name: /^确认付款/ }).click();
      await page.getByText(t('enum.OrderStatus.COMPLETED')).first().waitFor();
      expect(await orders()).toEqual([{ status: 'COMPLETED' }]);
    });

    chapter('the delivery keeps the typed reason while a late code is replaced', async () => {
      const id = await delivered(stage, 'STANDARD');
      const { order } = await seenDelivery(stage.buyer, id, 'order { id }');
      const { page, open, checkAccess } = await portal.visit({
        language: 'en-US',
        theme: 'dark',
        width: 360,
        height: 740,
      });
      const path = orderLinks.path(portal.world.deps.secrets, order.id.slice(4), MAIL);
      await open(`${path}?view=supervisions&open=${id}`);
      const reject = en('ui.supervision.step.rejectAcceptance');
      await page.getByRole('button', { name: reject, exact: true }).click();
      const step = modal(page);
      await step.getByLabel(en('ui.supervision.field.reason')).fill(REASON);
      await step.getByRole('button', { name: reject, exact: true }).click();
      const dialog = dialogOf(page, en);
      await dialog.getByText('he***@e***.com').waitFor();
      await checkAccess();
      await fits(page);
      const late = await mailedProof(portal.world, MAIL);
      await portal.moveClock(new Date(portal.world.clock.now().getTime() + 11 * MINUTE));
      await enter(page, late, en);
      await dialog.getByText(en('error.CODE_EXPIRED')).waitFor();
      await dialog.getByRole('button', { name: en('ui.cancel') }).click();
      await dialog.waitFor({ state: 'detached' });
      expect(await step.getByLabel(en('ui.supervision.field.reason')).inputValue()).toBe(REASON);
      await step.getByRole('button', { name: reject, exact: true }).click();
      await dialog.getByText('he***@e***.com').waitFor();
      await enter(page, await mailedProof(portal.world, MAIL), en);
      await page.getByText(en('enum.SupervisionStatus.IMPLEMENTING')).first().waitFor();
      expect(await orderOf(stage.operator, order.id, 'status')).toEqual({ status: 'PROCESSING' });
    });
  });
});
