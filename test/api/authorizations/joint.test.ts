import { describe, expect, it } from '@jest/globals';
import { DAY } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { actionsOf } from '../../kit/answers.ts';
import { testStage } from '../../kit/test-world.ts';
import { fromNow } from '../../kit/traces.ts';
import { START } from '../../kit/world.ts';
import { customerOf } from '../bindings/fixtures.ts';
import { listed } from '../discounts/stage.ts';
import {
  day,
  endOf,
  freshProduct,
  grantedJoint,
  jointRequest,
  requested,
  seen,
  setStage,
  settledAt,
  utc,
} from './stage.ts';

const stage = testStage('joint-sales authorizations', setStage);

const fresh = () => freshProduct(stage, 'JOINT_OPERATION');
const directly = (input: object) => ({ ...input, partnerId: stage.acmeId });

describe('the joint-sales authorization', () => {
  it('is requested, granted with other terms, starts and ends; both sets of terms stay readable', async () => {
    const { world, manager, seller, customerId } = stage;
    const note = '客户希望四月上线';
    const id = await requested(stage, await fresh(), { customerId, validFrom: day('10'), note });
    await seller.sees(id, {
      status: 'REQUESTED',
      level: 'CUSTOMER',
      partnerName: '云帆科技',
      customerName: '东方制造',
      termsVersion: 0,
      dueAt: fromNow(world, 5 * DAY),
      requestNote: note,
      requestedByName: '李明',
      customer: null,
    });
    await seller.mutate('jointSalesAuthorizationGrant', {
      id,
      shareRatio: '0.2',
      maxCustomers: 3,
      maxCashPerMonth: '50000.00',
      reason: '按标准分成',
    });
    const terms = {
      termsVersion: 1,
      shareRatio: '0.2',
      maxCustomers: 3,
      maxCashPerMonth: { amount: '50000.00' },
    };
    await manager.sees(id, {
      status: 'SCHEDULED',
      ...terms,
      floorPayRate: '0.75',
      requestedShareRatio: '0.25',
      requestedFloorPayRate: '0.75',
      validFrom: utc(day('10')),
      requestedUntil: utc(day('31')),
      decidedByName: '赵敏',
      decisionReason: '按标准分成',
      dueAt: null,
      'versions(first: 5)': { nodes: [terms] },
    });
    await settledAt(world, new Date(day('10')));
    await manager.sees(id, { status: 'ACTIVE' });
    await settledAt(world, new Date(day('31')));
    const events = ['end', 'start', 'grant', 'request'].map((event) => ({ event }));
    await manager.sees(id, { status: 'EXPIRED', 'activities(first: 9)': { nodes: events } });
    world.clock.moveTo(START);
  });

  it('lapses after five times 24 hours, to the second', async () => {
    const { world, manager, seller } = stage;
    const id = await requested(stage, await fresh());
    const { deadlines } = await seller.ask(
      '{ deadlines(first: 9, filter: { isMine: true }) { nodes { subjectId event kind onExpiry } } }',
    );
    const lapse = { event: 'lapse', kind: 'CALENDAR_DAYS', onExpiry: 'LAPSED' };
    expect(deadlines.nodes).toContainEqual({ subjectId: id, ...lapse });
    world.clock.advance(5 * DAY - 1);
    await world.settle();
    await manager.sees(id, { status: 'REQUESTED' });
    world.clock.advance(1);
    await seller.cannot('jointSalesAuthorizationGrant', { id }, 'REQUEST_LAPSED');
    await world.settle();
    await manager.sees(id, { status: 'LAPSED', dueAt: null });
    world.clock.moveTo(START);
  });

  it('is either granted or lapses', async () => {
    const { world, manager, seller } = stage;
    for (let round = 0; round < 5; round++) {
      const id = await requested(stage, await fresh());
      world.clock.advance(5 * DAY - 1);
      const granting = seller.refused('jointSalesAuthorizationGrant', { id });
      world.clock.advance(1);
      const [codes] = await Promise.all([granting, world.settle()]);
      await manager.sees(id, { status: codes.length === 0 ? 'ACTIVE' : 'LAPSED' });
      world.clock.moveTo(START);
    }
  });

  it('is refused with a reason or withdrawn, which frees its place for the next request', async () => {
    const { manager, seller } = stage;
    const productId = await fresh();
    const id = await requested(stage, productId);
    await manager.cannot('jointSalesAuthorizationRequest', jointRequest(productId), 'REQUEST_OPEN');
    const forOne = await requested(stage, productId, { customerId: stage.customerId });
    await seller.mutate('jointSalesAuthorizationRefuse', { id, reason: '份额已满' });
    await manager.sees(id, {
      status: 'REFUSED',
      decisionReason: '份额已满',
      decidedByName: '赵敏',
      dueAt: null,
    });
    await manager.mutate('jointSalesAuthorizationWithdraw', { id: forOne });
    await seller.sees(forOne, { status: 'WITHDRAWN' });
    await manager.sees(await requested(stage, productId), { status: 'REQUESTED' });
  });

  it('is granted without a request, amended version by version, and revoked', async () => {
    const { world, manager, seller } = stage;
    const id = await grantedJoint(stage, await fresh(), { maxCustomers: 2 });
    await manager.sees(id, { status: 'ACTIVE', requestedAt: null, maxCustomers: 2 });
    world.clock.advance(DAY);
    const terms = { shareRatio: '0.3', floorPayRate: '0.7', validUntil: day('25') };
    await seller.mutate('jointSalesAuthorizationAmend', { id, ...terms });
    await manager.sees(id, {
      status: 'ACTIVE',
      termsVersion: 2,
      maxCustomers: null,
      'versions(first: 5)': {
        nodes: [
          { termsVersion: 2, shareRatio: '0.3', maxCustomers: null },
          { termsVersion: 1, shareRatio: '0.25', maxCustomers: 2 },
        ],
      },
    });
    for (const [changes, code] of [
      [{ shareRatio: '0.31' }, 'SHARE_ABOVE_MAXIMUM'],
      [{ floorPayRate: '0' }, 'RATE_NOT_POSITIVE'],
      [{ validUntil: day('01') }, 'END_IN_PAST'],
      [{ maxCustomers: 0 }, 'OUT_OF_RANGE'],
      [{ maxCashPerMonth: '0' }, 'INVALID_AMOUNT'],
    ] as const)
      await seller.cannot('jointSalesAuthorizationAmend', { id, ...terms, ...changes }, code);
    expect(await endOf(world, id)).toEqual(new Date(day('25')));
    await seller.mutate('jointSalesAuthorizationRevoke', { id, reason: '合作终止' });
    await manager.sees(id, { status: 'REVOKED', revokeReason: '合作终止' });
    world.clock.moveTo(START);
  });

  it('is renewed during or after its period; the request follows the old row', async () => {
    const { world, manager, seller } = stage;
    const id = await grantedJoint(stage, await fresh());
    const renewal = { id, validUntil: '2026-05-01T00:00:00.000+08:00' };
    const next = await manager.mutate('jointSalesAuthorizationRenew', renewal);
    await manager.sees(next.id, {
      status: 'REQUESTED',
      validFrom: utc(day('31')),
      validUntil: utc(renewal.validUntil),
      requestedShareRatio: '0.25',
      renews: { id, status: 'ACTIVE' },
    });
    await manager.cannot('jointSalesAuthorizationRenew', renewal, 'REQUEST_OPEN');
    await manager.sees(id, { 'renewals(first: 5)': { nodes: [{ id: next.id }] } });
    expect(await actionsOf(manager, id)).toMatchObject({ renew: 'REQUEST_OPEN' });
    await seller.mutate('jointSalesAuthorizationGrant', { id: next.id });
    await manager.sees(next.id, { status: 'SCHEDULED' });
    world.clock.advance(30 * DAY);
    await world.settle();
    expect([await seen(manager, id), await seen(manager, next.id)]).toEqual([
      { status: 'EXPIRED' },
      { status: 'ACTIVE' },
    ]);
    const june = { id, validUntil: '2026-06-01T00:00:00Z' };
    const again = await manager.mutate('jointSalesAuthorizationRenew', june);
    await seller.cannot('jointSalesAuthorizationGrant', { id: again.id }, 'AUTHORIZATION_OVERLAPS');
    world.clock.moveTo(START);
  });

  it('refuses each invalid input with a specific code and stores nothing', async () => {
    const { world, manager, seller, joint, common } = stage;
    const advice = await listed(seller, '架构咨询', {
      saleModel: 'JOINT_OPERATION',
      productType: 'CONSULTING',
    });
    const count = () => world.rows(sql`select count(*) from joint_sales_authorization`);
    const before = await count();
    for (const [changes, code] of [
      [{ shareRatio: '0' }, 'RATE_NOT_POSITIVE'],
      [{ shareRatio: '0.300001' }, 'SHARE_ABOVE_MAXIMUM'],
      [{ floorPayRate: '1.1' }, 'RATE_ABOVE_ONE'],
      [{ productId: common }, 'PRODUCT_NOT_JOINT'],
      [{ productId: advice.productId }, 'PRODUCT_NOT_SOLD_HERE'],
      [{ validUntil: day('01') }, 'END_IN_PAST'],
      [{ validFrom: day('28'), validUntil: day('20') }, 'END_BEFORE_START'],
      [{ validFrom: day('01') }, 'START_BEFORE_TODAY'],
    ] as const) {
      const input = jointRequest(joint, changes);
      await manager.cannot('jointSalesAuthorizationRequest', input, code);
      await seller.cannot('jointSalesAuthorizationGrantDirectly', directly(input), code);
    }
    const foreign = await customerOf(world, '别人的客户', [stage.beta]);
    const theirs = jointRequest(joint, { customerId: foreign });
    await expect(manager.refused('jointSalesAuthorizationRequest', theirs)).rejects.toThrow(
      'Not found',
    );
    expect(await count()).toEqual(before);
  });

  it('is neither requested nor granted once its product is delisted', async () => {
    const { manager, seller } = stage;
    const productId = await fresh();
    const id = await requested(stage, productId);
    await seller.mutate('productDelist', { id: productId, reason: '停止供应' });
    await seller.cannot('jointSalesAuthorizationGrant', { id }, 'PRODUCT_DELISTED');
    const input = jointRequest(productId);
    await manager.cannot('jointSalesAuthorizationRequest', input, 'PRODUCT_DELISTED');
  });

  it.each(['GrantDirectly', 'Request'] as const)(
    'has one row for a key at an instant, even with twenty concurrent calls: %s',
    async (command) => {
      const { world, manager, seller } = stage;
      const productId = await fresh();
      const input = jointRequest(productId);
      const isGranted = command === 'GrantDirectly';
      const [caller, asked] = isGranted ? [seller, directly(input)] : [manager, input];
      const herd = await Promise.all(
        Array.from({ length: 20 }, () =>
          caller.refused(`jointSalesAuthorization${command}`, { ...asked }),
        ),
      );
      const code = isGranted ? 'AUTHORIZATION_OVERLAPS' : 'REQUEST_OPEN';
      expect(herd.flat()).toEqual(Array(19).fill(code));
      if (!isGranted) return;
      await expect(
        world.rows(sql`insert into joint_sales_authorization
          select (jsonb_populate_record(j, jsonb_build_object('id', gen_random_uuid()))).* from joint_sales_authorization j
          where product_id = ${productId.slice(4)}`),
      ).rejects.toThrow('joint_sales_authorization_slot');
    },
  );
});
