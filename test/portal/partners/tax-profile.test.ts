import { beforeAll, describe, expect } from '@jest/globals';
import { partnerOf } from '../../api/bindings/fixtures.ts';
import { fits } from '../../kit/controls.ts';
import { upload } from '../../kit/delivery.ts';
import { usePortal } from '../../kit/portal.ts';
import { t } from '../../kit/words.ts';
import type { Caller, Organization } from '../../kit/world.ts';

describe('the tax and bank data of a partner', () => {
  const portal = usePortal();
  let owner: Caller;
  let rep: Caller;
  let operator: Caller;
  let partner: Organization;
  beforeAll(async () => {
    partner = await partnerOf(portal.world, '云帆科技');
    operator = await portal.world.member(
      await portal.world.organization('OPERATOR', '云商店'),
      'operator',
    );
    owner = await portal.world.member(partner, 'csp.owner');
    rep = await portal.world.member(partner, 'csp.rep');
  });

  portal.it('are entered by its owner, with the account masked afterwards', async () => {
    const visit = await portal.as(owner);
    const { page, open } = visit;
    await open('/tax-profile');
    await page.getByText(t('ui.partner.tax.notCertified')).waitFor();
    await page.getByRole('button', { name: t('ui.partner.tax.enter') }).click();
    const dialog = page.getByRole('dialog', { name: t('ui.nav.taxProfile') });
    const fill = (name: Parameters<typeof t>[0], value: string) =>
      dialog.getByRole('textbox', { name: t(name) }).fill(value);
    await fill('ui.partner.tax.invoiceTitle', '云帆科技有限公司');
    await fill('ui.partner.tax.taxNumber', '9144');
    await fill('ui.partner.tax.address', '深圳市南山区');
    await fill('ui.partner.tax.phone', '0755-12345678');
    await fill('ui.partner.tax.bankName', '招商银行深圳分行');
    await fill('ui.partner.tax.bankAccount', '6225 8888 1234 5678');
    const save = dialog.getByRole('button', { name: t('ui.save') });
    await save.click();
    await dialog.getByText(t('ui.partner.tax.numberShape')).waitFor();
    await visit.checkAccess();
    await fill('ui.partner.tax.taxNumber', '91440300MA5EXAMPLE');
    await save.click();
    const proof = page.getByRole('dialog', { name: t('ui.proof.title') });
    await Promise.race([
      proof
        .waitFor()
        .then(() => proof.getByRole('button', { name: t('ui.proof.confirm') }).click()),
      dialog.waitFor({ state: 'detached' }),
    ]);
    await page.getByText('91440300MA5EXAMPLE').waitFor();
    expect(await page.getByText('6225 8888 1234 5678').count()).toBe(0);
    await page.getByText('**** 5678').waitFor();
    await fits(page);
    const { partners } = await owner.ask(
      '{ partners(first: 1) { nodes { taxpayerProfile { taxNumber bankName taxpayerType } } } }',
    );
    expect(partners.nodes[0].taxpayerProfile).toEqual({
      taxNumber: '91440300MA5EXAMPLE',
      bankName: '招商银行深圳分行',
      taxpayerType: 'GENERAL',
    });
  });

  portal.it('lack the business license, which its owner uploads', async () => {
    const { page, open, checkAccess } = await portal.as(owner);
    await open('/?view=money');
    await page.getByText(t('ui.home.missing.license')).waitFor();
    await open('/tax-profile');
    await page.getByText(t('ui.partner.tax.licenseMissing')).waitFor();
    await page.getByRole('button', { name: t('ui.edit') }).click();
    const dialog = page.getByRole('dialog', { name: t('ui.nav.taxProfile') });
    await dialog
      .getByRole('textbox', { name: t('ui.partner.tax.bankAccount') })
      .fill('6225 8888 1234 5678');
    await upload(page, t('ui.partner.tax.businessLicense'), '营业执照.pdf');
    await checkAccess();
    await dialog.getByRole('button', { name: t('ui.save') }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('link', { name: /营业执照\.pdf/ }).waitFor();
    await page.getByText(t('ui.partner.tax.notCertified')).waitFor();
    await fits(page);
  });

  portal.it('are rejected by operations with a reason that its owner reads on Home', async () => {
    const desk = await portal.as(operator);
    await desk.open(`/partners/ptn_${partner.id}`);
    await desk.page.getByRole('link', { name: /营业执照\.pdf/ }).waitFor();
    await desk.page
      .getByRole('button', { name: t('ui.partner.rejectCertification') })
      .first()
      .click();
    const dialog = desk.page.getByRole('alertdialog', { name: /^驳回/ });
    await dialog.getByRole('link', { name: /营业执照\.pdf/ }).waitFor();
    await dialog.getByRole('textbox').fill('执照已过期');
    await desk.checkAccess();
    await dialog.getByRole('button', { name: t('ui.partner.rejectCertification') }).click();
    await dialog.waitFor({ state: 'detached' });
    await desk.page
      .getByText(/执照已过期/)
      .first()
      .waitFor();
    await fits(desk.page);

    const { page, open } = await portal.as(owner);
    await open('/?view=money');
    await page.getByText(t('ui.home.missing.rejected', { reason: '执照已过期' })).waitFor();
    // The link of the notification.
    await open(`/open/Partner/ptn_${partner.id}`);
    await page.waitForURL(/\/tax-profile$/);
    await page.getByText(/执照已过期/).waitFor();
  });

  portal.it('are closed to a representative', async () => {
    const { page, open } = await portal.as(rep);
    await open('/tax-profile');
    await page.getByRole('heading', { name: t('ui.failure.forbidden.title') }).waitFor();
  });
});
