import { describe, expect, it } from '@jest/globals';
import { DAY } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import { customerOf } from '../bindings/fixtures.ts';
import { errorsOf, listed } from '../discounts/stage.ts';
import {
  day,
  freshProduct,
  grantedJoint,
  jointRequest,
  requested,
  seen,
  setStage,
  utc,
} from './stage.ts';

const stage = testStage('joint-sales authorizations', setStage);

const fresh = () => freshProduct(stage, 'JOINT_OPERATION');

describe('the joint-sales authorization', () => {
  it('is requested, granted with other terms, starts and ends; both sets of terms stay readable', async () => {
    const { world, manager, seller, customerId } = stage;
    const id = await requested(stage, await fresh(), {
      customerId,
      validFrom: day('10'),
      note: '客户希望四月上线',
    });
    const open = await seen(
      seller,
      id,
      'status level partnerName customerName termsVersion dueAt requestNote requestedByName customer { id }',
    );
    expect(open).toEqual({
      status: 'REQUESTED',
      level: 'CUSTOMER',
      partnerName: '云帆科技',
      customerName: '东方制造',
      termsVersion: 0,
      dueAt: new Date(world.clock.now().getTime() + 5 * DAY).toISOString(),
      requestNote: '客户希望四月上线',
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
    const fields = `status termsVersion shareRatio floorPayRate requestedShareRatio requestedFloorPayRate
      validFrom requestedUntil maxCustomers maxCashPerMonth { amount currency } decidedByName decisionReason dueAt
      versions(first: 5) { nodes { termsVersion shareRatio maxCustomers maxCashPerMonth { amount } } }`;
    expect(await seen(manager, id, fields)).toEqual({
      status: 'SCHEDULED',
      termsVersion: 1,
      shareRatio: '0.2',
      floorPayRate: '0.75',
      requestedShareRatio: '0.25',
      requestedFloorPayRate: '0.75',
      validFrom: utc(day('10')),
      requestedUntil: utc(day('31')),
      maxCustomers: 3,
      maxCashPerMonth: { amount: '50000.00', currency: 'CNY' },
      decidedByName: '赵敏',
      decisionReason: '按标准分成',
      dueAt: null,
      versions: {
        nodes: [
          {
            termsVersion: 1,
            shareRatio: '0.2',
            maxCustomers: 3,
            maxCashPerMonth: { amount: '50000.00' },
          },
        ],
      },
    });
    world.clock.advance(8 * DAY);
    await world.settle();
    await manager.sees(id, { status: 'ACTIVE' });
    world.clock.advance(21 * DAY);
    await world.settle();
    const { status, activities } = await seen(
      manager,
      id,
      'status activities(first: 9) { nodes { event actorName } }',
    );
    expect(status).toBe('EXPIRED');
    expect(activities.nodes.map((row: { event: string }) => row.event)).toEqual([
      'end',
      'start',
      'grant',
      'request',
    ]);
    world.clock.advance(-29 * DAY);
  });

  it('lapses after five times 24 hours, to the second', async () => {
    const { world, manager, seller } = stage;
    const id = await requested(stage, await fresh());
    const { deadlines } = await seller.ask(
      '{ deadlines(first: 5, filter: { isMine: true }) { nodes { subjectId event kind onExpiry label } } }',
    );
    expect(deadlines.nodes).toContainEqual(
      expect.objectContaining({
        subjectId: id,
        event: 'lapse',
        kind: 'CALENDAR_DAYS',
        onExpiry: 'LAPSED',
      }),
    );
    world.clock.advance(5 * DAY - 1);
    await world.settle();
    await manager.sees(id, { status: 'REQUESTED' });
    world.clock.advance(1);
    await seller.cannot('jointSalesAuthorizationGrant', { id }, 'REQUEST_LAPSED');
    await world.settle();
    await manager.sees(id, { status: 'LAPSED', dueAt: null });
    world.clock.advance(-5 * DAY);
  });

  it('is either granted or lapses', async () => {
    const { world, manager, seller } = stage;
    for (let round = 0; round < 5; round++) {
      const id = await requested(stage, await fresh());
      world.clock.advance(5 * DAY - 1);
      const granting = seller.refused('jointSalesAuthorizationGrant', { id });
      world.clock.advance(1);
      const [codes] = await Promise.all([granting, world.settle()]);
      const { status } = await seen(manager, id);
      expect(status).toBe(codes.length === 0 ? 'ACTIVE' : 'LAPSED');
      world.clock.advance(-5 * DAY);
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
    await manager.sees(id, {
      status: 'ACTIVE',
      requestedAt: null,
      requestedShareRatio: null,
      maxCustomers: 2,
      floorPayRate: '0.75',
    });
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
      expect(
        await seller.refused('jointSalesAuthorizationAmend', { id, ...terms, ...changes }),
      ).toEqual([code]);
    const clocks = await world.rows<{ due: string }>(
      sql`select (extract(epoch from due_at) * 1000)::bigint::text as due from deadline where subject_id = ${id.slice(4)} and fired_at is null and event = 'end'`,
    );
    expect(clocks).toEqual([{ due: String(Date.parse(day('25'))) }]);
    await seller.mutate('jointSalesAuthorizationRevoke', { id, reason: '合作终止' });
    await manager.sees(id, { status: 'REVOKED', revokeReason: '合作终止' });
    world.clock.advance(-DAY);
  });

  it('is renewed during or after its period; the request follows the old row', async () => {
    const { world, manager, seller } = stage;
    const productId = await fresh();
    const id = await grantedJoint(stage, productId);
    const may = '2026-05-01T00:00:00.000+08:00';
    const next = await manager.mutate('jointSalesAuthorizationRenew', { id, validUntil: may });
    await manager.sees(next.id, {
      status: 'REQUESTED',
      validFrom: utc(day('31')),
      validUntil: utc(may),
      requestedShareRatio: '0.25',
      renews: { id, status: 'ACTIVE' },
    });
    await manager.cannot('jointSalesAuthorizationRenew', { id, validUntil: may }, 'REQUEST_OPEN');
    const { renewals, viewerActions } = await seen(
      manager,
      id,
      'renewals(first: 5) { nodes { id } } viewerActions { name enabled reasonCode }',
    );
    expect(renewals.nodes).toEqual([{ id: next.id }]);
    expect(viewerActions).toContainEqual({
      name: 'renew',
      enabled: false,
      reasonCode: 'REQUEST_OPEN',
    });
    await seller.mutate('jointSalesAuthorizationGrant', { id: next.id });
    await manager.sees(next.id, { status: 'SCHEDULED' });
    world.clock.advance(30 * DAY);
    await world.settle();
    expect([await seen(manager, id), await seen(manager, next.id)]).toEqual([
      { status: 'EXPIRED' },
      { status: 'ACTIVE' },
    ]);
    const again = await manager.mutate('jointSalesAuthorizationRenew', {
      id,
      validUntil: '2026-06-01T00:00:00Z',
    });
    await seller.cannot('jointSalesAuthorizationGrant', { id: again.id }, 'AUTHORIZATION_OVERLAPS');
    world.clock.advance(-30 * DAY);
  });

  it('refuses each invalid input with a specific code and stores nothing', async () => {
    const { world, manager, seller, joint, common, acmeId } = stage;
    const count = () => world.rows(sql`select count(*) from joint_sales_authorization`);
    const before = await count();
    for (const [changes, code] of [
      [{ shareRatio: '0' }, 'RATE_NOT_POSITIVE'],
      [{ shareRatio: '0.300001' }, 'SHARE_ABOVE_MAXIMUM'],
      [{ floorPayRate: '1.1' }, 'RATE_ABOVE_ONE'],
      [{ productId: common }, 'PRODUCT_NOT_JOINT'],
      [{ validUntil: day('01') }, 'END_IN_PAST'],
      [{ validFrom: day('28'), validUntil: day('20') }, 'END_BEFORE_START'],
      [{ validFrom: day('01') }, 'START_BEFORE_TODAY'],
    ] as const) {
      const input = jointRequest(joint, changes);
      expect(await manager.refused('jointSalesAuthorizationRequest', input)).toEqual([code]);
      expect(
        await seller.refused('jointSalesAuthorizationGrantDirectly', {
          ...input,
          partnerId: acmeId,
        }),
      ).toEqual([code]);
    }
    const foreign = await customerOf(world, '别人的客户', [stage.beta]);
    await expect(
      errorsOf(
        manager,
        'jointSalesAuthorizationRequest',
        jointRequest(joint, { customerId: foreign }),
      ),
    ).rejects.toThrow('Not found');
    expect(await count()).toEqual(before);
  });

  it('is neither requested nor granted for a delisted product or for consulting', async () => {
    const { manager, seller, acmeId } = stage;
    const { productId } = await listed(seller, '将下架', { saleModel: 'JOINT_OPERATION' });
    const id = await requested(stage, productId);
    await seller.mutate('productDelist', { id: productId, reason: '停止供应' });
    await seller.cannot('jointSalesAuthorizationGrant', { id }, 'PRODUCT_DELISTED');
    await manager.cannot(
      'jointSalesAuthorizationRequest',
      jointRequest(productId),
      'PRODUCT_DELISTED',
    );
    const advice = await listed(seller, '架构咨询', {
      saleModel: 'JOINT_OPERATION',
      productType: 'CONSULTING',
    });
    const asked = jointRequest(advice.productId);
    expect([
      await manager.refused('jointSalesAuthorizationRequest', asked),
      await seller.refused('jointSalesAuthorizationGrantDirectly', { ...asked, partnerId: acmeId }),
    ]).toEqual([['PRODUCT_NOT_SOLD_HERE'], ['PRODUCT_NOT_SOLD_HERE']]);
  });

  it('has one row for a key at an instant, even with twenty concurrent calls', async () => {
    const { world, seller, acmeId } = stage;
    const productId = await fresh();
    const herd = await Promise.all(
      Array.from({ length: 20 }, () =>
        seller.refused('jointSalesAuthorizationGrantDirectly', {
          ...jointRequest(productId),
          partnerId: acmeId,
        }),
      ),
    );
    expect(herd.filter((codes) => codes.length === 0)).toHaveLength(1);
    expect(new Set(herd.flat())).toEqual(new Set(['AUTHORIZATION_OVERLAPS']));
    const rows = await world.rows(
      sql`select 1 from joint_sales_authorization where product_id = ${productId.slice(4)}`,
    );
    expect(rows).toHaveLength(1);
    await expect(
      world.rows(sql`insert into joint_sales_authorization
        select (jsonb_populate_record(j, jsonb_build_object('id', gen_random_uuid()))).* from joint_sales_authorization j
        where product_id = ${productId.slice(4)}`),
    ).rejects.toThrow('joint_sales_authorization_slot');
  });

  it('has one open request for a key, even with twenty concurrent calls', async () => {
    const productId = await fresh();
    const herd = await Promise.all(
      Array.from({ length: 20 }, () =>
        stage.manager.refused('jointSalesAuthorizationRequest', jointRequest(productId)),
      ),
    );
    expect(herd.filter((codes) => codes.length === 0)).toHaveLength(1);
    expect(new Set(herd.flat())).toEqual(new Set(['REQUEST_OPEN']));
  });
});
