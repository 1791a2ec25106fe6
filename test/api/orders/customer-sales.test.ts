import { beforeAll, describe, expect, it } from '@jest/globals';
import { closeSalesYear } from '../../../server/modules/customers/index.ts';
import { customerSalesDifferenceSql } from '../../../server/modules/orders/index.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { customerOf } from '../bindings/fixtures.ts';
import { setStage } from '../discounts/stage.ts';
import { noon, ordered, refunded } from './deals.ts';

const stage = testStage('customer-sales', setStage);
let small: string;
beforeAll(async () => {
  small = await customerOf(stage.world, '小客户', [stage.partner]);
  await customerOf(stage.world, '未下单客户', [stage.partner]);
});

interface Listed {
  readonly names: string[];
  readonly total: string | null;
}

async function bySales(viewer: Caller, direction = 'DESC'): Promise<Listed> {
  const { customers } = await viewer.ask(
    `{ customers(first: 10, orderBy: { field: SOLD, direction: ${direction} }) {
      nodes { name soldThisYear { amount } } totals { soldThisYear { amount } } } }`,
  );
  return {
    names: customers.nodes.map(
      ({ name, soldThisYear }: any) => `${name} ${soldThisYear?.amount ?? '-'}`,
    ),
    total: customers.totals.soldThisYear?.amount ?? null,
  };
}
const wrong = () => stage.world.rows(sql.raw(customerSalesDifferenceSql()));

describe('the customers of a partner by their sales', () => {
  it('are in the order of this year, with the sum of all of them', async () => {
    await ordered(stage, { placedAt: new Date('2025-12-31T23:59:59+08:00'), lines: [{}, {}, {}] });
    await ordered(
      { ...stage, customerId: small },
      { placedAt: noon('01-05'), lines: [{ listMinor: 500_000n }] },
    );
    const { lineIds } = await ordered(stage, { placedAt: noon('02-10'), lines: [{}, {}] });
    await ordered(stage, { placedAt: noon('02-11'), partnerId: null });
    await refunded(stage, lineIds[0]!, 200_000n, noon('03-01'));
    const { names, total } = await bySales(stage.manager);
    expect(names.slice(0, 2)).toEqual(['东方制造 22691.34', '小客户 5000.00']);
    expect(names.slice(2).every((name) => name.endsWith(' 0.00'))).toBe(true);
    expect(total).toBe('27691.34');
    expect((await bySales(stage.manager, 'ASC')).names).toEqual(names.toReversed());
    expect(await wrong()).toEqual([]);
  });

  it('begin at zero with a new year', async () => {
    const { world } = stage;
    world.clock.moveTo(new Date('2027-01-01T00:00:30+08:00'));
    const zero = (await bySales(stage.manager)).names;
    expect(zero.every((name) => name.endsWith(' 0.00'))).toBe(true);
    await ordered(
      { ...stage, customerId: small },
      { placedAt: world.clock.now(), lines: [{ listMinor: 100n }] },
    );
    const job = closeSalesYear(world.deps);
    expect(await job.run()).toBe(1);
    expect(await job.run()).toBe(0);
    const { names, total } = await bySales(stage.manager);
    expect([names[0], total]).toEqual(['小客户 1.00', '1.00']);
    expect(await wrong()).toEqual([]);
  });

  it('show no sales to the other sides', async () => {
    await expect(bySales(stage.operator)).rejects.toThrow('what the ordering `SOLD` tells');
    const { customers } = await stage.operator.ask(
      '{ customers(first: 10) { nodes { soldThisYear { amount } } totals { soldThisYear { amount } } } }',
    );
    expect(customers.nodes.length).toBeGreaterThan(0);
    expect(customers.nodes.every(({ soldThisYear }: any) => soldThisYear === null)).toBe(true);
    expect(customers.totals.soldThisYear).toBeNull();
  });
});
