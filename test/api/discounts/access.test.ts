import { describe, expect, it } from '@jest/globals';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import { bound, customerOf, partnerOf } from '../bindings/fixtures.ts';
import {
  authorized,
  draftOf,
  errorsOf,
  listed,
  saved,
  scheduled,
  seen,
  setStage,
  submitted,
} from './stage.ts';

const stage = testStage('discount access', setStage);

describe('visibility and rights', () => {
  it('another partner, another seller and another customer see nothing', async () => {
    const { world, customerId, goods, manager } = stage;
    const rival = await world.member(await partnerOf(world, '对手科技'), 'csp.owner');
    const otherSeller = await world.member(
      await world.organization('SELLER', '别家软件'),
      'seller.manager',
    );
    const id = await scheduled(stage);
    await manager.sees(id, { status: 'SCHEDULED' });
    for (const stranger of [rival, otherSeller]) {
      await stranger.sees(id, null);
      const { exclusiveDiscounts } = await stranger.ask(
        '{ exclusiveDiscounts(first: 10) { nodes { id } count { value } } }',
      );
      expect(exclusiveDiscounts).toEqual({ nodes: [], count: { value: 0 } });
    }
    await expect(errorsOf(rival, 'exclusiveDiscountWithdraw', { id })).rejects.toThrow('Not found');
    await expect(errorsOf(otherSeller, 'exclusiveDiscountApprove', { id })).rejects.toThrow(
      'Not found',
    );
    await expect(errorsOf(rival, 'exclusiveDiscountCreate', draftOf(stage))).rejects.toThrow(
      'Not found',
    );
    const quote = `query($input: ExclusiveDiscountQuoteInput!) { exclusiveDiscountQuote(input: $input) { listTotal { amount } } }`;
    const lines = [{ specificationId: goods.specifications[0], payRate: '1' }];
    const { errors } = await rival.run(quote, {
      input: { customerId, productId: goods.productId, lines },
    });
    expect(errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it('a line is visible only with its discount', async () => {
    const { manager, reviewer, buyer } = stage;
    const id = await saved(stage);
    const { lines } = await seen(manager, id, 'lines { id }');
    const node = `query($id: ID!) { node(id: $id) { id } }`;
    const read = async (viewer: typeof manager) =>
      (await viewer.ask(node, { id: lines[0].id })).node;
    expect(await read(manager)).toEqual({ id: lines[0].id });
    expect(await read(reviewer)).toBeNull();
    expect(await read(buyer)).toBeNull();
  });

  it('a rep sees discounts of assigned customers', async () => {
    const { world, partner, manager } = stage;
    const rep = await world.member(partner, 'csp.rep', '王芳');
    const mine = await customerOf(world, '我的客户', [partner]);
    await bound(world, manager, mine);
    await world.rows(sql`update customer_access set account_manager_id = ${rep.viewer.memberId}
      where customer_id = ${mine.slice(4)} and org_id = ${partner.id}`);
    const other = await submitted(stage, {
      validFrom: '2026-05-01T00:00:00.000Z',
      validUntil: '2026-06-01T00:00:00.000Z',
    });
    const own = await rep.mutate('exclusiveDiscountCreate', draftOf(stage, { customerId: mine }));
    await rep.sees(own.id, { status: 'DRAFT' });
    await rep.sees(other, null);
    await expect(errorsOf(rep, 'exclusiveDiscountWithdraw', { id: other })).rejects.toThrow(
      'Not found',
    );
    await expect(errorsOf(rep, 'exclusiveDiscountCreate', draftOf(stage))).rejects.toThrow(
      'Not found',
    );
    const data = await rep.ask(
      `query($id: ID!) { customer(by: { id: $id }) { exclusiveDiscounts(first: 5) { nodes { id } } } }`,
      { id: mine },
    );
    expect(data.customer.exclusiveDiscounts.nodes).toEqual([{ id: own.id }]);
  });

  it('a sub-distributor cannot create a discount, nor can read-only roles', async () => {
    const { world, manager, partner } = stage;
    const tier = (sub: boolean) =>
      world.rows(
        sub
          ? sql`update partner set tier = 'SUB_DISTRIBUTOR', parent_id = (select id from organization where kind = 'SELLER' limit 1) where id = ${partner.id}`
          : sql`update partner set tier = 'SOLUTION_PROVIDER', parent_id = null where id = ${partner.id}`,
      );
    await tier(true);
    await manager.cannot('exclusiveDiscountCreate', draftOf(stage), 'TIER_NOT_ALLOWED');
    await tier(false);
    for (const role of ['csp.finance', 'csp.auditor', 'csp.service', 'csp.developer'] as const) {
      const member = await world.member(partner, role);
      const { errors } = await member.run(
        'mutation($input: ExclusiveDiscountCreateInput!) { exclusiveDiscountCreate(input: $input, idempotencyKey: "k") { userErrors { code } } }',
        { input: draftOf(stage) },
      );
      expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    }
  });
});

describe('a command', () => {
  it('changes nothing as a dry run, and runs once per key', async () => {
    const { manager, world } = stage;
    const count = async () => (await world.rows(sql`select 1 from exclusive_discount`)).length;
    const before = await count();
    const input = draftOf(stage, {
      validFrom: '2026-08-01T00:00:00.000Z',
      validUntil: '2026-09-01T00:00:00.000Z',
    });
    expect(
      await errorsOf(manager, 'exclusiveDiscountCreate', input, { validateOnly: true }),
    ).toEqual([]);
    expect(await count()).toBe(before);
    const repeated = await Promise.all(
      Array.from({ length: 10 }, () =>
        manager.ask(
          `mutation($input: ExclusiveDiscountCreateInput!) { exclusiveDiscountCreate(input: $input, idempotencyKey: "same") { exclusiveDiscount { number } userErrors { code } } }`,
          { input },
        ),
      ),
    );
    expect(await count()).toBe(before + 1);
    expect(
      new Set(repeated.map((data) => data.exclusiveDiscountCreate.exclusiveDiscount.number)).size,
    ).toBe(1);
  });

  it('refuses a used name in any case, and a stale version', async () => {
    const { manager } = stage;
    const id = await saved(stage, { name: 'Spring Offer' });
    await manager.cannot('exclusiveDiscountCreate', draftOf(stage, { name: 'SPRING offer' }), {
      code: 'NAME_TAKEN',
      field: ['name'],
    });
    const { customerId: _, productId: __, ...changes } = draftOf(stage, { name: 'Spring Offer' });
    expect(
      await errorsOf(manager, 'exclusiveDiscountUpdate', { id, version: 1, ...changes }),
    ).toEqual([]);
    await manager.cannot(
      'exclusiveDiscountUpdate',
      { id, version: 1, ...changes },
      { code: 'STALE_VERSION', field: ['version'] },
    );
    const names = await Promise.all(
      [1, 2].map(() =>
        errorsOf(manager, 'exclusiveDiscountCreate', draftOf(stage, { name: 'Twins' })),
      ),
    );
    expect(names.map((errors) => errors.map(({ code }) => code).join()).sort()).toEqual([
      '',
      'NAME_TAKEN',
    ]);
  });
});

describe('lists', () => {
  it('filter by pinyin, number, state, product and end, and are fields of customer and product', async () => {
    const { manager, sellerManager, world, goods } = stage;
    const other = await listed(sellerManager, '海量存储');
    await authorized(sellerManager, other);
    const lines = [{ specificationId: other.specifications[0], payRate: '0.9' }];
    const id = await submitted(stage, {
      name: '金秋特惠',
      productId: other.productId,
      lines,
      validFrom: '2026-10-01T00:00:00.000+08:00',
      validUntil: '2026-11-01T00:00:00.000+08:00',
    });
    const { number } = await seen(manager, id, 'number');
    const found = async (filter: object) => {
      const data = await manager.ask(
        `query($filter: ExclusiveDiscountFilter) { exclusiveDiscounts(first: 50, filter: $filter, orderBy: { field: ENDING, direction: ASC }) { nodes { id } } }`,
        { filter },
      );
      return data.exclusiveDiscounts.nodes.map((node: { id: string }) => node.id);
    };
    expect(await found({ search: 'jqth' })).toEqual([id]);
    expect(await found({ search: number })).toEqual([id]);
    expect(await found({ search: 'hailiang', status: ['SELLER_REVIEW'] })).toEqual([id]);
    expect(await found({ productId: [other.productId] })).toEqual([id]);
    expect(
      await found({
        endsWithin: {
          from: '2026-10-31T00:00:00.000+08:00',
          until: '2026-11-02T00:00:00.000+08:00',
        },
      }),
    ).toEqual([id]);
    expect(await found({ productId: [other.productId], status: ['DRAFT'] })).toEqual([]);
    const data = await sellerManager.ask(
      `query($id: ID!) { product(by: { id: $id }) { exclusiveDiscounts(first: 5) { nodes { id } } } }`,
      { id: other.productId },
    );
    expect(data.product.exclusiveDiscounts.nodes).toEqual([{ id }]);
    expect(goods.productId).not.toBe(other.productId);
    const clocks = await world.rows<{ acts_side: string; label: string }>(
      sql`select acts_side, label from deadline where subject_id = ${id.slice(4)} and fired_at is null`,
    );
    expect(clocks).toEqual([{ acts_side: 'SELLER', label: `${number} 金秋特惠` }]);
  });
});
