import Big from 'big.js';
import { type RecordFigure, RecordFigures } from '../../../domain/record/RecordFigures.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';

const Demand = graphql(`
  fragment DemandFigures_demand on CustomerDemand {
    expectedShareRatio grantedShareRatio expectedOrderOn
    expectedAmount { amount currency }
    product {
      id
      all: customerDemands(first: 1) { count { value isExact } }
      converted: customerDemands(first: 1, filter: { status: [CONVERTED] }) { count { value isExact } }
    }
    privateOffer {
      id
      exclusiveDiscount {
        id
        orders(first: 1, filter: { status: [PROCESSING, COMPLETED, REFUND_PENDING, REFUNDED] }) {
          count { value isExact }
          totals { dealTotal { amount currency } }
        }
      }
    }
  }
`);

/** States of orders that count as sales. */
const SOLD = 'PROCESSING~COMPLETED~REFUND_PENDING~REFUNDED';

/** Worth of a demand, the number of demands on its product, and the sales that follow from it. */
export function DemandFigures({ demand }: { demand: FragmentType<typeof Demand> }) {
  const t = useText();
  const format = useFormat();
  const d = readFragment(Demand, demand);
  const figures: RecordFigure[] = [
    {
      id: 'amount',
      label: t('ui.demand.amount'),
      value: d.expectedAmount ? format.money(d.expectedAmount) : t('ui.none'),
      note: d.expectedOrderOn && t('ui.demand.figure.orderOn', { date: d.expectedOrderOn }),
    },
  ];
  if (d.expectedAmount) {
    const share = d.grantedShareRatio ?? d.expectedShareRatio;
    const amount = new Big(d.expectedAmount.amount).times(share).round(2, 1).toFixed(2);
    figures.push({
      id: 'share',
      label: t('ui.demand.estimate'),
      value: format.money({ ...d.expectedAmount, amount }),
      note: t(d.grantedShareRatio ? 'ui.demand.figure.byGranted' : 'ui.demand.figure.byExpected', {
        share: format.percent(share),
      }),
    });
  }
  if (d.product) {
    const { id, all, converted } = d.product;
    figures.push({
      id: 'demands',
      label: t('ui.demand.figure.ofProduct'),
      value: t('ui.customer.itemCount', { count: format.count(all.count) }),
      note: t('ui.demand.figure.converted', { count: format.count(converted.count) }),
      rows: { to: '/demands', search: { productId: id } },
    });
  }
  const discount = d.privateOffer?.exclusiveDiscount;
  if (discount)
    figures.push({
      id: 'sold',
      label: t('ui.demand.figure.sold'),
      value: format.money(discount.orders.totals.dealTotal),
      note: t('ui.customer.orderCount', { count: discount.orders.count.value }),
      rows: { to: '/orders', search: { exclusiveDiscountId: discount.id, status: SOLD } },
    });
  return <RecordFigures figures={figures} />;
}
