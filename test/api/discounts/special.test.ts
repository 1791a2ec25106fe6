import { describe, expect, it } from '@jest/globals';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import { authorizedJoint, errorsOf, listed, type Stage, saved, seen, setStage } from './stage.ts';

const stage = testStage('special requests', setStage);

let month = 4;
/** A draft below the floor in a separate month, submitted as a special request. */
async function special(changes: object = {}): Promise<string> {
  const mm = String(month++).padStart(2, '0');
  const id = await saved(stage, {
    validFrom: `2026-${mm}-01T00:00:00.000+08:00`,
    validUntil: `2026-${mm}-28T00:00:00.000+08:00`,
    lines: [{ specificationId: stage.goods.specifications[0], payRate: '0.7' }],
    ...changes,
  });
  await stage.manager.mutate('exclusiveDiscountSubmit', {
    id,
    specialRequest: { justification: '三年框架采购，竞品报价更低' },
  });
  return id;
}

const actionOf = async (viewer: Stage['manager'], id: string, name: string) =>
  (await seen(viewer, id, 'viewerActions { name enabled }')).viewerActions.find(
    (action: { name: string }) => action.name === name,
  ).enabled;

describe('a price below the floor of a common product', () => {
  it('is decided by the operator first, with a reason, and then by the seller', async () => {
    const { manager, reviewer, operator, world } = stage;
    const id = await special();
    await operator.sees(id, { status: 'MANUAL_REVIEW', sellerDecidesNext: true });
    expect(await actionOf(reviewer, id, 'approve')).toBe(false);
    await operator.cannot(
      'exclusiveDiscountApprove',
      { id },
      { code: 'REASON_REQUIRED', field: ['reason'] },
    );
    world.clock.advance(1000);
    const due = new Date(world.clock.now().getTime() + 3 * 86_400_000).toISOString();
    await operator.mutate('exclusiveDiscountApprove', { id, reason: '战略客户' });
    const told =
      'status sellerDecidesNext decidedAt reviewDueAt specialDecidedByName specialReason lines { isUsable }';
    expect(await seen(manager, id, told)).toEqual({
      status: 'SELLER_REVIEW',
      sellerDecidesNext: false,
      decidedAt: null,
      reviewDueAt: due,
      specialDecidedByName: '孙正',
      specialReason: '战略客户',
      lines: [{ isUsable: true }],
    });
    expect(await actionOf(operator, id, 'approve')).toBe(false);
    const clocks = await world.rows(
      sql`select acts_side as acts from deadline where subject_id = ${id.slice(4)} and fired_at is null`,
    );
    expect(clocks).toEqual([{ acts: 'SELLER' }]);
    const [notice] = await world.rows<{ kinds: string }>(
      sql`select string_agg(distinct n.kind, ',') as kinds from notification n where n.subject_id = ${id.slice(4)}
        and n.member_id = ${reviewer.viewer.memberId}`,
    );
    expect(notice!.kinds).toBe('DISCOUNT_REVIEW');
    await reviewer.mutate('exclusiveDiscountApprove', { id });
    await manager.sees(id, {
      status: 'SCHEDULED',
      decidedByName: '钱进',
      specialReason: '战略客户',
    });
    const [audit] = await world.rows<{ reason: string }>(
      sql`select detail->>'reason' as reason from audit_entry where subject_id = ${id.slice(4)} and action = 'exclusiveDiscountApprove'
        and detail->>'to' = 'SELLER_REVIEW'`,
    );
    expect(audit!.reason).toBe('战略客户');
  });

  it("may be rejected by the seller after the operator's approval, and becomes a draft again", async () => {
    const { manager, reviewer, operator } = stage;
    const id = await special();
    await operator.mutate('exclusiveDiscountApprove', { id, reason: '同意' });
    await reviewer.mutate('exclusiveDiscountReject', { id, reason: '低于成本' });
    await manager.sees(id, {
      status: 'REJECTED',
      decisionReason: '低于成本',
      specialReason: '同意',
    });
    await manager.mutate('exclusiveDiscountUpdate', {
      id,
      name: '重新报价',
      validFrom: '2026-12-01T00:00:00.000+08:00',
      validUntil: '2026-12-28T00:00:00.000+08:00',
      lines: [{ specificationId: stage.goods.specifications[0], payRate: '0.9' }],
    });
    await manager.sees(id, { status: 'DRAFT', specialReason: null });
  });

  it('is reviewed one by one by the seller too', async () => {
    const { operator, reviewer } = stage;
    const ids = [await special(), await special()];
    for (const id of ids) await operator.mutate('exclusiveDiscountApprove', { id, reason: '同意' });
    const errors = await errorsOf(reviewer, 'exclusiveDiscountsApprove', { ids });
    expect(errors).toMatchObject([{ code: 'SPECIAL_REQUEST_ALONE' }]);
  });

  it('is decided by the operator alone if the policy says so, and on a joint-operation product', async () => {
    const { manager, operator, sellerManager, world } = stage;
    const joint = await listed(sellerManager, '联营商品', { saleModel: 'JOINT_OPERATION' });
    await authorizedJoint(stage, joint);
    const lines = [{ specificationId: joint.specifications[0], payRate: '0.7' }];
    const first = await special({ productId: joint.productId, lines });
    expect((await seen(operator, first, 'sellerDecidesNext')).sellerDecidesNext).toBe(false);
    await operator.mutate('exclusiveDiscountApprove', { id: first, reason: '同意' });
    expect((await seen(manager, first)).status).toBe('SCHEDULED');
    await world.rows(sql`insert into policy_value (id, created_at, key, value, effective_from, set_by, reason)
      values (gen_random_uuid(), ${world.clock.now()}, 'discounts.below-floor-to-seller', 0, ${world.clock.now()}, 'test', 'test')`);
    const second = await special();
    await operator.mutate('exclusiveDiscountApprove', { id: second, reason: '同意' });
    await manager.sees(second, { status: 'SCHEDULED', decidedByName: '孙正' });
  });
});
