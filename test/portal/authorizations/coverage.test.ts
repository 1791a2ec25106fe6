import { beforeAll, describe, expect, it } from '@jest/globals';
import { authorized, listed, type Stage, setStage } from '../../api/discounts/stage.ts';
import { noon, ordered } from '../../api/orders/deals.ts';
import { layoutFaults } from '../../kit/layout.ts';
import { usePortal } from '../../kit/portal.ts';
import { t } from '../../kit/words.ts';

describe('the coverage calendar', () => {
  const portal = usePortal();
  let stage: Stage;

  beforeAll(async () => {
    stage = await setStage(portal.world);
    const goods = await listed(stage.sellerManager, '小星云');
    await authorized(stage.sellerManager, goods, {
      validUntil: '2026-03-20T00:00:00.000+08:00',
    });
    await ordered({ ...stage, goods }, { placedAt: noon('02-10') });
    await ordered(stage, { placedAt: noon('02-11') });
  });

  it(
    'shows a partner the authorizations that end within thirty days, with their sales',
    portal.story(async () => {
      const { page, open, checkAccess } = await portal.as(stage.manager);
      await open('/authorizations');
      await page.getByRole('link', { name: t('ui.authorization.kind.coverage') }).click();
      const lapsing = page.getByRole('table', { name: t('ui.coverage.lapsing', { days: 30 }) });
      const row = lapsing.getByRole('row', { name: /小星云/ });
      await row.getByText('2026-03-19').waitFor();
      await row.getByText('¥12,345.67').waitFor();
      await lapsing.getByRole('row', { name: /星云ERP/ }).waitFor({ state: 'detached' });
      const calendar = page.getByRole('table', { name: t('ui.coverage.calendar') });
      await calendar.getByRole('row', { name: /星云ERP.*2029-12-31/ }).waitFor();
      await checkAccess();

      await open(`/customers/${stage.customerId}`);
      const cover = page.getByRole('table', { name: t('ui.coverage.prices') });
      await cover.getByRole('row', { name: /小星云.*2026-03-19/ }).waitFor();
      await checkAccess();
      await page.getByRole('link', { name: t('ui.coverage.all') }).click();
      await page.getByRole('table', { name: t('ui.coverage.group.CURRENT') }).waitFor();
    }),
  );

  it(
    'is complete on a phone, in English and in the dark theme, for the seller too',
    portal.story(async () => {
      const look = { language: 'en-US', theme: 'dark', width: 360, height: 740 } as const;
      for (const member of [stage.manager, stage.sellerManager]) {
        const { page, open, checkAccess } = await portal.as(member, look);
        await open('/authorizations/coverage');
        await page.getByRole('row', { name: /星云ERP.*2029-12-31/ }).waitFor();
        await checkAccess();
        expect(await layoutFaults(page)).toEqual([]);
      }
    }),
  );
});
