import Big from 'big.js';
import { type RecordFigure, RecordFigures } from '../../../domain/record/RecordFigures.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import type { CustomerFigures_CustomerFragment } from '../../../gql/graphql.ts';
import { serverNow } from '../../../lib/clock.ts';
import { type Format, useFormat } from '../../../lib/format.ts';
import { type Text, useText } from '../../../lib/i18n.tsx';
import { yearDays } from '../../../lib/year.ts';
import { Parts } from '../../../ui/display/Parts.tsx';

const Customer = graphql(`
  fragment CustomerFigures_customer on Customer {
    id
    soldThisYear { amount currency }
    ordersThisYear: orders(
      first: 1, filter: { placedWithin: $year, status: [PROCESSING, COMPLETED, REFUND_PENDING, REFUNDED] }
    ) {
      count { value isExact }
    }
    business @include(if: $partner) {
      soldLast90Days { amount currency }
      soldPrevious90Days { amount currency }
      openOrderCount openOrderTotal { amount currency }
      openOrders { waitsFor count }
      discountCount discountsInReview pricedProductCount productCount
      lapsingCount lapsingWorth { amount currency }
    }
  }
`);

type Business = NonNullable<CustomerFigures_CustomerFragment['business']>;

/** States of orders that count as sales. */
const SOLD = 'PROCESSING~COMPLETED~REFUND_PENDING~REFUNDED';
const OPEN = 'PROCESSING~REFUND_PENDING';

/** Sales of 90 days against the 90 before: a percentage, or the amount if there is nothing to compare with. */
function Trend({ business, t, format }: { business: Business; t: Text; format: Format }) {
  const [now, before] = [business.soldLast90Days, business.soldPrevious90Days].map(
    ({ amount }) => new Big(amount),
  ) as [Big, Big];
  if (before.lte(0))
    return <>{t('ui.customer.sold90', { money: format.money(business.soldLast90Days) })}</>;
  const change = now.minus(before).div(before);
  const text = format.percent(change.abs().toString(), 1);
  const rises = change.gte(0);
  return (
    <>
      <span className={rises ? 't-good' : 't-bad'}>
        {t(rises ? 'ui.record.rises' : 'ui.record.falls', { percent: text })}
      </span>{' '}
      {t('ui.customer.trend')}
    </>
  );
}

/** Sales of the year, open orders, discounts in effect, and the worth of what lapses. */
export function CustomerFigures({ customer }: { customer: FragmentType<typeof Customer> }) {
  const t = useText();
  const format = useFormat();
  const c = readFragment(Customer, customer);
  const { business, soldThisYear, ordersThisYear } = c;
  if (!business || !soldThisYear) return null;
  const page = { to: '/customers/$id', params: { id: c.id } };
  const figures: RecordFigure[] = [
    {
      id: 'sold',
      label: t('ui.customer.figure.sold'),
      value: format.money(soldThisYear),
      note: (
        // The orders are those of the year; after the trend they would read as those of 90 days.
        <Parts
          of={{
            orders: t('ui.customer.orderCount', { count: ordersThisYear.count.value }),
            trend: <Trend business={business} t={t} format={format} />,
          }}
        />
      ),
      rows: {
        ...page,
        search: { tab: 'orders', placedWithin: yearDays(serverNow()).join('~'), status: SOLD },
      },
    },
    {
      id: 'open',
      label: t('ui.customer.figure.open'),
      value: t('ui.customer.orderCount', { count: business.openOrderCount }),
      note: [
        format.money(business.openOrderTotal),
        ...business.openOrders.map(
          ({ waitsFor, count }) => `${t.enum('OrderWait', waitsFor)} ${format.number(count)}`,
        ),
      ].join(' · '),
      rows: { ...page, search: { tab: 'orders', status: OPEN } },
    },
    {
      id: 'discounts',
      label: t('ui.customer.figure.discounts'),
      value: t('ui.customer.itemCount', { count: format.number(business.discountCount) }),
      note: [
        t('ui.customer.covers', {
          priced: format.number(business.pricedProductCount),
          all: format.number(business.productCount),
        }),
        ...(business.discountsInReview > 0
          ? [t('ui.customer.inReview', { count: format.number(business.discountsInReview) })]
          : []),
      ].join(' · '),
      rows: { ...page, search: { tab: 'discounts', status: 'EFFECTIVE', origin: 'PARTNER' } },
    },
    {
      id: 'lapsing',
      label: t('ui.customer.figure.lapsing'),
      value: format.money(business.lapsingWorth),
      note: t('ui.customer.lapsing', { count: business.lapsingCount }),
      rows: { ...page, search: { tab: 'coverage', lapsing: '1' } },
    },
  ];
  return <RecordFigures figures={figures} />;
}
