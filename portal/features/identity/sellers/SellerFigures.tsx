import Big from 'big.js';
import { type RecordFigure, RecordFigures } from '../../../domain/record/RecordFigures.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { serverNow } from '../../../lib/clock.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { shareOf } from '../../../lib/rate.ts';
import { yearDays } from '../../../lib/year.ts';

const Query = graphql(`
  fragment SellerFigures_query on Query {
    listed: products(first: 1, filter: { sellerId: [$id], status: [ON_SALE] }) {
      count { value isExact }
    }
    cspInForce: cspAuthorizations(first: 1, filter: { sellerId: [$id], status: [ACTIVE] })
      @include(if: $csp) {
      count { value isExact }
    }
    jointInForce: jointSalesAuthorizations(first: 1, filter: { sellerId: [$id], status: [ACTIVE] })
      @include(if: $joint) {
      count { value isExact }
    }
    waiting: exclusiveDiscounts(first: 1, filter: { sellerId: [$id], status: [SELLER_REVIEW] })
      @include(if: $discounts) {
      count { value isExact }
      totals { netTotal { amount currency } }
    }
    sold: orderLines(
      first: 1
      filter: {
        sellerId: [$id], placedWithin: $year, status: [PROCESSING, COMPLETED, REFUND_PENDING, REFUNDED]
      }
    ) @include(if: $lines) {
      count { value isExact }
      totals { listPrice { amount currency } dealPrice { amount currency } }
    }
    unpaid: paymentAuthorizations(first: 1, filter: { sellerId: [$id], status: [PENDING] })
      @include(if: $payments) {
      count { value isExact }
      totals { amount { amount currency } }
    }
  }
`);

/** States of lines that count as sales. */
const SOLD = 'PROCESSING~COMPLETED~REFUND_PENDING~REFUNDED';

export interface SellerFiguresProps {
  id: string;
  query: FragmentType<typeof Query>;
}

type Count = { value: number; isExact: boolean };

/** Listing, rights in force, reviews, sales with the margin granted, and payments that the seller has to authorize. */
export function SellerFigures({ id, query }: SellerFiguresProps) {
  const t = useText();
  const format = useFormat();
  const { listed, cspInForce, jointInForce, waiting, sold, unpaid } = readFragment(Query, query);
  const items = (count: Count) => t('ui.customer.itemCount', { count: format.count(count) });
  const rowsOf = (tab: string, status: string) => ({
    to: '/sellers/$id',
    params: { id },
    search: { tab, status },
  });
  const figures: RecordFigure[] = [
    {
      id: 'listed',
      label: t('ui.seller.figure.listed'),
      value: items(listed.count),
      rows: rowsOf('products', 'ON_SALE'),
    },
  ];
  if (cspInForce)
    figures.push({
      id: 'csp',
      label: t('ui.seller.figure.csp'),
      value: items(cspInForce.count),
      rows: rowsOf('csp', 'ACTIVE'),
    });
  if (jointInForce)
    figures.push({
      id: 'joint',
      label: t('ui.seller.figure.joint'),
      value: items(jointInForce.count),
      rows: rowsOf('joint', 'ACTIVE'),
    });
  if (waiting)
    figures.push({
      id: 'waiting',
      label: t('ui.seller.figure.waiting'),
      value: format.money(waiting.totals.netTotal),
      note: items(waiting.count),
      rows: rowsOf('discounts', 'SELLER_REVIEW'),
    });
  if (sold) {
    const { listPrice: list, dealPrice: deal } = sold.totals;
    const given = new Big(list.amount).minus(deal.amount).toFixed(2);
    // The list begins with the days that its data cover; the figures count today, too.
    const lines = {
      sellerId: id,
      isOfCompleteDay: '',
      placedWithin: yearDays(serverNow()).join('~'),
      status: SOLD,
    };
    figures.push(
      {
        id: 'sold',
        label: t('ui.customer.figure.sold'),
        value: format.money(deal),
        note: t('ui.product.lineCount', {
          text: format.count(sold.count),
          count: sold.count.value,
        }),
        rows: {
          to: '/transactions',
          search: { ...lines, cols: 'number~customer~partner~DEAL~PLACED' },
        },
      },
      {
        id: 'margin',
        label: t('ui.seller.figure.margin'),
        value: format.money({ ...deal, amount: given }),
        note:
          Number(list.amount) > 0 &&
          t('ui.seller.figure.depth', { depth: format.percent(shareOf(given, list.amount)) }),
        rows: {
          to: '/transactions',
          search: { ...lines, cols: 'number~customer~list~DEAL~PLACED' },
        },
      },
    );
  }
  if (unpaid)
    figures.push({
      id: 'unpaid',
      label: t('ui.seller.figure.unpaid'),
      value: format.money(unpaid.totals.amount),
      note: items(unpaid.count),
      rows: rowsOf('payments', 'PENDING'),
    });
  return <RecordFigures figures={figures} />;
}
