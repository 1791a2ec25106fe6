import { graphql } from '../../../gql/gql.ts';
import { useNow } from '../../../lib/clock.ts';
import { fromDay, isoDay, plusDays, untilDay } from '../../../lib/dates.ts';
import { CURRENCY, useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { useMay } from '../../../lib/session.ts';
import { Change } from '../Change.tsx';
import { HomeFigure } from '../figures.tsx';
import { HomeBody, HomeGate } from '../HomeBody.tsx';
import { LAPSE_DAYS, LapseFigure } from '../lapses/LapseFigure.tsx';
import { lapsesOf } from '../lapses/lapses.ts';
import { sameDays } from '../periods.ts';
import { Queues } from '../queues/Queues.tsx';
import { depthOf, lessThan } from './margin.ts';

const Home = graphql(`
  query SellerHome(
    $payments: Boolean!
    $present: DateTimeRange!, $before: DateTimeRange!, $soon: DateTimeRange!
  ) {
    waiting: deadlines(first: 100, filter: { isMine: true }) { ...Queues_connection }
    review: exclusiveDiscounts(first: 1, filter: { status: [SELLER_REVIEW] }) {
      count { value isExact }
      totals { listTotal { amount currency } netTotal { amount currency } savings { amount currency } }
    }
    requested: jointSalesAuthorizations(first: 1, filter: { status: [REQUESTED] }) { count { value isExact } }
    demands: customerDemands(first: 1, filter: { status: [SUBMITTED] }) {
      count { value isExact } totals { expectedAmount { amount currency } }
    }
    accepted: customerDemands(first: 1, filter: { status: [ACCEPTED] }) {
      count { value isExact } totals { expectedAmount { amount currency } }
    }
    frozen: supervisions(first: 1, filter: { status: [FROZEN] }) {
      count { value isExact } totals { dealPrice { amount currency } }
    }
    acceptance: supervisions(first: 1, filter: { status: [AWAIT_ACCEPTANCE] }) {
      count { value isExact } totals { dealPrice { amount currency } }
    }
    sold: orders(first: 1, filter: { placedWithin: $present, status: [PROCESSING, COMPLETED, REFUND_PENDING, REFUNDED] }) {
      count { value isExact } totals { listTotal { amount currency } dealTotal { amount currency } }
    }
    soldBefore: orders(first: 1, filter: { placedWithin: $before, status: [PROCESSING, COMPLETED, REFUND_PENDING, REFUNDED] }) {
      totals { listTotal { amount currency } dealTotal { amount currency } }
    }
    unpaid: paymentAuthorizations(first: 1, filter: { status: [PENDING] }) @include(if: $payments) {
      count { value isExact } totals { amount { amount currency } }
    }
    flagged: paymentAuthorizations(first: 1, filter: { status: [PENDING], isFlagged: true }) @include(if: $payments) {
      count { value isExact }
    }
    csp: cspAuthorizations(first: 50, filter: { status: [ACTIVE], endsWithin: $soon }) {
      nodes { id productName customerName partnerName validUntil }
      count { value isExact }
    }
    joint: jointSalesAuthorizations(first: 50, filter: { status: [ACTIVE], endsWithin: $soon }) {
      nodes { id productName customerName partnerName validUntil }
      count { value isExact }
    }
  }
`);
const SOLD = 'PROCESSING~COMPLETED~REFUND_PENDING~REFUNDED';

/** The seller's open work, the margin that it gives away, and rights that end. */
export function SellerHome() {
  const t = useText();
  const format = useFormat();
  const may = useMay();
  const now = useNow();
  const today = isoDay(now);
  const { present, before } = sameDays('MONTH', now);
  const less = (savings: string, list: string) =>
    t('ui.home.seller.less', {
      money: format.money({ amount: savings, currency: CURRENCY }),
      depth: format.percent(depthOf(savings, list), 1),
    });
  return (
    <HomeGate
      query={Home}
      variables={{
        payments: may('PaymentAuthorization'),
        present: { from: fromDay(present.first), until: untilDay(present.last) },
        before: { from: fromDay(before.first), until: untilDay(before.last) },
        soon: { from: fromDay(today), until: untilDay(plusDays(today, LAPSE_DAYS)) },
      }}
    >
      {(data, body) => {
        const { review, requested, demands, accepted, sold, soldBefore, unpaid, flagged } = data;
        const { savings, listTotal, netTotal } = review.totals;
        const given = lessThan(sold.totals);
        return (
          <HomeBody
            body={body}
            lapses={lapsesOf(data)}
            figures={
              <>
                <HomeFigure
                  label={
                    may('exclusiveDiscountApprove')
                      ? 'ui.home.seller.review'
                      : 'ui.home.count.toReview'
                  }
                  amount={netTotal.amount}
                  count={review.count}
                  note={review.count.value > 0 && less(savings.amount, listTotal.amount)}
                  to="/discounts"
                  search={{ status: 'SELLER_REVIEW' }}
                />
                <HomeFigure
                  label="ui.home.seller.margin"
                  amount={given}
                  count={sold.count}
                  unit="ui.home.unit.orders"
                  note={t('ui.home.seller.depth', {
                    depth: format.percent(depthOf(given, sold.totals.listTotal.amount), 1),
                  })}
                  change={
                    <Change now={given} before={lessThan(soldBefore.totals)} days={before} isCost />
                  }
                  to="/orders"
                  search={{ placedWithin: `${present.first}~${present.last}`, status: SOLD }}
                />
                {unpaid && (
                  <HomeFigure
                    label="ui.home.count.toAuthorize"
                    amount={unpaid.totals.amount.amount}
                    count={unpaid.count}
                    unit="ui.home.unit.lines"
                    note={
                      flagged &&
                      flagged.count.value > 0 && (
                        <span className="t-waiting">
                          {t('ui.home.seller.flagged', { count: format.count(flagged.count) })}
                        </span>
                      )
                    }
                    to="/payment-queue"
                    search={{ view: 'pending' }}
                  />
                )}
                <LapseFigure data={data} today={today} />
              </>
            }
            aside={
              <Queues
                title="ui.home.queues"
                waiting={data.waiting}
                queues={[
                  {
                    id: 'review',
                    label: 'ui.home.count.toReview',
                    count: review.count,
                    amount: netTotal.amount,
                    of: ['ExclusiveDiscount.remind'],
                    to: '/discounts',
                    search: { status: 'SELLER_REVIEW' },
                  },
                  {
                    id: 'requested',
                    label: 'ui.home.count.requested',
                    count: requested.count,
                    of: ['JointSalesAuthorization.lapse'],
                    to: '/authorizations/joint',
                    search: { view: 'requested' },
                  },
                  {
                    id: 'demands',
                    label: 'ui.home.count.demands',
                    count: demands.count,
                    amount: demands.totals.expectedAmount.amount,
                    of: ['CustomerDemand.lapse'],
                    to: '/demands',
                    search: { view: 'waiting' },
                  },
                  {
                    id: 'accepted',
                    label: 'ui.home.count.toOffer',
                    count: accepted.count,
                    amount: accepted.totals.expectedAmount.amount,
                    of: ['CustomerDemand.remind'],
                    to: '/demands',
                    search: { view: 'accepted' },
                  },
                  {
                    id: 'acceptance',
                    label: 'ui.home.count.toAccept',
                    count: data.acceptance.count,
                    amount: data.acceptance.totals.dealPrice.amount,
                    to: '/supervisions',
                    search: { view: 'acceptance' },
                  },
                  {
                    id: 'frozen',
                    label: 'ui.home.count.frozen',
                    count: data.frozen.count,
                    amount: data.frozen.totals.dealPrice.amount,
                    to: '/supervisions',
                    search: { view: 'frozen' },
                  },
                ]}
              />
            }
          />
        );
      }}
    </HomeGate>
  );
}
