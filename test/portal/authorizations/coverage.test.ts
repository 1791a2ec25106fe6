import { beforeAll, describe } from '@jest/globals';
import { authorized, listed, type Stage, setStage } from '../../api/discounts/stage.ts';
import { noon, ordered } from '../../api/orders/deals.ts';
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

  portal.it('shows what ends within thirty days, with its sales', async () => {
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
  });
});
