import { calendar, type Month } from '../../../platform/calendar.ts';
import type { Tx } from '../../../platform/command/types.ts';
import { calendarSql } from '../../../platform/db/calendar-sql.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { OrderEntity, OrderLineEntity } from '../../orders/index.ts';
import { UpstreamChargeEntity } from '../consumption/upstream-charge.entity.ts';
import { DifferenceEntity } from '../difference/difference.entity.ts';
import type { Comparison, FeedAccount } from '../feed/feed.ts';
import { type UpstreamFeed, UpstreamFeedEntity } from '../feed/upstream-feed.entity.ts';
import {
  amountsOf,
  type Charge,
  monthsOf,
  RECONCILIATION_CLASSES,
  reconcile,
} from './reconcile.ts';

interface Found extends Omit<Charge, 'listMinor' | 'dealMinor' | 'cashMinor'> {
  readonly isOurs: boolean;
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

const sumsOf = (side: 'ours' | 'theirs') =>
  sql.raw(`(select trade_id, month, count(*), sum(list) as list, sum(deal) as deal, sum(cash) as cash
    from ${side} group by trade_id, month) ${side}`);

const equals = sql.raw(
  ['count', 'list', 'deal', 'cash'].map((sum) => `ours.${sum} = theirs.${sum}`).join(' and '),
);

const isOnTime = (feed: Readonly<UpstreamFeed> | undefined): boolean =>
  feed !== undefined &&
  (feed.status === 'OFF' || (feed.lastSuccessAt != null && feed.staleSince == null));

/**
 * Compares at the end of a feed as {@link compareMonths}. Rows that a late feed has not read yet would be missing: then
 * its own end compares. Orders that are on time are compared with the charges of the next day.
 */
export async function compareAtEnd(
  tx: Tx,
  account: FeedAccount,
  feedId: string,
  first: Month,
  last: Month,
): Promise<{ readonly comparison?: Comparison }> {
  // Of two feeds that end at once, the later one sees that the other is on time.
  tx.lock('UpstreamComparison', account.id);
  const feeds = await tx.find(
    UpstreamFeedEntity,
    (d) => sql`${d.accountId} = ${account.id} and ${d.api} in ('CUSTOMER_ORDERS', 'BILL_DETAILS')`,
  );
  const ended = feeds.find(({ id }) => id === feedId);
  const other = feeds.find(({ id }) => id !== feedId);
  const isDue = ended?.api === 'BILL_DETAILS' || !isOnTime(ended);
  return isDue && isOnTime(other)
    ? { comparison: await compareMonths(tx, account, first, last) }
    : {};
}

/**
 * Compares the marketplace charges of an account with the lines of the orders that name its partner, month by month.
 * Orders that the upstream does not know are left out.
 */
async function compareMonths(
  tx: Tx,
  account: FeedAccount,
  first: Month,
  last: Month,
): Promise<Comparison> {
  const from = calendar.plusMonths(first, -1);
  const until = calendar.plusMonths(last, 1);
  const sides = sql`
    ours as (
      select l.id::text, o.upstream_order_id as trade_id, ${calendarSql.text(sql.raw('o.paid_at'), 'YYYY-MM')} as month,
        l.list_minor as list, l.deal_minor as deal, l.cash_minor as cash, l.customer_id, l.order_id
      from ${sql.table(OrderEntity)} o join ${sql.table(OrderLineEntity)} l on l.order_id = o.id
      where o.selected_partner_id = ${account.orgId}::uuid and o.upstream_order_id is not null
        and o.paid_at >= ${calendar.periodOf(from).from} and o.paid_at < ${calendar.periodOf(until).until}),
    theirs as (
      select c.upstream_id as id, c.trade_id, c.month, c.official_minor as list, c.official_minor - c.discount_minor as deal,
        c.cash_minor as cash, c.customer_id, null::uuid as order_id
      from ${sql.table(UpstreamChargeEntity)} c
      where c.account_id = ${account.id}::uuid and c.is_marketplace and c.month >= ${from} and c.month <= ${until})`;
  const [found, open] = await Promise.all([
    // Sides with as many rows and the same sums in each month agree.
    tx.rows<Found>(sql`
      with ${sides}, differing as (
        select trade_id from ${sumsOf('ours')} full join ${sumsOf('theirs')} using (trade_id, month)
        where (${equals}) is not true)
      select s.id, s.is_ours as "isOurs", s.trade_id as "tradeId", s.month, s.list::text, s.deal::text, s.cash::text,
        s.customer_id as "customerId", s.order_id as "orderId"
      from (select *, true as is_ours from ours union all select *, false from theirs) s
      where s.trade_id in (select trade_id from differing) order by s.id`),
    tx.rows<{ key: string }>(sql`
      with ${sides}
      select d.subject_key as key from ${sql.table(DifferenceEntity)} d
      where d.account_id = ${account.id}::uuid and d.status = 'OPEN' and d.difference_class = any(${RECONCILIATION_CLASSES}::text[])
        and (d.subject_key in (select trade_id from ours) or d.subject_key in (select trade_id from theirs))`),
  ]);
  const here = found.filter(({ isOurs }) => isOurs).map(charged);
  const there = found.filter(({ isOurs }) => !isOurs).map(charged);
  const differences = new Map<string, Comparison['differences'][number]>();
  for (let month = first; month <= last; month = calendar.plusMonths(month, 1))
    for (const { kind, tradeId, ours: mine, theirs: other } of reconcile(here, there, month)) {
      const [row] = [...mine, ...other];
      differences.set(tradeId, {
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
    compared: open.map(({ key }) => key),
    differences: [...differences.values()],
  };
}
