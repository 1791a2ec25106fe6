import { expect, test } from '@jest/globals';
import { sql } from '../../server/platform/sql/sql.ts';
import { listed, setStage } from '../api/discounts/stage.ts';
import { certified } from '../api/settlement/bills.ts';
import { testWorld } from '../kit/test-world.ts';

const world = testWorld('reasons');

test('the reason for suspending an organization is stored in the audit, as its field promises', async () => {
  const operator = await world.member(await world.organization('OPERATOR', '运营'), 'operator');
  const { id } = await world.organization('PARTNER', '云衡');
  await operator.mutate('organizationSuspend', { id: `org_${id}`, reason: '资质过期' });
  const kept = await world.rows(
    sql`select detail->>'reason' as reason from audit_entry where action = 'organizationSuspend'`,
  );
  expect(kept).toEqual([{ reason: '资质过期' }]);
});

test('the reasons for certifying a partner, moving it and delisting goods are stored too', async () => {
  const stage = await setStage(world);
  const { operator, partner, sellerManager } = stage;
  await certified(stage);
  const id = `ptn_${partner.id}`;
  await operator.mutate('partnerSetTier', { id, tier: 'DISTRIBUTOR', reason: '发展下级' });
  const { productId, specifications } = await listed(sellerManager, '旧版软件');
  await sellerManager.mutate('specificationDelist', { id: specifications[1], reason: '不再单卖' });
  await sellerManager.mutate('productDelist', { id: productId, reason: '停止供应' });
  const kept = await world.rows(sql`
    select action, detail->>'reason' as reason from audit_entry
    where action in ('partnerCertify', 'partnerSetTier', 'specificationDelist', 'productDelist') order by created_at, position`);
  expect(kept).toEqual([
    { action: 'partnerCertify', reason: '已核对' },
    { action: 'partnerSetTier', reason: '发展下级' },
    { action: 'specificationDelist', reason: '不再单卖' },
    { action: 'productDelist', reason: '停止供应' },
  ]);
});
