import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { StateBadge } from '../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import type { BillsTable_ConnectionFragment } from '../../gql/graphql.ts';
import { type Format, useFormat } from '../../lib/format.ts';
import { type Text, useText } from '../../lib/i18n.tsx';
import { sideOf, useSession } from '../../lib/session.ts';
import type { ListState } from '../../lib/url-state.ts';
import { type ListColumn, ListView, type ListViewProps } from '../../shell/ListView.tsx';
import { RouteLink } from '../../shell/links.ts';
import { FilterOptions } from '../../ui/FilterBar.tsx';
import { TwoLine } from '../../ui/TwoLine.tsx';
import { type billList, STATES } from './list.ts';

const Connection = graphql(`
  fragment BillsTable_connection on SettlementBillConnection {
    nodes {
      id number period status runAt lineCount
      gross { amount currency }
      net { amount currency }
      tax { amount currency }
      partner { id name }
    }
    pageInfo { hasNextPage endCursor }
    count { value isExact }
  }
`);

type Filters = (typeof billList)['filters'];
type Row = BillsTable_ConnectionFragment['nodes'][number];

const columnsOf = (t: Text, format: Format, partner: boolean): readonly ListColumn<Row>[] => [
  {
    id: 'period',
    header: t('ui.invoice.period'),
    card: 'title',
    fixed: true,
    cell: (row) => (
      <TwoLine note={row.number}>
        <RouteLink variant="quiet" to="/bills/$id" params={{ id: row.id }}>
          {row.period}
        </RouteLink>
      </TwoLine>
    ),
  },
  { id: 'partner', header: t('ui.partner'), extra: partner, cell: (row) => row.partner.name },
  {
    id: 'lines',
    header: t('ui.bill.lineCount'),
    align: 'end',
    width: 80,
    hideBelow: 720,
    cell: (row) => format.number(row.lineCount),
  },
  {
    id: 'net',
    header: t('ui.invoice.net'),
    align: 'end',
    hideBelow: 960,
    cell: (row) => format.money(row.net),
  },
  {
    id: 'tax',
    header: t('ui.invoice.tax'),
    align: 'end',
    hideBelow: 960,
    cell: (row) => format.money(row.tax),
  },
  {
    id: 'gross',
    header: t('ui.bill.gross'),
    align: 'end',
    card: 'value',
    cell: (row) => format.money(row.gross),
  },
  {
    id: 'runAt',
    header: t('ui.bill.runAt'),
    hideBelow: 720,
    cell: (row) => format.date(row.runAt),
  },
  {
    id: 'status',
    header: t('ui.status'),
    card: 'badge',
    width: 128,
    cell: (row) => <StateBadge type="SettlementBillStatus" value={row.status} />,
  },
];

export interface BillsTableProps extends Pick<ListViewProps<Row, Filters>, 'result' | 'retry'> {
  state: ListState<Filters>;
  connection: FragmentType<typeof Connection> | undefined;
  empty: ReactNode;
}

/** The rows of the bill list with their filters and pages. */
export function BillsTable({ state, connection, empty, ...rest }: BillsTableProps) {
  const t = useText();
  const format = useFormat();
  const navigate = useNavigate();
  const partner = sideOf(useSession()) === 'PARTNER';
  const columns = useMemo(() => columnsOf(t, format, partner), [t, format, partner]);
  return (
    <ListView<Row, Filters>
      {...rest}
      label={t('ui.nav.bills')}
      state={state}
      columns={columns}
      rowId={(row) => row.id}
      connection={readFragment(Connection, connection)}
      searchPlaceholder={t('ui.bills.search')}
      filters={
        <FilterOptions
          label={t('ui.status')}
          options={STATES.map((id) => ({ id, label: t.enum('SettlementBillStatus', id) }))}
          value={state.filters.status}
          onChange={(value) => state.setFilter('status', value)}
          clearLabel={t('ui.list.clear')}
        />
      }
      onOpen={(row) => void navigate({ to: '/bills/$id', params: { id: row.id } })}
      empty={empty}
    />
  );
}
