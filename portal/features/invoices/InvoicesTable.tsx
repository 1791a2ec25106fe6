import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { StateBadge } from '../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import type { InvoicesTable_ConnectionFragment } from '../../gql/graphql.ts';
import { type Format, useFormat } from '../../lib/format.ts';
import { type Text, useText } from '../../lib/i18n.tsx';
import { sideOf, useSession } from '../../lib/session.ts';
import type { ListState } from '../../lib/url-state.ts';
import { type ListColumn, ListView, type ListViewProps } from '../../shell/ListView.tsx';
import { RouteLink } from '../../shell/links.ts';
import { FilterOptions, FilterPeriod } from '../../ui/FilterBar.tsx';
import { TwoLine } from '../../ui/TwoLine.tsx';
import { InvoiceClock } from './InvoiceClock.tsx';
import styles from './InvoicesTable.module.css';
import { type invoiceList, STATES } from './list.ts';

const Connection = graphql(`
  fragment InvoicesTable_connection on InvoiceConnection {
    nodes {
      id paymentRequestNumber number status dueAt notifiedAt vatRate expectedVatRate
      gross { amount currency }
      bill { id number period }
      partner { id name }
      ...InvoiceClock_invoice
    }
    pageInfo { hasNextPage endCursor }
    count { value isExact }
  }
`);

type Filters = (typeof invoiceList)['filters'];
type Row = InvoicesTable_ConnectionFragment['nodes'][number];

const columnsOf = (t: Text, format: Format, partner: boolean): readonly ListColumn<Row>[] => [
  {
    id: 'bill',
    header: t('ui.invoice.period'),
    card: 'title',
    fixed: true,
    cell: (row) => (
      <TwoLine note={row.bill.number}>
        <RouteLink variant="quiet" to="/invoices/$id" params={{ id: row.id }}>
          {row.bill.period}
        </RouteLink>
      </TwoLine>
    ),
  },
  {
    id: 'partner',
    header: t('ui.partner'),
    extra: partner,
    cell: (row) => row.partner.name,
  },
  {
    id: 'request',
    header: t('ui.invoice.request'),
    hideBelow: 960,
    cell: (row) => row.paymentRequestNumber,
  },
  {
    id: 'number',
    header: t('ui.invoice.number'),
    hideBelow: 720,
    cell: (row) => row.number ?? t('ui.none'),
  },
  {
    id: 'gross',
    header: t('ui.invoice.gross'),
    align: 'end',
    card: 'value',
    cell: (row) => format.money(row.gross),
  },
  {
    id: 'rate',
    header: t('ui.invoice.vatRate'),
    align: 'end',
    width: 72,
    hideBelow: 720,
    cell: (row) => {
      const rate = row.vatRate ?? row.expectedVatRate;
      return rate ? format.percent(rate) : t('ui.none');
    },
  },
  {
    id: 'DUE',
    header: t('ui.invoice.due'),
    sortable: true,
    width: 120,
    cell: (row) => format.date(row.dueAt),
  },
  {
    id: 'status',
    header: t('ui.status'),
    card: 'badge',
    width: 232,
    cell: (row) => (
      <span className={styles.state}>
        <StateBadge type="InvoiceStatus" value={row.status} />
        <InvoiceClock invoice={row} />
      </span>
    ),
  },
  {
    id: 'NOTIFIED',
    header: t('ui.invoice.notifiedAt'),
    sortable: true,
    extra: true,
    cell: (row) => format.date(row.notifiedAt),
  },
];

export interface InvoicesTableProps extends Pick<ListViewProps<Row, Filters>, 'result' | 'retry'> {
  state: ListState<Filters>;
  connection: FragmentType<typeof Connection> | undefined;
  empty: ReactNode;
}

/** The rows of the invoice list with their views, filters and pages. */
export function InvoicesTable({ state, connection, empty, ...rest }: InvoicesTableProps) {
  const t = useText();
  const format = useFormat();
  const navigate = useNavigate();
  const partner = sideOf(useSession()) === 'PARTNER';
  const columns = useMemo(() => columnsOf(t, format, partner), [t, format, partner]);
  const clearLabel = t('ui.list.clear');
  return (
    <ListView<Row, Filters>
      {...rest}
      label={t('ui.nav.invoices')}
      state={state}
      columns={columns}
      rowId={(row) => row.id}
      connection={readFragment(Connection, connection)}
      views={[
        { id: 'all', label: t('ui.all'), filters: {} },
        {
          id: 'toIssue',
          label: t('ui.invoices.view.toIssue'),
          filters: { status: ['NOTIFIED', 'RETURNED'] },
        },
        { id: 'toSend', label: t('ui.invoices.view.toSend'), filters: { status: ['ISSUED'] } },
        { id: 'toSign', label: t('ui.invoices.view.toSign'), filters: { status: ['MAILED'] } },
        { id: 'toVerify', label: t('ui.invoices.view.toVerify'), filters: { status: ['SIGNED'] } },
        {
          id: 'verified',
          label: t('ui.invoices.view.verified'),
          filters: { status: ['VERIFIED'] },
        },
        { id: 'overdue', label: t('ui.invoice.overdue'), filters: { overdue: true } },
      ]}
      searchPlaceholder={t('ui.invoices.search')}
      filters={
        <>
          <FilterOptions
            label={t('ui.status')}
            options={STATES.map((id) => ({ id, label: t.enum('InvoiceStatus', id) }))}
            value={state.filters.status}
            onChange={(value) => state.setFilter('status', value)}
            clearLabel={clearLabel}
          />
          <FilterPeriod
            label={t('ui.invoice.due')}
            value={state.filters.due}
            onChange={(value) => state.setFilter('due', value)}
            clearLabel={clearLabel}
          />
        </>
      }
      onOpen={(row) => void navigate({ to: '/invoices/$id', params: { id: row.id } })}
      empty={empty}
    />
  );
}
