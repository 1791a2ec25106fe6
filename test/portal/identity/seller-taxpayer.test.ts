import { beforeAll, describe, it } from '@jest/globals';
import { usePortal } from '../../kit/portal.ts';
import { t } from '../../kit/words.ts';
import type { Caller, Organization } from '../../kit/world.ts';

describe('the taxpayer type of a seller', () => {
  const portal = usePortal();
  let seller: Organization;
  let operator: Caller;
  let manager: Caller;
  beforeAll(async () => {
    const { world } = portal;
    seller = await world.organization('SELLER', '华芯软件');
    const site = await world.organization('OPERATOR', '云商店');
    operator = await world.member(site, 'operator', '孙正');
    manager = await world.member(seller, 'seller.manager', '赵敏');
  });

  it(
    'is changed by operations on the page of the seller, which the seller reads',
    portal.story(async () => {
      const visit = await portal.as(operator);
      const { page } = visit;
      await visit.open(`/sellers/org_${seller.id}`);
      await page.getByText(t('enum.TaxpayerType.GENERAL'), { exact: true }).waitFor();
      await page.getByRole('button', { name: t('ui.seller.taxpayer.change') }).click();
      const dialog = page.getByRole('dialog', { name: t('ui.seller.taxpayer.change') });
      await dialog.getByText(t('enum.TaxpayerType.SMALL_SCALE')).click();
      await dialog.getByRole('textbox', { name: t('ui.reason') }).fill('税务登记变更');
      await visit.checkAccess();
      await dialog.getByRole('button', { name: t('ui.policy.set') }).click();
      const proof = page.getByRole('dialog', { name: t('ui.proof.title') });
      await Promise.race([
        proof
          .waitFor()
          .then(() => proof.getByRole('button', { name: t('ui.proof.confirm') }).click()),
        dialog.waitFor({ state: 'detached' }),
      ]);
      await dialog.waitFor({ state: 'detached' });
      await page.getByText(t('enum.TaxpayerType.SMALL_SCALE')).waitFor();
      const own = await portal.as(manager);
      await own.open(`/sellers/org_${seller.id}`);
      await own.page.getByText(t('enum.TaxpayerType.SMALL_SCALE')).waitFor();
      const change = own.page.getByRole('button', { name: t('ui.seller.taxpayer.change') });
      await change.waitFor({ state: 'detached' });
    }),
  );
});
