import { describe, expect, it } from '@jest/globals';
import { DAY } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { actionsOf } from '../../kit/answers.ts';
import { testStage } from '../../kit/test-world.ts';
import { START } from '../../kit/world.ts';
import { listed } from '../discounts/stage.ts';
import { cspTerms, day, endOf, freshProduct, granted, setStage, settledAt, utc } from './stage.ts';

const stage = testStage('csp authorizations', setStage);

const fresh = () => freshProduct(stage, 'COMMON');
const refused = (
  input: Record<string, unknown>,
  ...reasons: Parameters<typeof stage.seller.cannot>[2][]
) => stage.seller.cannot('cspAuthorizationCreate', input, ...reasons);
const changed = (id: string, changes: object = {}) => ({
  id,
  floorPayRate: '0.8',
  shareRatio: '0.2',
  validUntil: day('31'),
  ...changes,
});
const modify = (id: string, changes: object = {}) =>
  stage.seller.mutate('cspAuthorizationModify', changed(id, changes));
const notModified = (
  id: string,
  changes: object,
  reason: Parameters<typeof stage.seller.cannot>[2],
) => stage.seller.cannot('cspAuthorizationModify', changed(id, changes), reason);
const customer = (changes: object = {}) => ({
  cloudAccount: stage.account,
  name: '东方制造',
  ...changes,
});

