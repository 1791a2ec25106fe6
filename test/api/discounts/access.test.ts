import { describe, expect, it } from '@jest/globals';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import { midnight } from '../../kit/time.ts';
import type { Caller } from '../../kit/world.ts';
import { bound, customerOf } from '../bindings/fixtures.ts';
import {
  authorized,
  draftOf,
  during,
  listed,
  on,
  saved,
  seen,
  setStage,
  submitted,
} from './stage.ts';

const stage = testStage('discount access', setStage);
const refusal = (by: Caller, name: string, input: object) =>
  expect(by.refused(name, { ...input })).rejects;

describe('visibility and rights', () => {
  it('a line is visible only with its discount', async () => {
    const { manager, reviewer, buyer } = stage;
    const { lines } = await seen(manager, await saved(stage), 'lines { id }');
    await manager.sees(lines[0].id, { id: lines[0].id });
    for (const viewer of [reviewer, buyer]) await viewer.sees(lines[0].id, null);
  });

  it('a rep sees discounts of assigned customers', async () => {
    const { world, partner, manager } = stage;
    const rep = await world.member(partner, 'csp.rep', '王芳');
    const mine = await customerOf(world, '我的客户', [partner]);
    await bound(world, manager, mine);
    await manager.mutate('customerAssignManager', {
      id: mine,
      memberId: `mem_${rep.viewer.memberId}`,
    });
    const other = await submitted(stage, during('2026-05-01', '2026-06-01'));
    const own = await rep.mutate('exclusiveDiscountCreate', draftOf(stage, { customerId: mine }));
    await rep.sees(other, null);
    await refusal(rep, 'exclusiveDiscountWithdraw', { id: other }).toThrow('Not found');
    await refusal(rep, 'exclusiveDiscountCreate', draftOf(stage)).toThrow('Not found');
    await rep.sees(mine, { 'exclusiveDiscounts(first: 5)': { nodes: [{ id: own.id }] } });
  });

  it.each(['csp.finance', 'csp.auditor', 'csp.service', 'csp.developer'] as const)(
    'a %s creates none',
    async (role) => {
      const member = await stage.world.member(stage.partner, role);
      await refusal(member, 'exclusiveDiscountCreate', draftOf(stage)).toThrow('may not');
    },
  );
});

it('refuses a used name in any case, also twice at once, and a stale version', async () => {
  const { manager } = stage;
  const id = await saved(stage, { name: 'Spring Offer' });
  await manager.cannot('exclusiveDiscountCreate', draftOf(stage, { name: 'SPRING offer' }), {
    code: 'NAME_TAKEN',
    field: ['name'],
  });
  const update = { id, version: 1, name: 'Spring Offer', ...during('2026-03-10', '2026-03-31') };
  const changes = { ...update, lines: on(stage.goods).lines };
  await manager.mutate('exclusiveDiscountUpdate', changes);
  await manager.cannot('exclusiveDiscountUpdate', changes, {
    code: 'STALE_VERSION',
    field: ['version'],
  });
  const twins = await Promise.all(
    [1, 2].map(() => manager.refused('exclusiveDiscountCreate', draftOf(stage, { name: 'Twins' }))),
  );
  expect(twins.flat()).toEqual(['NAME_TAKEN']);
});

it('lists filter by pinyin, number, state, product and end, and are fields of the product', async () => {
  const { manager, sellerManager, world } = stage;
  const other = await listed(sellerManager, '海量存储');
  await authorized(sellerManager, other);
  const id = await submitted(stage, {
    name: '金秋特惠',
    ...on(other),
    ...during('2026-10-01', '2026-11-01'),
  });
  const { number } = await seen(manager, id, 'number');
  const found = async (filter: object) => {
    const data = await manager.ask(
      `query($filter: ExclusiveDiscountFilter) { exclusiveDiscounts(first: 50, filter: $filter, orderBy: { field: ENDING, direction: ASC }) { nodes { id } } }`,
      { filter },
    );
    return data.exclusiveDiscounts.nodes.map((node: { id: string }) => node.id);
  };
  for (const filter of [
    { search: 'jqth' },
    { search: number },
    { search: 'hailiang', status: ['SELLER_REVIEW'] },
    { productId: [other.productId] },
    { endsWithin: { from: midnight('2026-10-31'), until: midnight('2026-11-02') } },
  ])
    expect([filter, await found(filter)]).toEqual([filter, [id]]);
  expect(await found({ productId: [other.productId], status: ['DRAFT'] })).toEqual([]);
  await sellerManager.sees(other.productId, {
    'exclusiveDiscounts(first: 5)': { nodes: [{ id }] },
  });
  const clocks = await world.rows(
    sql`select acts_side, label from deadline where subject_id = ${id.slice(4)} and fired_at is null`,
  );
  expect(clocks).toEqual([{ acts_side: 'SELLER', label: `${number} 金秋特惠` }]);
});
