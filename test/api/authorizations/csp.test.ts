import { describe, expect, it } from '@jest/globals';
import { DAY } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import { START } from '../../kit/world.ts';
import { errorsOf, listed } from '../discounts/stage.ts';
import { cspTerms, day, freshProduct, granted, seen, setStage, utc } from './stage.ts';

const stage = testStage('csp authorizations', setStage);

const codes = async (input: object): Promise<string[]> =>
  (await errorsOf(stage.seller, 'cspAuthorizationCreate', input)).map(({ code }) => code);

describe('the CSP authorization of a common product', () => {
  it('is in force at once, or from its start, until its end', async () => {
    const { world, seller, acmeId } = stage;
    const productId = await freshProduct(stage, 'COMMON');
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
    world.clock.advance(8 * DAY);
    await world.settle();
    await seller.sees(later, { status: 'ACTIVE' });
    world.clock.advance(21 * DAY);
    await world.settle();
    await seller.sees(later, { status: 'EXPIRED' });
    await seller.sees(now, { status: 'EXPIRED' });
    world.clock.advance(-29 * DAY);
  });

  it('keeps the terms of every version', async () => {
    const { world, seller, manager } = stage;
    const id = await granted(stage, await freshProduct(stage, 'COMMON'), {
      partnerId: stage.acmeId,
    });
    world.clock.advance(DAY);
    const { version } = await seen(seller, id, 'version');
    await seller.mutate('cspAuthorizationModify', {
      id,
      version,
      floorPayRate: '0.7',
      shareRatio: '0.3',
      validUntil: day('20'),
    });
    await seller.cannot('cspAuthorizationModify', { ...changed(id), version }, 'STALE_VERSION');
    const row = await seen(
      manager,
      id,
      `status termsVersion floorPayRate shareRatio
      versions(first: 5) { nodes { termsVersion floorPayRate shareRatio validUntil setByName } }`,
    );
    expect(row).toEqual({
      status: 'ACTIVE',
      termsVersion: 2,
      floorPayRate: '0.7',
      shareRatio: '0.3',
      versions: {
        nodes: [
          {
            termsVersion: 2,
            floorPayRate: '0.7',
            shareRatio: '0.3',
            validUntil: utc(day('20')),
            setByName: '赵敏',
          },
          {
            termsVersion: 1,
            floorPayRate: '0.8',
            shareRatio: '0.2',
            validUntil: utc(day('31')),
            setByName: '赵敏',
          },
        ],
      },
    });
    const clocks = await world.rows<{ due: string }>(
      sql`select (extract(epoch from due_at) * 1000)::bigint::text as due from deadline where subject_id = ${id.slice(4)} and fired_at is null and event = 'end'`,
    );
    expect(clocks).toEqual([{ due: String(Date.parse(day('20'))) }]);
    await expect(
      world.rows(sql`update authorization_version set share_ratio = 0.1`),
    ).rejects.toThrow('history');
    world.clock.advance(-DAY);
  });

  it('takes new terms before its start, which count from it', async () => {
    const { world, seller, acmeId } = stage;
    const id = await granted(stage, await freshProduct(stage, 'COMMON'), {
      partnerId: acmeId,
      validFrom: day('10'),
    });
    world.clock.advance(DAY);
    const FIELDS = `status termsVersion floorPayRate validFrom validUntil
      versions(first: 5) { nodes { termsVersion floorPayRate } } viewerActions { name enabled }`;
    const { viewerActions } = await seen(seller, id, FIELDS);
    expect(viewerActions).toContainEqual({ name: 'modify', enabled: true });
    await seller.mutate(
      'cspAuthorizationModify',
      changed(id, { floorPayRate: '0.6', validUntil: day('20') }),
    );
    const terms = {
      termsVersion: 2,
      floorPayRate: '0.6',
      validFrom: utc(day('10')),
      validUntil: utc(day('20')),
      versions: {
        nodes: [
          { termsVersion: 2, floorPayRate: '0.6' },
          { termsVersion: 1, floorPayRate: '0.8' },
        ],
      },
    };
    expect(await seen(seller, id, FIELDS)).toMatchObject({ status: 'SCHEDULED', ...terms });
    expect(
      (
        await errorsOf(seller, 'cspAuthorizationModify', changed(id, { validUntil: day('10') }))
      ).map(({ code }) => code),
    ).toEqual(['END_BEFORE_START']);
    world.clock.moveTo(new Date(day('10')));
    await world.settle();
    expect(await seen(seller, id, FIELDS)).toMatchObject({ status: 'ACTIVE', ...terms });
    world.clock.moveTo(new Date(day('20')));
    await world.settle();
    await seller.sees(id, { status: 'EXPIRED' });
    world.clock.moveTo(START);
  });

  const changed = (id: string, changes: object = {}) => ({
    id,
    floorPayRate: '0.8',
    shareRatio: '0.2',
    validUntil: day('31'),
    ...changes,
  });

  it('is revoked with a reason that the partner reads, and frees its place', async () => {
    const { seller, manager, world } = stage;
    const productId = await freshProduct(stage, 'COMMON');
    const id = await granted(stage, productId);
    expect(await codes(cspTerms(productId))).toEqual(['AUTHORIZATION_OVERLAPS']);
    await seller.mutate('cspAuthorizationRevoke', { id, reason: '政策调整' });
    await manager.sees(id, {
      status: 'REVOKED',
      revokeReason: '政策调整',
      revokedAt: world.clock.now().toISOString(),
    });
    await granted(stage, productId);
    const running = await world.rows(
      sql`select 1 from deadline where subject_id = ${id.slice(4)} and fired_at is null`,
    );
    expect(running).toEqual([]);
  });

  it('has one row for each product, partner, customer and instant', async () => {
    const { acmeId, betaId, customerId, account } = stage;
    const productId = await freshProduct(stage, 'COMMON');
    const customer = { cloudAccount: account.toUpperCase(), name: '东方 制造' };
    await granted(stage, productId, { partnerId: acmeId, validUntil: day('10') });
    await granted(stage, productId, { partnerId: betaId });
    await granted(stage, productId, { partnerId: acmeId, validFrom: day('10') });
    const id = await granted(stage, productId, { partnerId: acmeId, customer });
    await stage.manager.sees(id, {
      level: 'CUSTOMER',
      customerName: '东方 制造',
      customer: { id: customerId },
      partner: { id: acmeId },
    });
    expect((await seen(stage.seller, id, 'customer { id }')).customer).toBeNull();
    expect(await codes(cspTerms(productId, { partnerId: acmeId, validFrom: day('09') }))).toEqual([
      'AUTHORIZATION_OVERLAPS',
    ]);
    expect(await codes(cspTerms(productId, { partnerId: acmeId, customer }))).toEqual([
      'AUTHORIZATION_OVERLAPS',
    ]);
    expect(await errorsOf(stage.seller, 'cspAuthorizationModify', changed(id))).toEqual([]);
  });

  it('keeps product rate ≥ partner rate ≥ customer rate, in both directions and after changes', async () => {
    const { acmeId, betaId, account, seller } = stage;
    const productId = await freshProduct(stage, 'COMMON');
    const customer = { cloudAccount: account, name: '东方制造' };
    const at = (floorPayRate: string, changes: object = {}) =>
      cspTerms(productId, { floorPayRate, ...changes });
    const wide = await granted(stage, productId, { floorPayRate: '0.8' });
    const first = await errorsOf(
      seller,
      'cspAuthorizationCreate',
      at('0.81', { partnerId: acmeId }),
    );
    expect(first).toEqual([
      {
        code: 'RATE_ABOVE_WIDER',
        field: ['floorPayRate'],
        params: [{ key: 'rate', value: '0.8' }],
      },
    ]);
    const mine = await granted(stage, productId, { floorPayRate: '0.75', partnerId: acmeId });
    await granted(stage, productId, { floorPayRate: '0.8', partnerId: betaId });
    expect(await codes(at('0.76', { partnerId: acmeId, customer }))).toEqual(['RATE_ABOVE_WIDER']);
    const narrow = await granted(stage, productId, {
      floorPayRate: '0.7',
      partnerId: acmeId,
      customer,
    });
    const modify = async (id: string, floorPayRate: string) =>
      (await errorsOf(seller, 'cspAuthorizationModify', changed(id, { floorPayRate }))).map(
        ({ code, params }) => `${code} ${params[0]?.value}`,
      );
    expect(await modify(wide, '0.79')).toEqual(['RATE_BELOW_NARROWER 0.8']);
    expect(await modify(mine, '0.69')).toEqual(['RATE_BELOW_NARROWER 0.7']);
    expect(await modify(narrow, '0.751')).toEqual(['RATE_ABOVE_WIDER 0.75']);
    expect(await modify(mine, '0.7')).toEqual([]);
    // Rows whose periods do not overlap do not restrict each other.
    await granted(stage, productId, {
      floorPayRate: '0.9',
      partnerId: acmeId,
      validFrom: '2026-04-01T00:00:00.000+08:00',
      validUntil: '2026-05-01T00:00:00.000+08:00',
    });
  });

  it('refuses each invalid input with a specific code and stores nothing', async () => {
    const { common, joint, acmeId, account, customerId, world } = stage;
    const wrong: [object, string][] = [
      [{ floorPayRate: '0' }, 'RATE_NOT_POSITIVE'],
      [{ floorPayRate: '1.01' }, 'RATE_ABOVE_ONE'],
      [{ shareRatio: '0' }, 'RATE_NOT_POSITIVE'],
      [{ shareRatio: '0.31' }, 'SHARE_ABOVE_MAXIMUM'],
      [{ validUntil: day('02') }, 'END_IN_PAST'],
      [{ validFrom: day('20'), validUntil: day('20') }, 'END_BEFORE_START'],
      [{ validFrom: day('01') }, 'START_BEFORE_TODAY'],
      [{ productId: joint }, 'PRODUCT_NOT_COMMON'],
      [{ customer: { cloudAccount: account, name: '东方制造' } }, 'PARTNER_REQUIRED'],
      [
        { partnerId: acmeId, customer: { cloudAccount: account, name: '别的名字' } },
        'CUSTOMER_UNKNOWN',
      ],
      [
        { partnerId: acmeId, customer: { cloudAccount: 'nobody', name: '东方制造' } },
        'CUSTOMER_UNKNOWN',
      ],
      [
        { partnerId: stage.betaId, customer: { cloudAccount: account, name: '东方制造' } },
        'CUSTOMER_UNKNOWN',
      ],
    ];
    const count = () => world.rows(sql`select count(*) from csp_authorization`);
    const before = await count();
    for (const [changes, code] of wrong) {
      expect([changes, await codes(cspTerms(common, changes))]).toEqual([changes, [code]]);
    }
    await expect(codes(cspTerms(common, { partnerId: acmeId, customerId }))).rejects.toThrow(
      'Not found',
    );
    const gone = await listed(stage.seller, '旧商品');
    await stage.seller.mutate('productDelist', { id: gone.productId, reason: '停止供应' });
    expect(await codes(cspTerms(gone.productId))).toEqual(['PRODUCT_DELISTED']);
    const advice = await listed(stage.seller, '安全咨询', { productType: 'CONSULTING' });
    expect(await codes(cspTerms(advice.productId))).toEqual(['PRODUCT_NOT_SOLD_HERE']);
    expect(await count()).toEqual(before);
  });

  it('treats a start earlier today as now, and accepts a visible customer by id', async () => {
    const { world, seller, acmeId, customerId } = stage;
    const productId = await freshProduct(stage, 'COMMON');
    const id = await granted(stage, productId, { validFrom: day('02') });
    await seller.sees(id, { status: 'ACTIVE', validFrom: world.clock.now().toISOString() });
    await world.rows(sql`insert into customer_access (customer_id, org_id, level, since, tags)
      values (${customerId.slice(4)}, ${seller.viewer.tenantId}, 'NAME', ${world.clock.now()}, '{}')`);
    const mine = await granted(stage, productId, { partnerId: acmeId, customerId });
    await seller.sees(mine, { customerName: '东方制造', customer: { id: customerId } });
    await expect(
      codes(cspTerms(productId, { partnerId: stage.betaId, customerId })),
    ).resolves.toEqual(['CUSTOMER_UNKNOWN']);
    await world.rows(sql`delete from customer_access where org_id = ${seller.viewer.tenantId}`);
  });

  it('has one row for a key at an instant, even with twenty concurrent calls', async () => {
    const { seller, acmeId } = stage;
    const productId = await freshProduct(stage, 'COMMON');
    const herd = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        seller.refused(
          'cspAuthorizationCreate',
          cspTerms(productId, i % 2 ? { partnerId: acmeId } : {}),
        ),
      ),
    );
    expect(herd.filter((codes) => codes.length === 0)).toHaveLength(2);
    expect(new Set(herd.flat())).toEqual(new Set(['AUTHORIZATION_OVERLAPS']));
  });

  it('cannot be changed after its period, even before the clock has fired', async () => {
    const { world, seller } = stage;
    const id = await granted(stage, await freshProduct(stage, 'COMMON'));
    world.clock.advance(40 * DAY);
    await seller.cannot(
      'cspAuthorizationModify',
      changed(id, { validUntil: '2026-06-01T00:00:00Z' }),
      'AUTHORIZATION_OVER',
    );
    await world.settle();
    await seller.sees(id, { status: 'EXPIRED' });
    world.clock.advance(-40 * DAY);
  });
});