describe('the CSP authorization of a common product', () => {
  it('is in force at once, or from its start, until its end', async () => {
    const { world, seller, acmeId } = stage;
    const productId = await fresh();
    const now = await granted(stage, productId);
    const later = await granted(stage, productId, { partnerId: acmeId, validFrom: day('10') });
    await seller.sees(now, {
      status: 'ACTIVE',
      level: 'PRODUCT',
      termsVersion: 1,
      partnerName: null,
      validFrom: world.clock.now().toISOString(),
    });
    await seller.sees(later, { status: 'SCHEDULED', level: 'PARTNER', partnerName: '云帆科技' });
    await settledAt(world, new Date(day('10')));
    await seller.sees(later, { status: 'ACTIVE' });
    await settledAt(world, new Date(day('31')));
    for (const id of [later, now]) await seller.sees(id, { status: 'EXPIRED' });
    world.clock.moveTo(START);
  });

  it('keeps the terms of every version', async () => {
    const { world, seller, manager } = stage;
    const id = await granted(stage, await fresh(), { partnerId: stage.acmeId });
    world.clock.advance(DAY);
    const second = { floorPayRate: '0.7', shareRatio: '0.3' };
    await modify(id, { version: 1, ...second, validUntil: day('20') });
    await notModified(id, { version: 1 }, 'STALE_VERSION');
    const first = { floorPayRate: '0.8', shareRatio: '0.2' };
    const setByName = '赵敏';
    await manager.sees(id, {
      status: 'ACTIVE',
      termsVersion: 2,
      ...second,
      'versions(first: 5)': {
        nodes: [
          { termsVersion: 2, ...second, validUntil: utc(day('20')), setByName },
          { termsVersion: 1, ...first, validUntil: utc(day('31')), setByName },
        ],
      },
    });
    expect(await endOf(world, id)).toEqual(new Date(day('20')));
    await expect(
      world.rows(sql`update authorization_version set share_ratio = 0.1`),
    ).rejects.toThrow('history');
    await seller.sees(id, { termsVersion: 2 });
    world.clock.moveTo(START);
  });

  it('takes new terms before its start, which count from it', async () => {
    const { world, seller, acmeId } = stage;
    const id = await granted(stage, await fresh(), { partnerId: acmeId, validFrom: day('10') });
    world.clock.advance(DAY);
    expect(await actionsOf(seller, id)).toMatchObject({ modify: null });
    await modify(id, { floorPayRate: '0.6', validUntil: day('20') });
    const terms = {
      termsVersion: 2,
      floorPayRate: '0.6',
      validFrom: utc(day('10')),
      validUntil: utc(day('20')),
      'versions(first: 5)': {
        nodes: [
          { termsVersion: 2, floorPayRate: '0.6' },
          { termsVersion: 1, floorPayRate: '0.8' },
        ],
      },
    };
    await seller.sees(id, { status: 'SCHEDULED', ...terms });
    await notModified(id, { validUntil: day('10') }, 'END_BEFORE_START');
    await settledAt(world, new Date(day('10')));
    await seller.sees(id, { status: 'ACTIVE', ...terms });
    await settledAt(world, new Date(day('20')));
    await seller.sees(id, { status: 'EXPIRED' });
    world.clock.moveTo(START);
  });

  it('is revoked with a reason that the partner reads, and frees its place', async () => {
    const { seller, manager, world } = stage;
    const productId = await fresh();
    const id = await granted(stage, productId);
    await refused(cspTerms(productId), 'AUTHORIZATION_OVERLAPS');
    await seller.mutate('cspAuthorizationRevoke', { id, reason: '政策调整' });
    await manager.sees(id, {
      status: 'REVOKED',
      revokeReason: '政策调整',
      revokedAt: world.clock.now().toISOString(),
    });
    await granted(stage, productId);
    expect(await endOf(world, id)).toBeUndefined();
  });

  it('has one row for each product, partner, customer and instant', async () => {
    const { acmeId, betaId, customerId, account } = stage;
    const productId = await fresh();
    const spelt = customer({ cloudAccount: account.toUpperCase(), name: '东方 制造' });
    await granted(stage, productId, { partnerId: acmeId, validUntil: day('10') });
    await granted(stage, productId, { partnerId: betaId });
    await granted(stage, productId, { partnerId: acmeId, validFrom: day('10') });
    const id = await granted(stage, productId, { partnerId: acmeId, customer: spelt });
    await stage.manager.sees(id, {
      level: 'CUSTOMER',
      customerName: '东方 制造',
      customer: { id: customerId },
      partner: { id: acmeId },
    });
    await stage.seller.sees(id, { customer: null });
    for (const changes of [{ validFrom: day('09') }, { customer: spelt }])
      await refused(
        cspTerms(productId, { partnerId: acmeId, ...changes }),
        'AUTHORIZATION_OVERLAPS',
      );
    await modify(id);
  });

  it('keeps product rate ≥ partner rate ≥ customer rate, in both directions and after changes', async () => {
    const { acmeId, betaId } = stage;
    const productId = await fresh();
    const [mine, ofBeta] = [{ partnerId: acmeId }, { partnerId: betaId }];
    const narrow = { ...mine, customer: customer() };
    const at = (floorPayRate: string, changes: object = {}) => ({ floorPayRate, ...changes });
    const reason = (code: string, rate: string) => ({
      code,
      field: ['floorPayRate'],
      params: [{ key: 'rate', value: rate }],
    });
    const above = (rate: string) => reason('RATE_ABOVE_WIDER', rate);
    const below = (rate: string) => reason('RATE_BELOW_NARROWER', rate);
    const wideId = await granted(stage, productId, at('0.8'));
    await refused(cspTerms(productId, at('0.81', mine)), above('0.8'));
    const mineId = await granted(stage, productId, at('0.75', mine));
    await granted(stage, productId, at('0.8', ofBeta));
    await refused(cspTerms(productId, at('0.76', narrow)), above('0.75'));
    const narrowId = await granted(stage, productId, at('0.7', narrow));
    await notModified(wideId, at('0.79'), below('0.8'));
    await notModified(mineId, at('0.69'), below('0.7'));
    await notModified(narrowId, at('0.751'), above('0.75'));
    await modify(mineId, at('0.7'));
    // Rows whose periods do not overlap do not restrict each other.
    const april = {
      validFrom: '2026-04-01T00:00:00.000+08:00',
      validUntil: '2026-05-01T00:00:00.000+08:00',
    };
    await granted(stage, productId, at('0.9', { ...mine, ...april }));
  });

  it('refuses each invalid input with a specific code and stores nothing', async () => {
    const { common, joint, acmeId, betaId, customerId, seller, world } = stage;
    const gone = await listed(seller, '旧商品');
    await seller.mutate('productDelist', { id: gone.productId, reason: '停止供应' });
    const advice = await listed(seller, '安全咨询', { productType: 'CONSULTING' });
    const count = () => world.rows(sql`select count(*) from csp_authorization`);
    const before = await count();
    for (const [changes, code] of [
      [{ floorPayRate: '0' }, 'RATE_NOT_POSITIVE'],
      [{ floorPayRate: '1.01' }, 'RATE_ABOVE_ONE'],
      [{ shareRatio: '0' }, 'RATE_NOT_POSITIVE'],
      [{ shareRatio: '0.31' }, 'SHARE_ABOVE_MAXIMUM'],
      [{ validUntil: day('02') }, 'END_IN_PAST'],
      [{ validFrom: day('20'), validUntil: day('20') }, 'END_BEFORE_START'],
      [{ validFrom: day('01') }, 'START_BEFORE_TODAY'],
      [{ productId: joint }, 'PRODUCT_NOT_COMMON'],
      [{ productId: gone.productId }, 'PRODUCT_DELISTED'],
      [{ productId: advice.productId }, 'PRODUCT_NOT_SOLD_HERE'],
      [{ customer: customer() }, 'PARTNER_REQUIRED'],
      [{ partnerId: acmeId, customer: customer({ name: '别的名字' }) }, 'CUSTOMER_UNKNOWN'],
      [{ partnerId: acmeId, customer: customer({ cloudAccount: 'nobody' }) }, 'CUSTOMER_UNKNOWN'],
      [{ partnerId: betaId, customer: customer() }, 'CUSTOMER_UNKNOWN'],
    ] as const)
      await refused(cspTerms(common, changes), code);
    await expect(refused(cspTerms(common, { partnerId: acmeId, customerId }))).rejects.toThrow(
      'Not found',
    );
    expect(await count()).toEqual(before);
  });

  it('treats a start earlier today as now, and accepts a visible customer by id', async () => {
    const { world, seller, acmeId, betaId, customerId } = stage;
    const productId = await fresh();
    const id = await granted(stage, productId, { validFrom: day('02') });
    await seller.sees(id, { status: 'ACTIVE', validFrom: world.clock.now().toISOString() });
    await world.rows(sql`insert into customer_access (customer_id, org_id, level, since, tags)
      values (${customerId.slice(4)}, ${seller.viewer.tenantId}, 'NAME', ${world.clock.now()}, '{}')`);
    const mine = await granted(stage, productId, { partnerId: acmeId, customerId });
    await seller.sees(mine, { customerName: '东方制造', customer: { id: customerId } });
    await refused(cspTerms(productId, { partnerId: betaId, customerId }), 'CUSTOMER_UNKNOWN');
    await world.rows(sql`delete from customer_access where org_id = ${seller.viewer.tenantId}`);
  });

  it('has one row for a key at an instant, even with twenty concurrent calls', async () => {
    const { seller, acmeId } = stage;
    const productId = await fresh();
    const herd = await Promise.all(
      Array.from({ length: 20 }, (_, i) => {
        const terms = cspTerms(productId, i % 2 ? { partnerId: acmeId } : {});
        return seller.refused('cspAuthorizationCreate', terms);
      }),
    );
    expect(herd.flat()).toEqual(Array(18).fill('AUTHORIZATION_OVERLAPS'));
  });

  it('cannot be changed after its period, even before the clock has fired', async () => {
    const { world, seller } = stage;
    const id = await granted(stage, await fresh());
    world.clock.advance(40 * DAY);
    await notModified(id, { validUntil: '2026-06-01T00:00:00Z' }, 'AUTHORIZATION_OVER');
    await world.settle();
    await seller.sees(id, { status: 'EXPIRED' });
    world.clock.moveTo(START);
  });
});
