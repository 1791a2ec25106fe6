import Big from 'big.js';
import { type RecordFigure, RecordFigures } from '../../../domain/record/RecordFigures.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useNow } from '../../../lib/clock.ts';
import { daysBetween, isoDay, lastDay } from '../../../lib/dates.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { shareOf } from '../../../lib/rate.ts';

const Discount = graphql(`
  fragment DiscountFigures_discount on ExclusiveDiscount {
    id status activatedAt validFrom validUntil
    listTotal { amount currency }
    netTotal { amount currency }
    savings { amount currency }
  }
`);
const Query = graphql(`
  fragment DiscountFigures_query on Query {
    sold: orders(
      first: 1
      filter: { exclusiveDiscountId: [$id], status: [PROCESSING, COMPLETED, REFUND_PENDING, REFUNDED] }
    ) {
      count { value isExact }
      totals { listTotal { amount currency } dealTotal { amount currency } }
    }
  }
`);

/** States of orders that count as sales. */
const SOLD = 'PROCESSING~COMPLETED~REFUND_PENDING~REFUNDED';

export interface DiscountFiguresProps {
  discount: FragmentType<typeof Discount>;
  query: FragmentType<typeof Query>;
}

/** Sales through a discount and what it saved, its price, and the days that it has left; absent before its approval. */
export function DiscountFigures({ discount, query }: DiscountFiguresProps) {
  const t = useText();
  const format = useFormat();
  const today = isoDay(useNow());
  const d = readFragment(Discount, discount);
  if (!d.activatedAt && d.status !== 'SCHEDULED') return null;
  const { count, totals } = readFragment(Query, query).sold;
  const { listTotal: list, dealTotal: deal } = totals;
  const saved = { ...deal, amount: new Big(list.amount).minus(deal.amount).toFixed(2) };
  const rows = { to: '/orders', search: { exclusiveDiscountId: d.id, status: SOLD } };
  const figures: RecordFigure[] = [];
  if (d.activatedAt)
    figures.push(
      {
        id: 'sold',
        label: t('ui.discount.figure.sold'),
        value: format.money(deal),
        note: t('ui.customer.orderCount', { count: count.value }),
        rows,
      },
      {
        id: 'saved',
        label: t('ui.discount.figure.saved'),
        value: format.money(saved),
        note: t('ui.order.listNote', { list: format.money(list) }),
        rows: {
          ...rows,
          search: { ...rows.search, cols: 'number~customer~rate~DEAL~PLACED~status' },
        },
      },
    );
  figures.push({
    id: 'rate',
    label: t('ui.rate'),
    value: format.shortRate(shareOf(d.netTotal.amount, d.listTotal.amount)),
    note: t('ui.discount.figure.saves', { money: format.money(d.savings) }),
  });
  const starts = format.date(d.validFrom);
  if (d.status === 'EFFECTIVE')
    figures.push({
      id: 'left',
      label: t('ui.discount.figure.left'),
      value: t('ui.span.days', { days: daysBetween(today, lastDay(d.validUntil)) + 1 }),
      note: t('ui.discount.endsOn', { date: lastDay(d.validUntil) }),
    });
  else if (d.status === 'SCHEDULED')
    figures.push({
      id: 'start',
      label: t('ui.discount.figure.start'),
      value: t('ui.span.days', { days: daysBetween(today, starts) }),
      note: t('ui.discount.startsOn', { date: starts }),
    });
  return <RecordFigures figures={figures} />;
}
