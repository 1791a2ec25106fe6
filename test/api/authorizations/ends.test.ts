import { describe, expect, it } from '@jest/globals';
import { DAY } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import { fromNow } from '../../kit/traces.ts';
import { START } from '../../kit/world.ts';
import { bound, customerOf } from '../bindings/fixtures.ts';
import {
  accountOf,
  day,
  freshProduct,
  granted,
  grantedJoint,
  inForce,
  requested,
  setStage,
  standings,
} from './stage.ts';

const stage = testStage('authorization ends', setStage);

const later = (days: number): string => fromNow(stage.world, days * DAY);
const common = () => freshProduct(stage, 'COMMON');
const joint = () => freshProduct(stage, 'JOINT_OPERATION');
/** The running clocks of authorizations. */
const ahead = async (...ids: string[]): Promise<string[]> =>
  (
    await stage.world.rows<{ event: string }>(sql`select event from deadline
      where subject_id = any(${ids.map((id) => id.slice(4))}::uuid[]) and fired_at is null order by event`)
  ).map(({ event }) => event);

describe('an unbinding', () => {
  /** Ends a binding by both parties. */
  const unbound = async ({ id, buyer }: Awaited<ReturnType<typeof bound>>): Promise<void> => {
    await stage.manager.mutate('partnerBindingRequestUnbind', { id, reason: '客户更换服务商' });
    await buyer.mutate('partnerBindingApproveUnbind', { id });
  };

  it('ends authorizations for that customer; wider ones stay', async () => {
    const { world, manager, seller, operator, customerId, acmeId } = stage;
    const binding = await bound(world, manager, customerId);
    const customer = { cloudAccount: stage.account, name: '东方制造' };
    const whom = { partnerId: acmeId, customer };
    const april = {
      validFrom: '2026-04-10T00:00:00.000+08:00',
      validUntil: '2026-05-01T00:00:00.000+08:00',
    };
    const productId = stage.common;
    const wide = await granted(stage, productId);
    const active = await granted(stage, productId, whom);
    const next = await granted(stage, productId, { ...whom, ...april });
    const together = await grantedJoint(stage, stage.joint, { customer });
    const request = await requested(stage, stage.joint, { customerId, ...april });
    const before = world.clock.now();
    world.clock.advance(DAY);

    await unbound(binding);
    const end = { endReason: 'CUSTOMER_UNBOUND', endedAt: world.clock.now().toISOString() };
    for (const id of [active, next, together]) await seller.sees(id, { status: 'EXPIRED', ...end });
    await manager.sees(request, { status: 'WITHDRAWN', ...end });
    await seller.sees(wide, { status: 'ACTIVE', endReason: null, endedAt: null });
    expect(await ahead(active, next, together, request)).toEqual([]);

    const at = async (instant: Date) => {
      const ask = { productId, partnerId: acmeId, customerId, at: instant.toISOString() };
      return standings(await inForce(operator, ask));
    };
    expect(await at(before)).toContain('CUSTOMER WINS');
    expect(await at(world.clock.now())).toEqual(
      expect.arrayContaining(['CUSTOMER ENDED', 'PRODUCT WINS']),
    );
    // After a new binding the ended authorization stays ended, and its place is free.
    await bound(world, manager, customerId);
    await seller.sees(active, { status: 'EXPIRED' });
    await granted(stage, productId, { ...whom, validUntil: day('30') });
  });

  it('from a sub-distributor ends those of its distributor for that customer, too', async () => {
    const { world, manager, operator, seller, acme, acmeId } = stage;
    const above = await world.organization('PARTNER', '总经销');
    const top = { organizationId: `org_${above.id}`, tier: 'DISTRIBUTOR' };
    const { id: partnerId } = await operator.mutate('partnerEnroll', top);
    const below = { tier: 'SUB_DISTRIBUTOR', parentId: partnerId, reason: '渠道调整' };
    await operator.mutate('partnerSetTier', { id: acmeId, ...below });
    const customerId = await customerOf(world, '南方制造', [acme]);
    const binding = await bound(world, manager, customerId);
    const customer = { cloudAccount: await accountOf(world, customerId), name: '南方制造' };
    const product = await common();
    const rows = [
      await granted(stage, product, { partnerId, customer }),
      await grantedJoint(stage, stage.joint, { partnerId, customer }),
    ];
    const wide = await granted(stage, product, { partnerId });
    await unbound(binding);
    for (const id of rows)
      await seller.sees(id, { status: 'EXPIRED', endReason: 'CUSTOMER_UNBOUND' });
    await seller.sees(wide, { status: 'ACTIVE' });
    stage.world.clock.moveTo(START);
  });
});

describe('the end of an authorization', () => {
  /** The members reminded of an end, with the number of days before it. */
  const reminders = (id: string) =>
    stage.world.rows<{ name: string; days: string; kind: string }>(sql`
      select params->>'name' as name, params->>'days' as days, params->>'kind' as kind from outbox_message
      where template = 'authorizationEnding' and links->>'link' like ${`%/${id}`} order by created_at, params->>'name' collate "C"`);
  /** Moves the clock; two servers sweep at each stop. */
  async function live(...days: number[]): Promise<void> {
    for (const count of days) {
      stage.world.clock.advance(count * DAY);
      await Promise.all([stage.world.settle(), stage.world.settle()]);
    }
  }

  it('is announced to both sides 30 and 7 days before, once each', async () => {
    const validUntil = later(40);
    const rows = {
      JOINT: await grantedJoint(stage, await joint(), { validUntil }),
      CSP: await granted(stage, await common(), { partnerId: stage.acmeId, validUntil }),
    };
    await live(9.5);
    for (const id of Object.values(rows)) expect(await reminders(id)).toEqual([]);
    await live(0.5, 10, 12.9);
    const told = (days: string, kind: string) =>
      ['李明', '赵敏'].map((name) => ({ name, days, kind }));
    for (const [kind, id] of Object.entries(rows))
      expect(await reminders(id)).toEqual(told('30', kind));
    await live(0.1, 6);
    for (const [kind, id] of Object.entries(rows))
      expect(await reminders(id)).toEqual([...told('30', kind), ...told('7', kind)]);
  });

  it('is announced to the seller if the authorization is for the whole programme', async () => {
    const id = await granted(stage, await common(), { validUntil: later(8) });
    await live(1);
    expect(await reminders(id)).toEqual([{ name: '赵敏', days: '7', kind: 'CSP' }]);
  });

  it('moves its reminders along, and clears them on revocation', async () => {
    const id = await grantedJoint(stage, await joint(), { validUntil: later(40) });
    const amend = (days: number) =>
      stage.seller.mutate('jointSalesAuthorizationAmend', {
        id,
        shareRatio: '0.25',
        floorPayRate: '0.75',
        validUntil: later(days),
      });
    const all = ['end', 'remind-30', 'remind-7'];
    expect(await ahead(id)).toEqual(all);
    await amend(20);
    expect(await ahead(id)).toEqual(['end', 'remind-7']);
    await live(13);
    expect((await reminders(id)).map(({ days }) => days)).toEqual(['7', '7']);
    await amend(60);
    expect(await ahead(id)).toEqual(all);
    await stage.seller.mutate('jointSalesAuthorizationRevoke', { id, reason: '合作终止' });
    expect(await ahead(id)).toEqual([]);
    await live(60);
    expect(await reminders(id)).toHaveLength(2);
  });
});
