import {
  type LineReport,
  type OrderReport,
  type ReportOutcome,
  reportOrders,
} from '../../../server/modules/orders/index.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import type { Goods, Stage } from '../discounts/stage.ts';

/** Upstream id of the stage's customer. */
export const ACCOUNT = 'up-dongfang';

/** Gives the stage's customer its upstream id, and each specification of the goods the SKU code `name-0`, `name-1`. */
export async function known(stage: Stage, goods: Goods, name: string): Promise<void> {
  await stage.world.rows(
    sql`update customer set upstream_id = ${ACCOUNT} where id = ${stage.customerId.slice(4)}`,
  );
  for (const [i, id] of goods.specifications.entries())
    await stage.sellerManager.mutate('specificationAssignSkuCode', { id, skuCode: `${name}-${i}` });
}

export type ReportFacts = Partial<Omit<OrderReport, 'lines'>> & {
  readonly lines?: readonly Partial<LineReport>[];
};

/** A report of the stage's customer: by default one paid line at 10,000.00, completed at once. */
export function reportOf(
  stage: Stage,
  upstreamOrderId: string,
  skuCode: string,
  { lines = [{}], ...facts }: ReportFacts = {},
): OrderReport {
  const at = facts.paidAt ?? facts.placedAt ?? stage.world.clock.now();
  return {
    upstreamOrderId,
    customerUpstreamId: ACCOUNT,
    orderType: 'NEW',
    status: 'COMPLETED',
    upstreamType: '1',
    upstreamStatus: '5',
    placedAt: at,
    paidAt: at,
    ...facts,
    lines: lines.map((line, i) => ({
      upstreamLineId: `${upstreamOrderId}-00000${i + 1}`,
      skuCode,
      quantity: 1,
      instanceId: `${upstreamOrderId}-i${i}`,
      listMinor: 1_000_000n,
      dealMinor: 1_000_000n,
      cashMinor: 1_000_000n,
      voucherMinor: 0n,
      ...line,
    })),
  };
}

/** Reports orders in one transaction, as a page of a sync does. */
export const report = (
  stage: Stage,
  ...reports: readonly OrderReport[]
): Promise<readonly ReportOutcome[]> => stage.world.system((tx) => reportOrders(tx, reports));

/** Everything that a report could write, to see that nothing was written. */
export async function ledgerOf(stage: Stage): Promise<unknown> {
  const of = (table: string) =>
    stage.world.rows(
      sql`select md5(string_agg(t::text, '|' order by t::text)) as sum, count(*)::int as n from ${sql.raw(table)} t`,
    );
  return await Promise.all(
    ['customer_order', 'order_line', 'exclusive_discount', 'domain_event', 'audit_entry'].map(of),
  );
}
