import { type ReactNode, useMemo } from 'react';
import { StateBadge } from '../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import type { OrganizationsTable_ConnectionFragment } from '../../gql/graphql.ts';
import { type Format, useFormat } from '../../lib/format.ts';
import { type Text, useText } from '../../lib/i18n.tsx';
import type { ListState } from '../../lib/url-state.ts';
import { type ListColumn, ListView, type ListViewProps } from '../../shell/ListView.tsx';
import { Tag } from '../../ui/Badge.tsx';
import { FilterOptions } from '../../ui/FilterBar.tsx';
import { TwoLine } from '../../ui/TwoLine.tsx';
import { KINDS, type organizationList, STATES } from './lists.ts';
import { OrganizationActions } from './OrganizationActions.tsx';

const Connection = graphql(`
  fragment OrganizationsTable_connection on OrganizationConnection {
    nodes {
      id name nameEn code kind status createdAt
      members(first: 1) { count { value isExact } }
      ...OrganizationActions_organization
    }
    pageInfo { hasNextPage endCursor }
    count { value isExact }
  }
`);

type Filters = (typeof organizationList)['filters'];
type Row = OrganizationsTable_ConnectionFragment['nodes'][number];

const columnsOf = (t: Text, format: Format): readonly ListColumn<Row>[] => [
  {
    id: 'NAME',
    header: t('ui.organization'),
    card: 'title',
    fixed: true,
    sortable: true,
    cell: (row) => <TwoLine note={row.nameEn ?? row.code}>{row.name}</TwoLine>,
  },
  {
    id: 'code',
    header: t('ui.organization.code'),
    width: 140,
    cell: (row) => <code>{row.code}</code>,
  },
  {
    id: 'kind',
    header: t('ui.organization.kind'),
    width: 140,
    cell: (row) => <Tag>{t.enum('OrganizationKind', row.kind)}</Tag>,
  },
  {
    id: 'members',
    header: t('ui.organization.members'),
    align: 'end',
    width: 100,
    hideBelow: 720,
    cell: (row) => format.count(row.members.count),
  },
  {
    id: 'CREATED',
    header: t('ui.createdAt'),
    sortable: true,
    width: 130,
    hideBelow: 720,
    cell: (row) => format.date(row.createdAt),
  },
  {
    id: 'status',
    header: t('ui.status'),
    card: 'badge',
    width: 110,
    cell: (row) => <StateBadge type="OrganizationStatus" value={row.status} />,
  },
  {
    id: 'actions',
    header: t('ui.actions'),
    align: 'end',
    width: 120,
    fixed: true,
    cell: (row) => <OrganizationActions organization={row} />,
  },
];

export interface OrganizationsTableProps
  extends Pick<ListViewProps<Row, Filters>, 'result' | 'retry'> {
  state: ListState<Filters>;
  connection: FragmentType<typeof Connection> | undefined;
  empty: ReactNode;
}

/** The rows of the organization list with their views, filters and pages. */
export function OrganizationsTable({ state, connection, empty, ...rest }: OrganizationsTableProps) {
  const t = useText();
  const format = useFormat();
  const columns = useMemo(() => columnsOf(t, format), [t, format]);
  return (
    <ListView<Row, Filters>
      {...rest}
      label={t('ui.nav.organizations')}
      state={state}
      columns={columns}
      rowId={(row) => row.id}
      connection={readFragment(Connection, connection)}
      views={[
        { id: 'all', label: t('ui.all'), filters: {} },
        ...KINDS.map((kind) => ({
          id: kind,
          label: t.enum('OrganizationKind', kind),
          filters: { kind: [kind] },
        })),
      ]}
      filters={
        <FilterOptions
          label={t('ui.status')}
          options={STATES.map((id) => ({ id, label: t.enum('OrganizationStatus', id) }))}
          value={state.filters.status}
          onChange={(value) => state.setFilter('status', value)}
          clearLabel={t('ui.list.clear')}
        />
      }
      empty={empty}
    />
  );
}
