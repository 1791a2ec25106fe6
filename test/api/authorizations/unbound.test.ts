import { beforeAll, expect, it } from '@jest/globals';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testWorld } from '../../kit/test-world.ts';
import { bound, customerOf } from '../bindings/fixtures.ts';
import {
  accountOf,
  day,
  freshProduct,
  granted,
  grantedJoint,
  inForce,
  requested,
  type Stage,
  seen,
  setStage,
  standings,
} from './stage.ts';

const world = testWorld('unbound authorizations');
let stage: Stage;
beforeAll(async () => {
  stage = await setStage(world);
});

it('an unbinding ends authorizations for that customer; wider ones stay', async () => {
  const { manager, seller, operator, customerId, acmeId, common, joint } = stage;
  const { id: bindingId, buyer } = await bound(world, manager, customerId);
  const whom = { partnerId: acmeId, customer: { cloudAccount: stage.account, name: '东方制造' } };
  const wide = await granted(stage, common);
  const active = await granted(stage, common, whom);
  const later = await granted(stage, common, {
    ...whom,
    validFrom: '2026-04-10T00:00:00.000+08:00',
    validUntil: '2026-05-01T00:00:00.000+08:00',
  });
  const together = await grantedJoint(stage, joint, { customer: whom.customer });
  const request = await requested(stage, joint, {
    customerId,
    validFrom: '2026-04-10T00:00:00.000+08:00',
    validUntil: '2026-05-01T00:00:00.000+08:00',
  });
  const before = world.clock.now();
  world.clock.advance(86_400_000);

  await manager.mutate('partnerBindingRequestUnbind', { id: bindingId, reason: '客户更换服务商' });
  await buyer.mutate('partnerBindingApproveUnbind', { id: bindingId });
  const end = { endReason: 'CUSTOMER_UNBOUND', endedAt: world.clock.now().toISOString() };
  const fields = 'status endReason endedAt';
  for (const id of [active, later, together])
    expect(await seen(seller, id, fields)).toEqual({ status: 'EXPIRED', ...end });
  expect(await seen(manager, request, fields)).toEqual({ status: 'WITHDRAWN', ...end });
  expect(await seen(seller, wide, fields)).toEqual({
    status: 'ACTIVE',
    endReason: null,
    endedAt: null,
  });
  const running = await world.rows(sql`select 1 from deadline where fired_at is null
    and subject_id in (${active.slice(4)}, ${later.slice(4)}, ${together.slice(4)}, ${request.slice(4)})`);
  expect(running).toEqual([]);

  const at = (instant: Date) =>
    inForce(operator, {
      productId: common,
      partnerId: acmeId,
      customerId,
      at: instant.toISOString(),
    });
  expect(standings(await at(before))).toContain('CUSTOMER WINS');
  expect(standings(await at(world.clock.now()))).toEqual(
    expect.arrayContaining(['CUSTOMER ENDED', 'PRODUCT WINS']),
  );
  // After a new binding the ended authorization stays ended, and its place is free.
  await bound(world, manager, customerId);
  await seller.sees(active, { status: 'EXPIRED' });
  expect(await granted(stage, common, { ...whom, validUntil: day('30') })).toBeTruthy();
});

it('an unbinding from a sub-distributor ends those of its distributor for that customer, too', async () => {
  const { manager, operator, seller, acme, acmeId, joint } = stage;
  const above = await world.organization('PARTNER', '总经销');
  await operator.mutate('partnerEnroll', {
    organizationId: `org_${above.id}`,
    tier: 'DISTRIBUTOR',
  });
  const distributorId = `ptn_${above.id}`;
  await operator.mutate('partnerSetTier', {
    id: acmeId,
    tier: 'SUB_DISTRIBUTOR',
    parentId: distributorId,
    reason: '渠道调整',
  });
  const customerId = await customerOf(world, '南方制造', [acme]);
  const { id: bindingId, buyer } = await bound(world, manager, customerId);
  const customer = { cloudAccount: await accountOf(world, customerId), name: '南方制造' };
  const product = await freshProduct(stage, 'COMMON');
  const rows = [
    await granted(stage, product, { partnerId: distributorId, customer }),
    await grantedJoint(stage, joint, { partnerId: distributorId, customer }),
  ];
  const wide = await granted(stage, product, { partnerId: distributorId });

  await manager.mutate('partnerBindingRequestUnbind', { id: bindingId, reason: '客户更换服务商' });
  await buyer.mutate('partnerBindingApproveUnbind', { id: bindingId });
  for (const id of rows)
    await seller.sees(id, { status: 'EXPIRED', endReason: 'CUSTOMER_UNBOUND' });
  await seller.sees(wide, { status: 'ACTIVE' });
});
