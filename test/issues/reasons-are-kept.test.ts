import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from '../../server/platform/read/sql.ts';
import { openWorld, type World } from '../kit/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld('reasons');
});
afterAll(() => world?.close());

test('the reason for suspending an organization is kept in the audit, as its field promises', async () => {
  const operator = await world.member(await world.organization('OPERATOR', '运营'), 'operator');
  const { id } = await world.organization('PARTNER', '云衡');
  await operator.mutate('organizationSuspend', { id: `org_${id}`, reason: '资质过期' });
  const kept = await world.rows(
    sql`select detail->>'reason' as reason from audit_entry where action = 'organizationSuspend'`,
  );
  expect(kept).toEqual([{ reason: '资质过期' }]);
});
