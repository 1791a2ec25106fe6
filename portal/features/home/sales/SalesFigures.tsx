import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import type { OrderStatus, SalesUnit } from '../../../gql/graphql.ts';
import { useNow } from '../../../lib/clock.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { Sparkline } from '../../../ui/display/Sparkline.tsx';
import { Change } from '../Change.tsx';
import { HomeFigure } from '../figures.tsx';
import { type Days, lastPeriods } from '../periods.ts';

const Figures = graphql(`
  fragment SalesFigures_query on Query {
    sold: orders(first: 1, filter: { placedWithin: $present, status: [PROCESSING, COMPLETED, REFUND_PENDING, REFUNDED] }) {
      count { value isExact } totals { dealTotal { amount currency } }
    }
    soldBefore: orders(first: 1, filter: { placedWithin: $before, status: [PROCESSING, COMPLETED, REFUND_PENDING, REFUNDED] }) {
      totals { dealTotal { amount currency } }
    }
    sales: salesPeriods(first: 12, filter: { unit: [$unit] }) @include(if: $trend) {
      nodes { id period deal { amount currency } }
    }
    earned: billingReport(groupBy: [], filter: { billingStatus: [PENDING] }, first: 1) @include(if: $bills) {
      rows { lineCount settlement { amount currency } }
    }
    bound: customers(first: 1, filter: { status: [BOUND, CHANGE_PENDING, UNBIND_PENDING] }) {
      count { value isExact }
    }
    invited: partnerBindings(first: 1, filter: { status: [INVITED] }) { count { value isExact } }
    effective: exclusiveDiscounts(first: 1, filter: { status: [EFFECTIVE] }) { count { value isExact } }
  }
`);

/** States of orders that count as sales, as the query has them. */
const SOLD = [
  'PROCESSING',
  'COMPLETED',
  'REFUND_PENDING',
  'REFUNDED',
] as const satisfies OrderStatus[];

export interface SalesFiguresProps {
  query: FragmentType<typeof Figures>;
  unit: SalesUnit;
  days: { present: Days; before: Days };
}

/** Sales compared with the same days before, expected settlement, customers and discounts. */
export function SalesFigures({ query, unit, days: { present, before } }: SalesFiguresProps) {
  const t = useText();
  const format = useFormat();
  const now = useNow();
  const { sold, soldBefore, sales, earned, bound, invited, effective } = readFragment(
    Figures,
    query,
  );
  const { amount } = sold.totals.dealTotal;
  const trend = lastPeriods(unit, now, 12).map((period) =>
    Number(sales?.nodes.find((node) => node.period === period)?.deal.amount ?? 0),
  );
  const pending = earned?.rows[0];
  return (
    <>
      <HomeFigure
        label={`ui.home.sales.${unit}`}
        amount={amount}
        count={sold.count}
        unit="ui.home.unit.orders"
        change={<Change now={amount} before={soldBefore.totals.dealTotal.amount} days={before} />}
        trend={sales && <Sparkline values={trend} label={t(`ui.home.salesTrend.${unit}`)} />}
        to="/orders"
        search={{ placedWithin: `${present.first}~${present.last}`, status: SOLD.join('~') }}
      />
      {earned && (
        <HomeFigure
          label="ui.home.earned"
          amount={pending?.settlement.amount ?? '0.00'}
          count={{ value: pending?.lineCount ?? 0, isExact: true }}
          unit="ui.home.unit.lines"
          to="/earned"
        />
      )}
      <HomeFigure
        label="ui.home.count.bound"
        count={bound.count}
        note={t('ui.home.invited', { count: format.count(invited.count) })}
        to="/customers"
        search={{ view: 'bound' }}
      />
      {!earned && (
        <HomeFigure
          label="ui.home.count.effective"
          count={effective.count}
          to="/discounts"
          search={{ view: 'effective' }}
        />
      )}
    </>
  );
}
