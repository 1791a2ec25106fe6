import { beforeAll, describe, expect } from '@jest/globals';
import { DAY } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { customerOf, partnerOf } from '../../api/bindings/fixtures.ts';
import { box, TELEPHONE } from '../../kit/controls.ts';
import { modal } from '../../kit/dialogs.ts';
import { usePortal } from '../../kit/portal.ts';
import { t, words } from '../../kit/words.ts';
import type { Caller, Organization } from '../../kit/world.ts';

const en = words('en');

describe('members and their rights', () => {
  const portal = usePortal();

  describe('API keys in the portal', () => {
    let owner: Caller;
    let secret: string;

    beforeAll(async () => {
      const { world } = portal;
      owner = await world.member(await partnerOf(world, '云帆科技'), 'csp.owner', '林悦');
      ({ secret } = await owner.mutate(
        'apiKeyCreate',
        { name: 'ERP 同步', role: 'CSP_AUDITOR', scopes: ['READ'] },
        'secret',
      ));
    });

    /** Status of a request with a key. */
    const ask = async (key: string): Promise<number> => {
      const response = await fetch(`${portal.url}/graphql`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify({ query: '{ viewer { role } }' }),
      });
      return response.status;
    };

    portal.it('replace one another, and both work during the overlap', async () => {
      const { page, open, checkAccess } = await portal.as(owner, TELEPHONE);
      await open('/developers/keys');
      await page.getByRole('button', { name: en('ui.key.replace') }).click();
      await modal(page)
        .getByText(en('ui.key.replaceTitle', { name: 'ERP 同步' }))
        .waitFor();
      await checkAccess();
      await modal(page)
        .getByRole('button', { name: en('ui.key.replace'), exact: true })
        .click();
      const shown = page.getByRole('dialog', { name: en('ui.key.secretTitle') });
      const fresh = (await shown.locator('code').textContent())!;
      await shown.getByText(en('ui.key.kept')).click();
      await shown.getByRole('button', { name: en('ui.done') }).click();
      await page.getByText(/^Until \d{4}-\d\d-\d\d$/).waitFor();
      await page.getByText(en('ui.key.active'), { exact: true }).last().waitFor();
      expect(await page.getByText('ERP 同步').count()).toBe(2);
      await checkAccess();
      expect([await ask(secret), await ask(fresh)]).toEqual([200, 200]);
      await portal.moveClock(new Date(portal.world.clock.now().getTime() + 2 * DAY));
      expect([await ask(secret), await ask(fresh)]).toEqual([401, 200]);
    });

    portal.it('of the list show which one ends', async () => {
      const { page, open } = await portal.as(owner);
      await open('/developers/keys');
      await page.getByText('ERP 同步').first().waitFor();
      expect(await page.getByText('ERP 同步').count()).toBe(1);
      await page.getByText(t('ui.all'), { exact: true }).first().click();
      await page.getByText(t('ui.key.expired'), { exact: true }).waitFor();
      expect(await page.getByRole('button', { name: t('ui.key.replace') }).count()).toBe(1);
    });
  });

  describe('a member who leaves', () => {
    let owner: Caller;

    beforeAll(async () => {
      const { world } = portal;
      const partner = await partnerOf(world, '远航科技');
      owner = await world.member(partner, 'csp.owner', '林悦');
      const rep = await world.member(partner, 'csp.rep', '周航');
      await customerOf(world, '西部物流', [partner]);
      const id = await customerOf(world, '东方制造', [partner]);
      await world.rows(
        sql`update customer_access set account_manager_id = ${rep.viewer.memberId} where customer_id = ${id.slice('cus_'.length)}`,
      );
    });

    portal.it('shows its assigned customers before suspension', async () => {
      const { page, open, checkAccess } = await portal.as(owner);
      await open('/team');
      const row = page.getByRole('row').filter({ hasText: '周航' });
      await row.getByRole('button', { name: t('ui.suspend') }).click();
      const asking = modal(page);
      await asking.getByText(t('ui.team.looksAfter', { count: 1 }), { exact: false }).waitFor();
      await checkAccess();
      await asking.getByRole('link', { name: t('ui.team.handOver') }).click();
      await page.getByRole('link', { name: '东方制造' }).waitFor();
      await page.getByRole('link', { name: '西部物流' }).waitFor({ state: 'detached' });
    });
  });

  describe('the taxpayer type of a seller', () => {
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

    portal.it('is changed by operations on the page that the seller reads', async () => {
      const visit = await portal.as(operator);
      const { page } = visit;
      await visit.open(`/sellers/org_${seller.id}`);
      await page.getByText(t('enum.TaxpayerType.GENERAL'), { exact: true }).waitFor();
      await page.getByRole('button', { name: t('ui.seller.taxpayer.change') }).click();
      const dialog = page.getByRole('dialog', { name: t('ui.seller.taxpayer.change') });
      await dialog.getByText(t('enum.TaxpayerType.SMALL_SCALE')).click();
      await box(dialog, 'ui.reason').fill('税务登记变更');
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
    });
  });
});
