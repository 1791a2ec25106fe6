import Big from 'big.js';
import { type ReactNode, useMemo } from 'react';
import { PayRate } from '../../domain/PayRate.tsx';
import { StateBadge } from '../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import type { ProductsTable_ConnectionFragment } from '../../gql/graphql.ts';
import { type Format, useFormat } from '../../lib/format.ts';
import { type Text, useText } from '../../lib/i18n.tsx';
import { sideOf, useSession } from '../../lib/session.ts';
import type { ListState } from '../../lib/url-state.ts';
import { type ListColumn, ListView, type ListViewProps } from '../../shell/ListView.tsx';
import { RouteLink } from '../../shell/links.ts';
import { FilterOptions } from '../../ui/FilterBar.tsx';
import { TwoLine } from '../../ui/TwoLine.tsx';
import { MODELS, type productList, STATES, TYPES } from './list.ts';

const Connection = graphql(`
  fragment ProductsTable_connection on ProductConnection {
    nodes {
      id name saleModel productType status floorPayRate standardShareRatio createdAt
      seller { id name }
      specifications { id status listPrice { amount currency } }
    }
    pageInfo { hasNextPage endCursor }
    count { value isExact }
  }
`);

type Filters = (typeof productList)['filters'];
type Row = ProductsTable_ConnectionFragment['nodes'][number];

/** The list prices of a product: one, or the cheapest and the dearest. */
function pricesOf({ specifications }: Row, format: Format): string {
  const prices = specifications
    .map((spec) => spec.listPrice)
    .sort((a, b) => new Big(a.amount).cmp(b.amount));
  const [low, high] = [prices[0], prices.at(-1)];
  if (!low || !high) return '';
  return low.amount === high.amount
    ? format.money(low)
    : `${format.money(low)} – ${format.money(high)}`;
}

const columnsOf = (t: Text, format: Format, own: boolean): readonly ListColumn<Row>[] => [
  {
    id: 'NAME',
    header: t('ui.product'),
    card: 'title',
    fixed: true,
    sortable: true,
    cell: (row) => (
      <TwoLine note={t.enum('ProductType', row.productType)}>
        <RouteLink
          variant="quiet"
          to="/products"
          search={(old) => ({ ...old, open: row.id }) as never}
        >
          {row.name}
        </RouteLink>
      </TwoLine>
    ),
  },
  { id: 'model', header: t('ui.product.model'), cell: (row) => t.enum('SaleModel', row.saleModel) },
  {
    id: 'seller',
    header: t('ui.seller'),
    hideBelow: 960,
    extra: own,
    cell: (row) => row.seller.name,
  },
  {
    id: 'specs',
    header: t('ui.product.specs'),
    align: 'end',
    width: 80,
    hideBelow: 720,
    cell: (row) => format.number(row.specifications.length),
  },
  {
    id: 'prices',
    header: t('ui.discount.listPrice'),
    align: 'end',
    card: 'value',
    cell: (row) => pricesOf(row, format) || t('ui.none'),
  },
  {
    id: 'floor',
    header: t('ui.discount.floor'),
    align: 'end',
    width: 110,
    cell: (row) => <PayRate rate={row.floorPayRate} />,
  },
  {
    id: 'share',
    header: t('ui.product.share'),
    align: 'end',
    width: 100,
    hideBelow: 960,
    cell: (row) => format.percent(row.standardShareRatio),
  },
  {
    id: 'status',
    header: t('ui.status'),
    card: 'badge',
    width: 96,
    cell: (row) => <StateBadge type="SaleStatus" value={row.status} />,
  },
  {
    id: 'CREATED',
    header: t('ui.product.listedAt'),
    sortable: true,
    extra: true,
    cell: (row) => format.date(row.createdAt),
  },
];

export interface ProductsTableProps extends Pick<ListViewProps<Row, Filters>, 'result' | 'retry'> {
  state: ListState<Filters>;
  connection: FragmentType<typeof Connection> | undefined;
  empty: ReactNode;
}

/** The rows of the product list with their filters and pages. */
export function ProductsTable({ state, connection, empty, ...rest }: ProductsTableProps) {
  const t = useText();
  const format = useFormat();
  const own = sideOf(useSession()) === 'SELLER';
  const columns = useMemo(() => columnsOf(t, format, own), [t, format, own]);
  const chips = [
    { key: 'model', type: 'SaleModel', label: t('ui.product.model'), ids: MODELS },
    { key: 'type', type: 'ProductType', label: t('ui.product.type'), ids: TYPES },
    { key: 'status', type: 'SaleStatus', label: t('ui.status'), ids: STATES },
  ] as const;
  return (
    <ListView<Row, Filters>
      {...rest}
      label={t('ui.nav.products')}
      state={state}
      columns={columns}
      rowId={(row) => row.id}
      connection={readFragment(Connection, connection)}
      searchPlaceholder={t('ui.product.searchPlaceholder')}
      filters={chips.map(({ key, type, label, ids }) => (
        <FilterOptions
          key={key}
          label={label}
          options={ids.map((id) => ({ id, label: t.enum(type, id) }))}
          value={state.filters[key]}
          onChange={(value) => state.setFilter(key, value)}
          clearLabel={t('ui.list.clear')}
        />
      ))}
      onOpen={(row) => state.setOpen(row.id)}
      empty={empty}
    />
  );
}
