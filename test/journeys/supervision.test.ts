import { beforeAll, describe, expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { DAY } from '../../server/platform/clock.ts';
import { MAIL } from '../api/bindings/fixtures.ts';
import { type Stage, setStage } from '../api/discounts/stage.ts';
import { seen, supervised } from '../api/supervision/delivery.ts';
import { button, press } from '../kit/controls.ts';
import {
  accept,
  confirmRequirement,
  evidence,
  SOW,
  submitDelivery,
  submitRequirement,
  upload,
  waitForState,
} from '../kit/delivery.ts';
import { modal } from '../kit/dialogs.ts';
import { layoutFaults } from '../kit/layout.ts';
import { usePortal } from '../kit/portal.ts';
import { t } from '../kit/words.ts';

/** J5: a paid order is delivered with evidence, appealed at a middle node, decided and accepted. */
describe('a supervised delivery', () => {
  const portal = usePortal();
  let stage: Stage;
  let id: string;
  let link: string;

  beforeAll(async () => {
    stage = await setStage(portal.world);
    ({ id } = await supervised(stage, 'STANDARD'));
    const mails = await portal.mailsTo(MAIL);
    link = mails.map(({ text }) => /\/buyer\/orders\/[\w-]+/.exec(text)?.[0]).find(Boolean)!;
  });

  const buyerPage = `view=supervisions&open=`;
  const current = (page: Page) => page.locator('main [aria-current=step]').first();
  const moveBy = (days: number) =>
    portal.moveClock(new Date(portal.world.clock.now().getTime() + days * DAY));

  portal.inChapters('from the requirement over an appeal to the acceptance', (chapter) => {
    chapter('the buyer submits the requirement from the link of its order', async () => {
      const { page, open, checkAccess } = await portal.visit({ width: 360, height: 740 });
      await open(`${link}?${buyerPage}${id}`);
      await page.getByText(t('ui.supervision.yourTurn')).first().waitFor();
      await checkAccess();
      expect(await button(page, 'ui.supervision.step.submitRequirement').isDisabled()).toBe(true);
      await submitRequirement(page, '需求说明书.pdf');
      expect(await layoutFaults(page)).toEqual([]);
    });

    chapter(
      'the seller confirms and delivers; the missing document is named beside the button',
      async () => {
        const { page, open } = await portal.as(stage.sellerManager);
        await open('/deliveries');
        await page.getByRole('listbox').getByRole('option').first().waitFor();
        await confirmRequirement(page);
        await page
          .getByText(
            t('ui.supervision.missing', {
              files: t('enum.SupervisionEvidenceKind.ACCEPTANCE_DOCUMENT'),
            }),
          )
          .waitFor();
        await upload(page, evidence('ACCEPTANCE_DOCUMENT'), '验收文档.pdf');
        // The statement of work is missing: the server names it at its field.
        await press(page, 'ui.supervision.step.submitDelivery');
        await page.getByText(t('error.SOW_REQUIRED')).first().waitFor();
        await upload(page, SOW, '需求确认书.pdf');
        await press(page, 'ui.supervision.step.submitDelivery');
        await page.getByText(t('enum.SupervisionStatus.AWAIT_ACCEPTANCE')).first().waitFor();
        expect(await layoutFaults(page)).toEqual([]);
      },
    );

    chapter(
      'the buyer rejects with a reason; the same acceptance document is not used again',
      async () => {
        const buyer = await portal.visit();
        await buyer.open(`${link}?${buyerPage}${id}`);
        await buyer.page
          .getByRole('button', { name: t('ui.supervision.step.rejectAcceptance') })
          .click();
        const dialog = modal(buyer.page);
        await dialog.getByLabel(t('ui.supervision.field.reason')).fill('血缘报告缺 2 张表');
        await dialog
          .getByRole('button', { name: t('ui.supervision.step.rejectAcceptance') })
          .click();
        await buyer.page.getByText(t('enum.SupervisionStatus.IMPLEMENTING')).first().waitFor();

        const { page, open } = await portal.as(stage.sellerManager);
        await open(`/deliveries/${id}`);
        await page.getByText('血缘报告缺 2 张表').first().waitFor();
        await page.getByText(t('ui.supervision.newDocument')).waitFor();
        await upload(page, evidence('ACCEPTANCE_DOCUMENT'), '验收文档.pdf');
        await press(page, 'ui.supervision.step.submitDelivery');
        await page.getByText(t('error.DOCUMENT_REJECTED_BEFORE')).first().waitFor();
      },
    );

    chapter(
      'the buyer appeals at the middle node; operations decide while the clocks stand still',
      async () => {
        const buyer = await portal.visit();
        await buyer.open(`${link}?${buyerPage}${id}`);
        await press(buyer.page, 'ui.appeal.open');
        const dialog = buyer.page.getByRole('dialog');
        await dialog.getByRole('button', { name: t('ui.appeal.category') }).click();
        await buyer.page
          .getByRole('option', { name: t('enum.AppealCategory.LATE_DELIVERY') })
          .click();
        await dialog.getByLabel(t('ui.reason')).fill('多次延期');
        await dialog.getByRole('button', { name: t('ui.appeal.submit') }).click();
        await buyer.page.getByText(t('enum.SupervisionStatus.FROZEN')).first().waitFor();
        const frozen = await seen(stage.buyer, id, 'deliverBy clockSince frozenAt');
        await moveBy(2);

        const { page, open, checkAccess } = await portal.as(stage.operator);
        await open('/appeals');
        await press(page, 'ui.appeal.take');
        await page.getByText(t('enum.AppealStatus.IN_REVIEW')).first().waitFor();
        expect(await button(page, 'ui.appeal.decide').isDisabled()).toBe(true);
        await page.getByRole('radio', { name: new RegExp(t('enum.AppealOutcome.RESUME')) }).check();
        await page.getByLabel(t('ui.reason')).fill('继续履约，商家须在承诺时限内补齐');
        await checkAccess();
        expect(await layoutFaults(page)).toEqual([]);
        await page
          .getByRole('button', {
            name: t('ui.appeal.decideAs', { outcome: t('enum.AppealOutcome.RESUME') }),
          })
          .click();
        await page.getByText(t('ui.appeal.none')).waitFor();
        // The decided appeal stays, and no other one takes its place.
        await page.getByText(t('enum.AppealStatus.RESOLVED')).first().waitFor();

        const resumed = await seen(stage.buyer, id, 'status deliverBy');
        expect(resumed.status).toBe('IMPLEMENTING');
        // The promised time moves by the two days of the appeal.
        const moved = Date.parse(resumed.deliverBy) - Date.parse(frozen.deliverBy);
        expect(Math.round(moved / DAY)).toBe(2);
      },
    );

    chapter(
      'the seller delivers again, the buyer accepts; order and line are complete for each party',
      async () => {
        const seller = await portal.as(stage.sellerManager);
        await seller.open(`/deliveries/${id}`);
        await submitDelivery(seller.page, '验收文档-v2.pdf');

        const buyer = await portal.visit();
        await buyer.open(`${link}?${buyerPage}${id}`);
        await accept(buyer.page);
        await buyer.checkAccess();
        await buyer.page.getByRole('button', { name: /^ORD-/ }).click();
        await waitForState(buyer.page, 'enum.OrderStatus.COMPLETED');
        const processing = t('enum.OrderStatus.PROCESSING');
        expect(await buyer.page.getByRole('main').textContent()).not.toContain(processing);

        const partner = await portal.as(stage.manager);
        const { page, open, checkAccess } = partner;
        await open(`/supervisions/${id}`);
        await page.getByText(/哈希链完整/).waitFor();
        expect(await current(page).count()).toBe(0);
        await checkAccess();
        expect(await layoutFaults(page)).toEqual([]);
        await page.getByRole('link', { name: /^ORD-/ }).first().click();
        await waitForState(page, 'enum.OrderStatus.COMPLETED');
        await seller.open(new URL(page.url()).pathname);
        for (const visit of [partner, seller]) {
          await waitForState(visit.page, 'enum.OrderStatus.COMPLETED');
          const lines = visit.page.getByRole('table', { name: t('ui.order.lines') });
          await lines
            .getByRole('listitem')
            .filter({ hasText: t('ui.order.journey.ACCEPTED') })
            .getByRole('img', { name: t('ui.step.done') })
            .waitFor();
          // A line shows its state only if it differs from the order's.
          expect(await lines.textContent()).not.toContain(processing);
        }
        await seller.open('/deliveries');
        await seller.page.getByText(t('ui.deliveries.empty')).waitFor();
      },
    );
  });
});
