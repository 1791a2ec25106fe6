import { beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '../../../server/platform/sql/sql.ts';
import { day, type Stage, scheduled, setStage } from '../../api/discounts/stage.ts';
import { modal } from '../../kit/dialogs.ts';
import { usePortal } from '../../kit/portal.ts';
import { t } from '../../kit/words.ts';

describe('the private link of a discount', () => {
  const portal = usePortal();
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage(portal.world);
  });

  it(
    'is mailed to the customer again from the page of the discount',
    portal.story(async () => {
      const id = await scheduled(stage, { validFrom: day('03') });
      await portal.moveClock(new Date('2026-03-04T02:00:00.000Z'));
      const offers = async () =>
        (
          await portal.world.rows<{ n: number }>(
            sql`select count(*)::int as n from outbox_message where template = 'discountOffer'`,
          )
        )[0]!.n;
      const before = await offers();
      const visit = await portal.as(stage.manager);
      const { page, open } = visit;
      await open(`/discounts/${id}`);
      await page.getByRole('button', { name: t('ui.discount.mailAgain') }).click();
      const question = modal(page);
      await question.getByRole('button', { name: t('ui.discount.mailAgain') }).click();
      await page
        .getByText(t('ui.discount.mailed', { customer: '东方制造' }))
        .or(page.getByText(t('error.CUSTOMER_MAIL_UNKNOWN')))
        .waitFor();
      expect(await page.getByText(t('error.CUSTOMER_MAIL_UNKNOWN')).count()).toBe(0);
      expect(await offers()).toBe(before + 1);
      await visit.checkAccess();
    }),
  );
});
