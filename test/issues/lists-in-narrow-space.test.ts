import { beforeAll, describe, expect, it } from '@jest/globals';
import { type Stage, setStage, submitted } from '../api/discounts/stage.ts';
import { usePortal } from '../kit/portal.ts';

describe('a list', () => {
  const portal = usePortal();
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage(portal.world);
  });

  it(
    'hides columns in a narrow space instead of cutting off the last one',
    portal.story(async () => {
      const name = '一个很长的优惠名称'.repeat(5);
      await submitted(stage, { name });
      const { page, open } = await portal.as(stage.manager, { language: 'en-US' });
      await open('/discounts');
      const head = (name: string) => page.getByRole('columnheader', { name, exact: true });
      await page.getByRole('link', { name }).waitFor();
      expect(await head('Validity').isVisible()).toBe(true);
      // The width next to an open panel.
      await page.setViewportSize({ width: 848, height: 800 });
      await head('Validity').waitFor({ state: 'hidden' });
      expect(await head('Status').isVisible()).toBe(true);
      expect(await page.locator('[data-scrolls]').count()).toBe(0);
    }),
  );
});
