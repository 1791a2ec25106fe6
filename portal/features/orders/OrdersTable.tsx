import { type ReactNode, useMemo } from 'react';
import { PayRate } from '../../domain/PayRate.tsx';
import { StateBadge } from '../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import type { OrdersTable_ConnectionFragment } from '../../gql/graphql.ts';
import { type Format, useFormat } from '../../lib/format.ts';
import { type Text, useText } from '../../lib/i18n.tsx';
import { shareOf } from '../../lib/rate.ts';
import { sideOf, useSession } from '../../lib/session.ts';
import type { ListState } from '../../lib/url-state.ts';
import { type ListColumn, ListView, type ListViewProps } from '../../shell/ListView.tsx';
import { RouteLink } from '../../shell/links.ts';
import { FilterOptions, FilterPeriod } from '../../ui/FilterBar.tsx';
import { TwoLine } from '../../ui/TwoLine.tsx';
import { ATTRIBUTIONS, type orderList, STATES, TYPES } from './list.ts';

const Connection = graphql(`
  fragment OrdersTable_connection on OrderConnection {
    nodes {
      id number orderType status attribution attributionReason customerName placedAt
      listTotal { amount currency }
      dealTotal { amount currency }
      cashTotal { amount currency }
      partner { id name }
    }
    pageInfo { hasNextPage endCursor }
    count { value isExact }
  }
`);

type Filters = (typeof orderList)['filters'];
type Row = OrdersTable_ConnectionFragment['nodes'][number];

const columnsOf = (t: Text, format: Format, partner: boolean): readonly ListColumn<Row>[] => [
  {
    id: 'number',
    header: t('ui.order'),
    card: 'title',
    fixed: true,
    cell: (row) => (
      <TwoLine note={t.enum('OrderType', row.orderType)}>
        <RouteLink
          variant="quiet"
          to="/orders"
          search={(old) => ({ ...old, open: row.id }) as never}
        >
          {row.number}
        </RouteLink>
      </TwoLine>
    ),
  },
  { id: 'customer', header: t('ui.customer'), cell: (row) => row.customerName },
  {
    id: 'partner',
    header: t('ui.partner'),
    hideBelow: 960,
    extra: partner,
    cell: (row) => row.partner?.name ?? t('ui.none'),
  },
  {
    id: 'attribution',
    header: t('ui.order.attribution'),
    hideBelow: 960,
    cell: (row) => (
      <TwoLine
        note={row.attributionReason && t.enum('OrderAttributionReason', row.attributionReason)}
      >
        {t.enum('OrderAttribution', row.attribution)}
      </TwoLine>
    ),
  },
  {
    id: 'rate',
    header: t('ui.rate'),
    align: 'end',
    width: 84,
    hideBelow: 720,
    cell: (row) => <PayRate rate={shareOf(row.dealTotal.amount, row.listTotal.amount)} />,
  },
  {
    id: 'deal',
    header: t('ui.order.deal'),
    align: 'end',
    card: 'value',
    cell: (row) => format.money(row.dealTotal),
  },
  {
    id: 'cash',
    header: t('ui.order.cash'),
    align: 'end',
    extra: true,
    cell: (row) => format.money(row.cashTotal),
  },
  {
    id: 'placed',
    header: t('ui.order.placedAt'),
    width: 132,
    hideBelow: 720,
    cell: (row) => format.dateTime(row.placedAt),
  },
  {
    id: 'status',
    header: t('ui.status'),
    card: 'badge',
    width: 112,
    cell: (row) => <StateBadge type="OrderStatus" value={row.status} />,
  },
];

export interface OrdersTableProps extends Pick<ListViewProps<Row, Filters>, 'result' | 'retry'> {
  state: ListState<Filters>;
  connection: FragmentType<typeof Connection> | undefined;
  empty: ReactNode;
}

/** The rows of the order list with their filters and pages. */
export function OrdersTable({ state, connection, empty, ...rest }: OrdersTableProps) {
  const t = useText();
  const format = useFormat();
  const partner = sideOf(useSession()) === 'PARTNER';
  const columns = useMemo(() => columnsOf(t, format, partner), [t, format, partner]);
  const clearLabel = t('ui.list.clear');
  const chips = [
    { key: 'status', type: 'OrderStatus', label: t('ui.status'), ids: STATES },
    { key: 'type', type: 'OrderType', label: t('ui.order.type'), ids: TYPES },
    {
      key: 'attribution',
      type: 'OrderAttribution',
      label: t('ui.order.attribution'),
      ids: ATTRIBUTIONS,
    },
  ] as const;
  return (
    <ListView<Row, Filters>
      {...rest}
      label={t('ui.nav.orders')}
      state={state}
      columns={columns}
      rowId={(row) => row.id}
      connection={readFragment(Connection, connection)}
      searchPlaceholder={t('ui.orders.search')}
      filters={
        <>
          {chips.map(({ key, type, label, ids }) => (
            <FilterOptions
              key={key}
              label={label}
              options={ids.map((id) => ({ id, label: t.enum(type, id) }))}
              value={state.filters[key]}
              onChange={(value) => state.setFilter(key, value)}
              clearLabel={clearLabel}
            />
          ))}
          <FilterPeriod
            label={t('ui.order.placedAt')}
            value={state.filters.placed}
            onChange={(value) => state.setFilter('placed', value)}
            clearLabel={clearLabel}
          />
        </>
      }
      onOpen={(row) => state.setOpen(row.id)}
      empty={empty}
    />
  );
}
