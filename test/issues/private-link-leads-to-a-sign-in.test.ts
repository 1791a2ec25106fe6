import { beforeAll, describe, expect, it } from '@jest/globals';
import { HOUR } from '../../server/platform/clock.ts';
import { type Stage, scheduled, seen, setStage } from '../api/discounts/stage.ts';
import { usePortal } from '../kit/portal.ts';
import { t } from '../kit/words.ts';

describe('the private link of a discount', () => {
  const portal = usePortal();
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage(portal.world);
  });

  it(
    'shows its customer the price without an account, and reports when it was revoked',
    portal.story(async () => {
      const now = portal.world.clock.now().getTime();
      const id = await scheduled(stage, {
        validFrom: new Date(now + HOUR).toISOString(),
        validUntil: new Date(now + 500 * HOUR).toISOString(),
      });
      await portal.moveClock(new Date(now + HOUR));
      const { privateUrl, netTotal } = await seen(
        stage.manager,
        id,
        'privateUrl netTotal { amount }',
      );
      expect(netTotal.amount).toBe('10493.82');

      const { page, open, checkAccess } = await portal.visit();
      await open(privateUrl);
      await page.getByText('¥10,493.82').first().waitFor();
      await page.getByText(t('ui.offer.how')).waitFor();
      expect(await page.getByText(t('ui.discount.floor')).count()).toBe(0);
      await checkAccess();

      // A partner's member who follows the link must confirm before the current session ends.
      const own = await portal.as(stage.manager);
      await own.open(privateUrl);
      await own.page.getByRole('button', { name: t('ui.buyer.ask.open') }).waitFor();

      await stage.manager.mutate('exclusiveDiscountRevoke', { id, reason: '改价' });
      await open(privateUrl);
      await page
        .getByRole('heading', { level: 1, name: t('ui.buyer.dead.REVOKED.title') })
        .waitFor();
      await checkAccess();
    }),
  );
});
