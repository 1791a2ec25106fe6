import { calendar, type Month } from '../../../platform/calendar.ts';
import type { Tx } from '../../../platform/command/types.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { OrderEntity, OrderLineEntity } from '../../orders/index.ts';
import { UpstreamChargeEntity } from '../consumption/upstream-charge.entity.ts';
import type { Comparison, FeedAccount } from '../feed/feed.ts';
import {
  amountsOf,
  type Charge,
  monthsOf,
  RECONCILIATION_CLASSES,
  reconcile,
} from './reconcile.ts';

interface Found extends Omit<Charge, 'listMinor' | 'dealMinor' | 'cashMinor'> {
  readonly list: string;
  readonly deal: string;
  readonly cash: string;
  readonly customerId: string;
  readonly orderId: string | null;
}

const charged = ({ list, deal, cash, ...row }: Found) => ({
  ...row,
  listMinor: BigInt(list),
  dealMinor: BigInt(deal),
  cashMinor: BigInt(cash),
});

/**
 * Compares the marketplace charges of an account with the lines of the orders that name its partner, month by month.
 * Orders that the upstream does not know are left out.
 */
export async function compareMonths(
  tx: Tx,
  account: FeedAccount,
  first: Month,
  last: Month,
): Promise<Comparison> {
  const from = calendar.plusMonths(first, -1);
  const until = calendar.plusMonths(last, 1);
  const [ours, theirs] = await Promise.all([
    tx.rows<Found>(sql`
      select l.id, o.upstream_order_id as "tradeId", to_char(o.paid_at at time zone ${sql.literal(calendar.zone)}, 'YYYY-MM') as month,
        l.list_minor::text as list, l.deal_minor::text as deal, l.cash_minor::text as cash,
        l.customer_id as "customerId", l.order_id as "orderId"
      from ${sql.table(OrderEntity)} o join ${sql.table(OrderLineEntity)} l on l.order_id = o.id
      where o.selected_partner_id = ${account.orgId}::uuid and o.upstream_order_id is not null
        and o.paid_at >= ${calendar.periodOf(from).from} and o.paid_at < ${calendar.periodOf(until).until}
      order by l.id`),
    tx.rows<Found>(sql`
      select c.upstream_id as id, c.trade_id as "tradeId", c.month, c.official_minor::text as list,
        (c.official_minor - c.discount_minor)::text as deal, c.cash_minor::text as cash, c.customer_id as "customerId", null as "orderId"
      from ${sql.table(UpstreamChargeEntity)} c
      where c.account_id = ${account.id}::uuid and c.is_marketplace and c.month >= ${from} and c.month <= ${until}
      order by c.upstream_id`),
  ]);
  const [here, there] = [ours.map(charged), theirs.map(charged)];
  const found = new Map<string, Comparison['differences'][number]>();
  for (let month = first; month <= last; month = calendar.plusMonths(month, 1))
    for (const { kind, tradeId, ours: mine, theirs: other } of reconcile(here, there, month)) {
      const [row] = [...mine, ...other];
      found.set(tradeId, {
        differenceClass: kind,
        subjectKey: tradeId,
        customerId: row!.customerId,
        orderId: row!.orderId,
        field: 'charge',
        ours: monthsOf(mine),
        theirs: monthsOf(other),
        ...amountsOf(mine, other),
        oursAt: null,
        theirsAt: tx.now,
      });
    }
  return {
    classes: RECONCILIATION_CLASSES,
    compared: [...new Set([...here, ...there].map(({ tradeId }) => tradeId))],
    differences: [...found.values()],
  };
}
