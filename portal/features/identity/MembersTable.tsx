import { type ReactNode, useMemo } from 'react';
import { StateBadge } from '../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import type { MembersTable_ConnectionFragment } from '../../gql/graphql.ts';
import { type Format, useFormat } from '../../lib/format.ts';
import { type Text, useText } from '../../lib/i18n.tsx';
import type { ListState } from '../../lib/url-state.ts';
import { type ListColumn, ListView, type ListViewProps } from '../../shell/ListView.tsx';
import { Person } from '../../ui/Avatar.tsx';
import { FilterOptions } from '../../ui/FilterBar.tsx';
import { type memberList, STATES } from './lists.ts';
import { MemberActions } from './MemberActions.tsx';

const Connection = graphql(`
  fragment MembersTable_connection on MemberConnection {
    nodes { id name mail role status createdAt ...MemberActions_member }
    pageInfo { hasNextPage endCursor }
    count { value isExact }
  }
`);

type Filters = (typeof memberList)['filters'];
type Row = MembersTable_ConnectionFragment['nodes'][number];

const columnsOf = (t: Text, format: Format): readonly ListColumn<Row>[] => [
  {
    id: 'NAME',
    header: t('ui.team.name'),
    card: 'title',
    fixed: true,
    sortable: true,
    cell: (row) => <Person name={row.name} />,
  },
  { id: 'mail', header: t('ui.mail'), hideBelow: 720, cell: (row) => row.mail },
  { id: 'role', header: t('ui.role'), width: 160, cell: (row) => t.enum('Role', row.role) },
  {
    id: 'CREATED',
    header: t('ui.team.joined'),
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
    cell: (row) => <StateBadge type="MemberStatus" value={row.status} />,
  },
  {
    id: 'actions',
    header: t('ui.actions'),
    align: 'end',
    width: 210,
    fixed: true,
    cell: (row) => <MemberActions member={row} />,
  },
];

export interface MembersTableProps extends Pick<ListViewProps<Row, Filters>, 'result' | 'retry'> {
  state: ListState<Filters>;
  connection: FragmentType<typeof Connection> | undefined;
  empty: ReactNode;
}

/** The people of an organization. */
export function MembersTable({ state, connection, empty, ...rest }: MembersTableProps) {
  const t = useText();
  const format = useFormat();
  const columns = useMemo(() => columnsOf(t, format), [t, format]);
  return (
    <ListView<Row, Filters>
      {...rest}
      label={t('ui.team.members')}
      state={state}
      columns={columns}
      rowId={(row) => row.id}
      connection={readFragment(Connection, connection)}
      filters={
        <FilterOptions
          label={t('ui.status')}
          options={STATES.map((id) => ({ id, label: t.enum('MemberStatus', id) }))}
          value={state.filters.status}
          onChange={(value) => state.setFilter('status', value)}
          clearLabel={t('ui.list.clear')}
        />
      }
      empty={empty}
    />
  );
}
