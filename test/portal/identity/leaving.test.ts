import { beforeAll, describe, it } from '@jest/globals';
import { sql } from '../../../server/platform/sql/sql.ts';
import { customerOf, partnerOf } from '../../api/bindings/fixtures.ts';
import { modal } from '../../kit/dialogs.ts';
import { usePortal } from '../../kit/portal.ts';
import { t } from '../../kit/words.ts';
import type { Caller } from '../../kit/world.ts';

describe('a member who leaves', () => {
  const portal = usePortal();
  let owner: Caller;

  beforeAll(async () => {
    const { world } = portal;
    const partner = await partnerOf(world, '云帆科技');
    owner = await world.member(partner, 'csp.owner', '林悦');
    const rep = await world.member(partner, 'csp.rep', '周航');
    await customerOf(world, '西部物流', [partner]);
    const id = await customerOf(world, '东方制造', [partner]);
    await world.rows(
      sql`update customer_access set account_manager_id = ${rep.viewer.memberId} where customer_id = ${id.slice('cus_'.length)}`,
    );
  });

  it(
    'shows the number of assigned customers before suspension, with a link to them',
    portal.story(async () => {
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
    }),
  );
});
