import { type ReactNode, useMemo } from 'react';
import { DeadlineBadge } from '../../domain/DeadlineBadge.tsx';
import { StateBadge } from '../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import type { InvitationsTable_ConnectionFragment } from '../../gql/graphql.ts';
import { type Format, useFormat } from '../../lib/format.ts';
import { type Text, useText } from '../../lib/i18n.tsx';
import type { ListState } from '../../lib/url-state.ts';
import { type ListColumn, ListView, type ListViewProps } from '../../shell/ListView.tsx';
import { FilterOptions } from '../../ui/FilterBar.tsx';
import { TwoLine } from '../../ui/TwoLine.tsx';
import { InvitationActions } from './InvitationActions.tsx';
import { INVITATION_STATES, type invitationList } from './lists.ts';

const Connection = graphql(`
  fragment InvitationsTable_connection on MemberInvitationConnection {
    nodes { id name mail role status expiresAt ...InvitationActions_invitation }
    pageInfo { hasNextPage endCursor }
    count { value isExact }
  }
`);

type Filters = (typeof invitationList)['filters'];
type Row = InvitationsTable_ConnectionFragment['nodes'][number];

const columnsOf = (t: Text, format: Format): readonly ListColumn<Row>[] => [
  {
    id: 'name',
    header: t('ui.team.name'),
    card: 'title',
    fixed: true,
    cell: (row) => <TwoLine note={row.mail}>{row.name}</TwoLine>,
  },
  { id: 'role', header: t('ui.role'), cell: (row) => t.enum('Role', row.role) },
  {
    id: 'expires',
    header: t('ui.expiresAt'),
    cell: (row) =>
      row.status === 'PENDING' ? (
        <DeadlineBadge deadline={{ dueAt: row.expiresAt }} />
      ) : (
        format.dateTime(row.expiresAt)
      ),
  },
  {
    id: 'status',
    header: t('ui.status'),
    card: 'badge',
    width: 120,
    cell: (row) => <StateBadge type="MemberInvitationStatus" value={row.status} />,
  },
  {
    id: 'actions',
    header: t('ui.actions'),
    align: 'end',
    width: 190,
    fixed: true,
    cell: (row) => <InvitationActions invitation={row} />,
  },
];

export interface InvitationsTableProps
  extends Pick<ListViewProps<Row, Filters>, 'result' | 'retry'> {
  state: ListState<Filters>;
  connection: FragmentType<typeof Connection> | undefined;
  empty: ReactNode;
}

/** Invitations with their clocks. */
export function InvitationsTable({ state, connection, empty, ...rest }: InvitationsTableProps) {
  const t = useText();
  const format = useFormat();
  const columns = useMemo(() => columnsOf(t, format), [t, format]);
  return (
    <ListView<Row, Filters>
      {...rest}
      label={t('ui.team.invitations')}
      state={state}
      columns={columns}
      rowId={(row) => row.id}
      connection={readFragment(Connection, connection)}
      filters={
        <FilterOptions
          label={t('ui.status')}
          options={INVITATION_STATES.map((id) => ({
            id,
            label: t.enum('MemberInvitationStatus', id),
          }))}
          value={state.filters.status}
          onChange={(value) => state.setFilter('status', value)}
          clearLabel={t('ui.list.clear')}
        />
      }
      empty={empty}
    />
  );
}
