import { useMemo } from 'react';
import { BindingActions } from '../../domain/binding/BindingActions.tsx';
import { DeadlineBadge } from '../../domain/DeadlineBadge.tsx';
import { StateBadge } from '../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import type { BindingsTable_ConnectionFragment } from '../../gql/graphql.ts';
import { type Format, useFormat } from '../../lib/format.ts';
import { type Text, useText } from '../../lib/i18n.tsx';
import { sideOf, useSession } from '../../lib/session.ts';
import type { ListState } from '../../lib/url-state.ts';
import { type ListColumn, ListView, type ListViewProps } from '../../shell/ListView.tsx';
import { RouteLink } from '../../shell/links.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FilterOptions } from '../../ui/FilterBar.tsx';
import { TwoLine } from '../../ui/TwoLine.tsx';
import type { bindingList } from './list.ts';

const Connection = graphql(`
  fragment BindingsTable_connection on PartnerBindingConnection {
    nodes {
      id status type createdAt dueAt requestedBy requestedType requestReason
      customer { id name }
      partner { id name }
      ...BindingActions_binding
    }
    pageInfo { hasNextPage endCursor }
    count { value isExact }
  }
`);

type Filters = (typeof bindingList)['filters'];
type Row = BindingsTable_ConnectionFragment['nodes'][number];
const TYPES = ['ADVISORY', 'AGENCY'] as const;

/** What the row waits for, in a few words. */
function waitsFor(row: Row, t: Text): string {
  const type = row.requestedType ? t.enum('BindingType', row.requestedType) : '';
  return t.maybe(
    `ui.bindings.waits.${row.status}${row.requestedBy ? `.${row.requestedBy}` : ''}`,
    { type },
    t('ui.none'),
  );
}

const columnsOf = (t: Text, format: Format, operator: boolean): readonly ListColumn<Row>[] => [
  {
    id: 'customer',
    header: t('ui.customer'),
    card: 'title',
    fixed: true,
    cell: (row) => (
      <TwoLine note={row.type ? t.enum('BindingType', row.type) : t('ui.bindings.noType')}>
        {row.customer ? (
          <RouteLink
            variant="quiet"
            to="/customers/$id"
            params={{ id: row.customer.id }}
            search={{ tab: 'bindings' }}
          >
            {row.customer.name}
          </RouteLink>
        ) : (
          t('ui.none')
        )}
      </TwoLine>
    ),
  },
  ...(operator
    ? [
        {
          id: 'partner',
          header: t('ui.binding.fact.partner'),
          cell: (row: Row) => row.partner?.name,
        },
      ]
    : []),
  {
    id: 'status',
    header: t('ui.status'),
    card: 'badge',
    cell: (row) => <StateBadge type="PartnerBindingStatus" value={row.status} />,
  },
  {
    id: 'waits',
    header: t('ui.bindings.waits'),
    hideBelow: 720,
    cell: (row) =>
      row.requestReason ? (
        <TwoLine note={row.requestReason}>{waitsFor(row, t)}</TwoLine>
      ) : (
        waitsFor(row, t)
      ),
  },
  {
    id: 'dueAt',
    header: t('ui.binding.fact.dueAt'),
    cell: (row) => (row.dueAt ? <DeadlineBadge deadline={{ dueAt: row.dueAt }} /> : t('ui.none')),
  },
  {
    id: 'CREATED',
    header: t('ui.bindings.createdOn'),
    sortable: true,
    hideBelow: 1200,
    card: 'hide',
    cell: (row) => format.date(row.createdAt),
  },
  ...(operator
    ? []
    : [
        {
          id: 'actions',
          header: t('ui.actions'),
          align: 'end' as const,
          wrap: true,
          cell: (row: Row) => (
            <span className="row">
              <BindingActions binding={row} viewer="PARTNER" size="sm" />
            </span>
          ),
        },
      ]),
];

export interface BindingsTableProps extends Pick<ListViewProps<Row, Filters>, 'result' | 'retry'> {
  state: ListState<Filters>;
  connection: FragmentType<typeof Connection> | undefined;
}

/** The rows of the binding list with their views, filters and pages. */
export function BindingsTable({ state, connection, ...rest }: BindingsTableProps) {
  const t = useText();
  const format = useFormat();
  const operator = sideOf(useSession()) === 'OPERATOR';
  const columns = useMemo(() => columnsOf(t, format, operator), [t, format, operator]);
  return (
    <ListView<Row, Filters>
      {...rest}
      label={t('ui.nav.bindings')}
      state={state}
      columns={columns}
      rowId={(row) => row.id}
      connection={readFragment(Connection, connection)}
      views={[
        { id: 'waiting', label: t('ui.bindings.view.waiting'), filters: {} },
        {
          id: 'requests',
          label: t('ui.bindings.view.requests'),
          filters: { status: ['CHANGE_PENDING', 'UNBIND_PENDING'] },
        },
        { id: 'invited', label: t('ui.bindings.view.invited'), filters: { status: ['INVITED'] } },
        {
          id: 'reported',
          label: t('ui.bindings.view.reported'),
          filters: { status: ['REPORTED'] },
        },
        { id: 'all', label: t('ui.bindings.view.all'), filters: {} },
      ]}
      searchPlaceholder={t('ui.bindings.searchPlaceholder')}
      filters={
        <FilterOptions
          label={t('ui.binding.fact.type')}
          options={TYPES.map((id) => ({ id, label: t.enum('BindingType', id) }))}
          value={state.filters.type}
          onChange={(value) => state.setFilter('type', value)}
          clearLabel={t('ui.list.clear')}
        />
      }
      empty={<EmptyState title={t('ui.bindings.empty')}>{t('ui.bindings.emptyText')}</EmptyState>}
    />
  );
}
