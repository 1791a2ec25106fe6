import { describe, expect, it } from '@jest/globals';
import { setStage } from '../../api/discounts/stage.ts';
import { noon, ordered } from '../../api/orders/deals.ts';
import { layoutFaults } from '../../kit/layout.ts';
import { usePortal } from '../../kit/portal.ts';
import { t } from '../../kit/words.ts';

const PAGE = 20;

describe('the footer of a list', () => {
  const portal = usePortal();

  it(
    'sums the whole list, not the page, and follows the filter',
    portal.story(async () => {
      const stage = await setStage(portal.world);
      for (let n = 0; n <= PAGE; n++)
        await ordered(stage, {
          placedAt: noon('02-11'),
          status: n === 0 ? 'REFUND_PENDING' : 'COMPLETED',
          lines: [{ listMinor: 100_010n }],
        });
      const visit = await portal.as(stage.manager);
      const { page, open } = visit;
      await open(`/orders?size=${PAGE}`);
      const sums = page.locator('main tfoot');
      await sums.getByText(t('ui.list.totalOf', { count: String(PAGE + 1) })).waitFor();
      await sums.getByText('21,002.10').waitFor();
      expect(await page.locator('main tbody tr').count()).toBe(PAGE);
      expect(await layoutFaults(page)).toEqual([]);

      await open('/orders?status=REFUND_PENDING');
      await sums.getByText('1,000.10').waitFor();
    }),
  );
});
