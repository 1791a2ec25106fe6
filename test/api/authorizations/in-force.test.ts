import { describe, expect, it } from '@jest/globals';
import { floorInForce } from '../../../server/modules/authorizations/index.ts';
import { DAY } from '../../../server/platform/clock.ts';
import { testStage } from '../../kit/test-world.ts';
import { customerOf } from '../bindings/fixtures.ts';
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

const stage = testStage('authorization in force', setStage);

describe('the authorization that applies', () => {
  it('is the most specific one in force, with the reason against each other one', async () => {
    const { manager, operator, seller, rival, customerId, account, acmeId } = stage;
    const productId = await freshProduct(stage, 'COMMON');
    const ask = { productId, customerId };
    const nothing = { source: null, authorizationId: null, floorPayRate: null, shareRatio: null };
    expect(await inForce(manager, ask)).toMatchObject({
      ...nothing,
      reasonCode: 'SKU_NOT_AUTHORIZED',
      candidates: [],
    });
    const wide = await granted(stage, productId, { floorPayRate: '0.9' });
    const mine = await granted(stage, productId, { floorPayRate: '0.8', partnerId: acmeId });
    const customer = { cloudAccount: account, name: '东方制造' };
    const narrow = await granted(stage, productId, {
      floorPayRate: '0.7',
      shareRatio: '0.1',
      partnerId: acmeId,
      customer,
      validUntil: day('20'),
    });
    const later = await granted(stage, productId, {
      floorPayRate: '0.6',
      partnerId: acmeId,
      customer,
      validFrom: day('20'),
    });
    const answer = await inForce(manager, ask);
    expect(answer).toMatchObject({
      source: 'CSP_AUTHORIZATION',
      reasonCode: null,
      authorizationId: narrow,
      floorPayRate: '0.7',
      shareRatio: '0.1',
      termsVersion: 1,
    });
    const ids = answer.candidates.map((row: { authorizationId: string }) => row.authorizationId);
    expect(ids).toEqual([later, narrow, mine, wide]);
    expect(standings(answer)).toEqual([
      'CUSTOMER NOT_YET_STARTED',
      'CUSTOMER WINS',
      'PARTNER LESS_SPECIFIC',
      'PRODUCT LESS_SPECIFIC',
    ]);
    expect(standings(await inForce(manager, { ...ask, at: day('25') }))).toEqual([
      'CUSTOMER WINS',
      'CUSTOMER ENDED',
      'PARTNER LESS_SPECIFIC',
      'PRODUCT LESS_SPECIFIC',
    ]);
    // For other customers the partner's row applies, for other partners the product's.
    expect((await inForce(manager, { productId })).authorizationId).toBe(mine);
    expect((await inForce(rival, { productId })).authorizationId).toBe(wide);
    const partnerId = acmeId;
    expect(await inForce(operator, { ...ask, partnerId })).toEqual(answer);
    expect((await inForce(seller, { productId, partnerId })).authorizationId).toBe(mine);
    await seller.mutate('cspAuthorizationRevoke', { id: narrow });
    expect(standings(await inForce(manager, ask))).toEqual([
      'CUSTOMER NOT_YET_STARTED',
      'CUSTOMER REVOKED',
      'PARTNER WINS',
      'PRODUCT LESS_SPECIFIC',
    ]);
  });

  it('is the customer row before the partner row of a joint-operation product', async () => {
    const { manager, seller, customerId } = stage;
    const productId = await freshProduct(stage, 'JOINT_OPERATION');
    const ask = { productId, customerId };
    const id = await requested(stage, productId, { customerId });
    expect(await inForce(manager, ask)).toMatchObject({
      reasonCode: 'SKU_NOT_AUTHORIZED',
      candidates: [{ level: 'CUSTOMER', standing: 'NOT_GRANTED', termsVersion: 0 }],
    });
    const wide = await grantedJoint(stage, productId);
    expect((await inForce(manager, ask)).authorizationId).toBe(wide);
    await seller.mutate('jointSalesAuthorizationGrant', { id, floorPayRate: '0.65' });
    expect(await inForce(manager, ask)).toMatchObject({
      source: 'JOINT_SALES_AUTHORIZATION',
      authorizationId: id,
      floorPayRate: '0.65',
    });
    expect(standings(await inForce(manager, ask))).toEqual([
      'CUSTOMER WINS',
      'PARTNER LESS_SPECIFIC',
    ]);
  });

  it('has the terms of the version in force at that instant', async () => {
    const { world, manager, seller } = stage;
    const productId = await freshProduct(stage, 'JOINT_OPERATION');
    const id = await grantedJoint(stage, productId);
    const before = world.clock.now().toISOString();
    world.clock.advance(DAY);
    const [first, second] = [
      { shareRatio: '0.25', floorPayRate: '0.75' },
      { shareRatio: '0.1', floorPayRate: '0.5' },
    ];
    const amend = { id, ...second, validUntil: day('31') };
    await seller.mutate('jointSalesAuthorizationAmend', amend);
    const [now, then] = [{ productId }, { productId, at: before }];
    expect(await inForce(manager, now)).toMatchObject({ ...second, termsVersion: 2 });
    expect(await inForce(manager, then)).toMatchObject({ ...first, termsVersion: 1 });
    world.clock.advance(DAY);
    await seller.mutate('jointSalesAuthorizationRevoke', { id, reason: '终止' });
    expect((await inForce(manager, now)).reasonCode).toBe('SKU_NOT_AUTHORIZED');
    expect((await inForce(manager, then)).authorizationId).toBe(id);
    world.clock.advance(-2 * DAY);
  });

  it('is the product itself if the marketplace sells it', async () => {
    const productId = await freshProduct(stage, 'HUAWEI');
    expect(await inForce(stage.manager, { productId })).toEqual({
      source: 'PRODUCT',
      reasonCode: null,
      authorizationId: null,
      termsVersion: null,
      floorPayRate: '0.8',
      shareRatio: '0.9',
      candidates: [],
    });
  });

  it('is the same for a command', async () => {
    const { world, acme, customerId } = stage;
    const productId = await freshProduct(stage, 'COMMON');
    const ask = (at = world.clock.now()) =>
      world.system((tx) =>
        floorInForce(tx, {
          partnerId: acme.id,
          customerId: customerId.slice(4),
          productId: productId.slice(4),
          at,
        }),
      );
    expect(await ask()).toBeNull();
    const id = await granted(stage, productId, { validFrom: day('05') });
    expect(await ask()).toBeNull();
    // The start counts from its instant, even if the clock fires later.
    expect(await ask(new Date(day('05')))).toEqual({
      payRate: '0.8',
      shareRatio: '0.2',
      maxCustomers: null,
      source: 'CSP_AUTHORIZATION',
      authorizationId: id.slice(4),
      version: 1,
      validUntil: new Date(day('31')),
    });
    expect(await ask(new Date(day('31')))).toBeNull();
  });

  it('is not explained for other parties', async () => {
    const { world, manager, rival, seller, otherSeller, operator, common, betaId, acmeId } = stage;
    const customerId = await customerOf(world, '远航的客户', [stage.beta]);
    const account = await accountOf(world, customerId);
    await granted(stage, common, {
      partnerId: betaId,
      customer: { cloudAccount: account, name: '远航的客户' },
    });
    const code = async (viewer: typeof manager, input: object) => {
      const { errors } = await viewer.run(
        `query($input: AuthorizationInForceInput!) { authorizationInForce(input: $input) { source } }`,
        { input },
      );
      return errors?.[0]?.extensions.code;
    };
    const productId = common;
    expect(standings(await inForce(rival, { productId, customerId }))).toEqual(['CUSTOMER WINS']);
    for (const [viewer, input] of [
      [manager, { customerId }],
      [manager, { partnerId: betaId }],
      [otherSeller, { partnerId: acmeId }],
      [seller, { partnerId: betaId, customerId }],
    ] as const)
      expect([input, await code(viewer, { productId, ...input })]).toEqual([input, 'NOT_FOUND']);
    for (const viewer of [operator, seller])
      expect(await code(viewer, { productId })).toBe('BAD_USER_INPUT');
  });
});
