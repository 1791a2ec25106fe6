import { beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '../../../server/platform/sql/sql.ts';
import { asOwner, untilBlocked } from '../../kit/owner.ts';
import { testStage } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { customerOf } from '../bindings/fixtures.ts';
import { setStage } from '../discounts/stage.ts';
import { noon, ordered, refunded } from '../orders/deals.ts';
import { askPlanned } from './planned.ts';

const stage = testStage('manager sales', setStage);
let small: string;
let rep: Caller;
let colleague: Caller;
beforeAll(async () => {
  small = await customerOf(stage.world, '小客户', [stage.partner]);
  rep = await stage.world.member(stage.partner, 'csp.rep', '吴桐');
  colleague = await stage.world.member(stage.partner, 'csp.rep', '郑航');
  const { lineIds } = await ordered(stage, { placedAt: noon('01-10'), lines: [{}, {}] });
  await refunded(stage, lineIds[0]!, 200_000n, noon('02-01'));
  await ordered({ ...stage, customerId: small }, { placedAt: noon('02-12') });
  await ordered(stage, { partnerId: null, placedAt: noon('02-13') });
});

const assign = (customer: string, { viewer }: Caller) =>
  stage.manager.mutate('customerAssignManager', {
    id: customer,
    memberId: `mem_${viewer.memberId}`,
  });

/** Months with their sales, refunds and deal prices. */
async function sold(caller: Caller, filter = ''): Promise<string[]> {
  const { salesReport } = await askPlanned(
    stage.world,
    caller,
    `{ salesReport(first: 50, groupBy: [MONTH], orderBy: { field: MONTH, direction: ASC }, filter: { ${filter} }) {
      rows { month saleCount refundCount deal { amount } performance { amount } } } }`,
  );
  return salesReport.rows.map(
    ({ month, saleCount, refundCount, deal }: any) =>
      `${month} ${saleCount} ${refundCount} ${deal.amount}`,
  );
}
/** The same from the lines: the filter by customers has no sums. */
const soldByLines = (caller: Caller) =>
  sold(caller, `customerId: ["${stage.customerId}", "${small}"]`);

const BOTH = ['2026-01 2 0 24691.34', '2026-02 1 1 10345.67'];

describe('the sums of an account manager', () => {
  it('have the sales to its customers, from before the assignment too', async () => {
    expect(await sold(rep)).toEqual([]);
    await assign(stage.customerId, rep);
    expect(await sold(rep)).toEqual(['2026-01 2 0 24691.34', '2026-02 0 1 -2000.00']);
    await assign(small, rep);
    expect(await sold(rep)).toEqual(BOTH);
    expect(await soldByLines(rep)).toEqual(BOTH);
    expect(await sold(colleague)).toEqual([]);
  });

  it('are what a report of months reads', async () => {
    const falsify = (by: number) =>
      asOwner(stage.world, async (client) => {
        await client.query(
          `update manager_sales set deal_minor = deal_minor + ${by} where starts_at < '2026-01-31'`,
        );
      });
    await falsify(100);
    expect(await sold(rep)).toEqual(['2026-01 2 0 24692.34', BOTH[1]]);
    expect(await soldByLines(rep)).toEqual(BOTH);
    await falsify(-100);
  });

  it('follow lines that are paid, corrected or deleted', async () => {
    const { id, lineIds } = await ordered(stage, {
      placedAt: noon('03-01'),
      lines: [{ status: 'CANCELLED' }, {}],
    });
    expect(await sold(rep)).toEqual([...BOTH, '2026-03 1 0 12345.67']);
    const line = lineIds[0]!.slice(4);
    await stage.world.rows(sql`update order_line set status = 'COMPLETED' where id = ${line}`);
    expect(await sold(rep)).toEqual([...BOTH, '2026-03 2 0 24691.34']);
    expect(await soldByLines(rep)).toEqual(await sold(rep));
    await stage.world.rows(sql`delete from customer_order where id = ${id.slice(4)}`);
    expect(await sold(rep)).toEqual(BOTH);
  });

  it('move with a customer, and end with its access', async () => {
    await assign(small, colleague);
    expect(await sold(rep)).toEqual(['2026-01 2 0 24691.34', '2026-02 0 1 -2000.00']);
    expect(await sold(colleague)).toEqual(['2026-02 1 0 12345.67']);
    const setUntil = (until: Date | null) =>
      stage.world.rows(
        sql`update customer_access set until = ${until} where customer_id = ${small.slice(4)}`,
      );
    await setUntil(noon('03-02'));
    expect([await sold(colleague), await soldByLines(colleague)]).toEqual([[], []]);
    await setUntil(null);
    expect(await sold(colleague)).toEqual(['2026-02 1 0 12345.67']);
  });

  it('have a sale that is written while its customer gets another account manager', async () => {
    const { lineIds } = await ordered(
      { ...stage, customerId: small },
      { placedAt: noon('03-01'), lines: [{ status: 'CANCELLED' }] },
    );
    await asOwner(stage.world, async (first, second) => {
      await first.query('begin');
      await first.query(
        'update customer_access set account_manager_id = $1 where customer_id = $2',
        [rep.viewer.memberId, small.slice(4)],
      );
      const paid = second.query(`update order_line set status = 'COMPLETED' where id = $1`, [
        lineIds[0]!.slice(4),
      ]);
      await untilBlocked(first, paid);
      await first.query('commit');
      await paid;
    });
    expect(await sold(rep)).toEqual([...BOTH, '2026-03 1 0 12345.67']);
    expect(await sold(colleague)).toEqual([]);
  });
});
