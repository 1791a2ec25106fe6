import { useMemo } from 'react';
import { StateBadge } from '../../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import type { DiscountOrders_DiscountFragment } from '../../../gql/graphql.ts';
import { type Format, useFormat } from '../../../lib/format.ts';
import { type Text, useText } from '../../../lib/i18n.tsx';
import { RouteLink } from '../../../shell/links.ts';
import { Card } from '../../../ui/layout/Card.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import type { Column } from '../../../ui/table/table.ts';

const Discount = graphql(`
  fragment DiscountOrders_discount on ExclusiveDiscount {
    status
    orders(first: 10) {
      nodes { id number status placedAt dealTotal { amount currency } }
      count { value isExact }
    }
  }
`);

type Order = DiscountOrders_DiscountFragment['orders']['nodes'][number];

const columnsOf = (t: Text, format: Format): Column<Order>[] => [
  {
    id: 'number',
    header: t('ui.order'),
    card: 'title',
    cell: (order) => (
      <RouteLink variant="quiet" to="/orders/$id" params={{ id: order.id }}>
        {order.number}
      </RouteLink>
    ),
  },
  {
    id: 'placedAt',
    header: t('ui.order.placedAt'),
    cell: (order) => format.dateTime(order.placedAt),
  },
  {
    id: 'status',
    header: t('ui.status'),
    cell: (order) => <StateBadge type="OrderStatus" value={order.status} />,
  },
  {
    id: 'deal',
    header: t('ui.order.deal'),
    align: 'end',
    card: 'value',
    cell: (order) => format.money(order.dealTotal),
  },
];

/** Orders that used a discount, newest first; hidden before the discount's start. */
export function DiscountOrders({ discount }: { discount: FragmentType<typeof Discount> }) {
  const t = useText();
  const format = useFormat();
  const { status, orders } = readFragment(Discount, discount);
  const columns = useMemo(() => columnsOf(t, format), [t, format]);
  const { nodes, count } = orders;
  const title = t('ui.discount.orders');
  if (nodes.length === 0)
    return (
      status === 'EFFECTIVE' && (
        <Card title={title}>
          <p className="muted">{t('ui.discount.noOrders')}</p>
        </Card>
      )
    );
  return (
    <Card
      flush
      title={title}
      note={
        count.value > nodes.length &&
        t('ui.discount.ordersNewest', { shown: nodes.length, count: format.count(count) })
      }
    >
      <DataTable label={title} columns={columns} rows={nodes} rowId={(order) => order.id} />
    </Card>
  );
}
