import { beforeAll, describe, expect, it } from '@jest/globals';
import { customerOf, invited, partnerOf } from '../api/bindings/fixtures.ts';
import { usePortal } from '../kit/portal.ts';
import { t } from '../kit/words.ts';
import type { Caller } from '../kit/world.ts';

const NAME = '云启数据';
const MANY = 12;

describe('a row on a phone', () => {
  const portal = usePortal();
  let manager: Caller;
  beforeAll(async () => {
    const partner = await partnerOf(portal.world, '云帆科技');
    manager = await portal.world.member(partner, 'csp.manager');
    for (let i = 0; i < MANY; i += 1)
      await invited(
        portal.world,
        manager,
        await customerOf(portal.world, `${NAME}${i}`, [partner]),
      );
  });

  it(
    'can be selected, with the actions at the bottom of the screen',
    portal.story(async () => {
      const { page, open } = await portal.as(manager, { width: 360, height: 740 });
      await open('/customers');
      await page
        .getByRole('checkbox', { name: t('ui.list.selectRow', { name: `${NAME}${MANY - 1}` }) })
        .click();
      await page.getByText(t('ui.list.selected', { count: 1 })).waitFor();
      const act = page.getByRole('button', { name: t('ui.job.customerAssignManager') });
      const { y = 0 } = (await act.boundingBox()) ?? {};
      expect(y).toBeGreaterThan(600);
      expect(y).toBeLessThan(740);
    }),
  );
});
