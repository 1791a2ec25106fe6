import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import type { OrderStatus, SalesUnit } from '../../gql/graphql.ts';
import { useNow } from '../../lib/clock.ts';
import { CURRENCY, useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { Figure } from '../../ui/display/Figure.tsx';
import { Sparkline } from '../../ui/display/Sparkline.tsx';
import { CountFigure, Details } from './figures.tsx';
import { lastPeriods, periodDays } from './periods.ts';

const Figures = graphql(`
  fragment PartnerFigures_query on Query {
    sales: salesPeriods(first: 12, filter: { unit: [$unit] }) @include(if: $sales) {
      nodes { id period deal { amount currency } }
    }
    bills: settlementBills(first: 12) @include(if: $bills) {
      nodes { id period status gross { amount currency } }
    }
    bound: customers(first: 1, filter: { status: [BOUND, CHANGE_PENDING, UNBIND_PENDING] }) {
      count { value isExact }
    }
    invited: partnerBindings(first: 1, filter: { status: [INVITED] }) { count { value isExact } }
    effective: exclusiveDiscounts(first: 1, filter: { status: [EFFECTIVE] }) { count { value isExact } }
    ending: exclusiveDiscounts(first: 1, filter: { status: [EFFECTIVE], endsWithin: $soon }) {
      count { value isExact }
    }
  }
`);

/** States of orders that count as sales; `salesPeriods` omits unpaid and canceled ones. */
const SOLD = [
  'PROCESSING',
  'COMPLETED',
  'REFUND_PENDING',
  'REFUNDED',
] as const satisfies OrderStatus[];

type Props = { query: FragmentType<typeof Figures>; unit: SalesUnit };

/** A partner's sales and bills, bound customers and expiring discounts. */
export function PartnerFigures({ query, unit }: Props) {
  const t = useText();
  const format = useFormat();
  const now = useNow();
  const { sales, bills, bound, invited, effective, ending } = readFragment(Figures, query);
  const sold = lastPeriods(unit, now, 12).map(
    (period) => sales?.nodes.find((node) => node.period === period)?.deal.amount ?? '0.00',
  );
  const money = (amount = '0.00') => format.money({ amount, currency: CURRENCY });
  const [bill] = bills?.nodes ?? [];
  return (
    <>
      {sales && (
        <Figure
          label={t(`ui.home.sales.${unit}`)}
          value={money(sold.at(-1))}
          note={t(`ui.home.salesBefore.${unit}`, { money: money(sold.at(-2)) })}
          trend={<Sparkline values={sold.map(Number)} label={t(`ui.home.salesTrend.${unit}`)} />}
          link={
            <Details
              of={t(`ui.home.sales.${unit}`)}
              to="/orders"
              search={{ placedWithin: periodDays(unit, now).join('~'), status: SOLD.join('~') }}
            />
          }
        />
      )}
      {bill && (
        <Figure
          label={t('ui.home.bill', { period: bill.period })}
          value={format.money(bill.gross)}
          note={t.enum('SettlementBillStatus', bill.status)}
          trend={
            <Sparkline
              values={bills!.nodes.map(({ gross }) => Number(gross.amount)).toReversed()}
              label={t('ui.home.billTrend')}
            />
          }
          link={
            <Details of={t('ui.home.bill', { period: bill.period })} to={`/bills/${bill.id}`} />
          }
        />
      )}
      <CountFigure
        label="ui.home.count.bound"
        count={bound.count}
        note={t('ui.home.invited', { count: format.count(invited.count) })}
        to="/customers"
        search={{ view: 'bound' }}
      />
      <CountFigure
        label="ui.home.count.effective"
        count={effective.count}
        note={t('ui.home.ending', { count: format.count(ending.count), days: ENDING_DAYS })}
        to="/discounts"
        search={{ view: 'effective' }}
      />
    </>
  );
}

/** Days before the end from which a renewal is due. */
export const ENDING_DAYS = 14;
