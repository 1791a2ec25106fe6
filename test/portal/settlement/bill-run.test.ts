import { beforeAll, describe } from '@jest/globals';
import { type Stage, setStage } from '../../api/discounts/stage.ts';
import { noon, ordered } from '../../api/orders/deals.ts';
import { licenseOf, PROFILE } from '../../api/settlement/bills.ts';
import { usePortal } from '../../kit/portal.ts';
import { t } from '../../kit/words.ts';

describe('the bill run on the page of a period close', () => {
  const portal = usePortal();
  let stage: Stage;

  beforeAll(async () => {
    stage = await setStage(portal.world);
    await ordered(stage, { placedAt: noon('02-10'), lines: [{ listMinor: 1_000_000n }] });
    await portal.settle();
  });

  portal.it('parks a partner without certification, until it is released', async () => {
    const { page, open, checkAccess } = await portal.as(stage.operator);
    await open('/period-close?period=2026-02&step=run');
    await page.getByRole('button', { name: t('ui.close.preview') }).click();
    await page.getByText(t('enum.BillRunBound.NOT_CERTIFIED')).first().waitFor();
    await checkAccess();

    await portal.moveClock(new Date('2026-03-03T01:00:00+08:00'));
    await page.reload();
    await page.getByText(t('enum.BillRunPartnerStatus.PARKED')).first().waitFor();
    await checkAccess();
    const owner = await stage.world.member(stage.partner, 'csp.owner', '王总');
    const id = `ptn_${stage.partner.id}`;
    await owner.mutate('partnerUpdateTaxProfile', {
      id,
      taxpayerType: 'GENERAL',
      ...PROFILE,
      businessLicenseId: await licenseOf(stage.world, owner),
    });
    await stage.operator.mutate('partnerCertify', { id, reason: '已核对' });
    await ordered(stage, { placedAt: noon('02-20'), lines: [{ listMinor: 1_000_000n }] });
    await page.reload();
    // An order of February arrived after the run: the new figures are seen before they are billed.
    await page.getByRole('button', { name: t('ui.close.release') }).click();
    const refused = page.getByRole('alertdialog', { name: /^放行/ });
    await refused.getByRole('textbox').fill('商业信息已认证');
    await refused.getByRole('button', { name: t('ui.close.release') }).click();
    await refused.getByText(t('error.INPUTS_CHANGED')).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: t('ui.discard.go') }).click();
    await refused.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: t('ui.close.recompute') }).click();
    await page.getByRole('cell', { name: /2,251\.32/ }).waitFor();
    await page.getByRole('button', { name: t('ui.close.release') }).click();
    // A toast is an alert dialog, too.
    const dialog = page.getByRole('alertdialog', { name: /^放行/ });
    await dialog.getByRole('textbox').fill('商业信息已认证');
    await dialog.getByRole('button', { name: t('ui.close.release') }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText(t('ui.close.noneParked')).waitFor();
  });
});
