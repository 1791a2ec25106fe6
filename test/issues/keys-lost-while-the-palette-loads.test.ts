import { beforeAll, describe, expect, it } from '@jest/globals';
import { type Stage, setStage } from '../api/discounts/stage.ts';
import { intercept } from '../kit/intercept.ts';
import { usePortal } from '../kit/portal.ts';
import { t } from '../kit/words.ts';

describe('text typed while the palette loads', () => {
  const portal = usePortal();
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage(portal.world);
  });

  it(
    'appears in its box and does not trigger keyboard shortcuts of the page',
    portal.story(async () => {
      const { page, open } = await portal.as(stage.reviewer);
      const held = Promise.withResolvers<void>();
      await intercept(page, /\/assets\/Palette-.*\.js$/, async (route) => {
        await held.promise;
        await route.continue();
      });
      await open('/discounts');
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.keyboard.press('Control+k');
      await page.keyboard.type('dfzx');
      await page.keyboard.press('Backspace');
      held.resolve();
      const box = page.getByRole('combobox', { name: t('ui.palette.label') });
      await box.waitFor();
      await page.keyboard.type('z');
      expect(await box.inputValue()).toBe('dfzz');
    }),
  );
});
