import { type ReactNode, useMemo } from 'react';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import type { ApiKeysTable_ConnectionFragment } from '../../gql/graphql.ts';
import { useNow } from '../../lib/clock.ts';
import { type Format, useFormat } from '../../lib/format.ts';
import { type Text, useText } from '../../lib/i18n.tsx';
import type { ListState } from '../../lib/url-state.ts';
import { type ListColumn, ListView, type ListViewProps } from '../../shell/ListView.tsx';
import { Badge, Tag } from '../../ui/Badge.tsx';
import { TwoLine } from '../../ui/TwoLine.tsx';
import type { keyList } from './lists.ts';
import { RevokeKeyButton } from './RevokeKeyButton.tsx';

const Connection = graphql(`
  fragment ApiKeysTable_connection on ApiKeyConnection {
    nodes {
      id name prefix role scopes createdAt expiresAt lastUsedAt revokedAt
      createdBy { id name }
      ...RevokeKeyButton_key
    }
    pageInfo { hasNextPage endCursor }
    count { value isExact }
  }
`);

type Filters = (typeof keyList)['filters'];
type Row = ApiKeysTable_ConnectionFragment['nodes'][number];

function stateOf(row: Row, now: number, t: Text) {
  if (row.revokedAt) return <Badge tone="idle">{t('ui.key.revoked')}</Badge>;
  if (row.expiresAt && Date.parse(row.expiresAt) <= now)
    return <Badge tone="idle">{t('ui.key.expired')}</Badge>;
  return <Badge tone="good">{t('ui.key.active')}</Badge>;
}

const columnsOf = (t: Text, format: Format, now: number): readonly ListColumn<Row>[] => [
  {
    id: 'name',
    header: t('ui.key.name'),
    card: 'title',
    fixed: true,
    cell: (row) => <TwoLine note={`pg_live_${row.prefix}_…`}>{row.name}</TwoLine>,
  },
  { id: 'role', header: t('ui.role'), cell: (row) => t.enum('Role', row.role) },
  {
    id: 'scopes',
    header: t('ui.key.scopes'),
    hideBelow: 720,
    cell: (row) => (
      <span className="row">
        {row.scopes.map((scope) => (
          <Tag key={scope}>{t.enum('ApiKeyScope', scope)}</Tag>
        ))}
      </span>
    ),
  },
  {
    id: 'used',
    header: t('ui.key.lastUsed'),
    cell: (row) => (row.lastUsedAt ? format.ago(row.lastUsedAt, now) : t('ui.key.neverUsed')),
  },
  {
    id: 'expires',
    header: t('ui.expiresAt'),
    hideBelow: 720,
    cell: (row) => (row.expiresAt ? format.date(row.expiresAt) : t('ui.key.noExpiry')),
  },
  {
    id: 'created',
    header: t('ui.createdAt'),
    hideBelow: 960,
    cell: (row) => (
      <TwoLine note={row.createdBy?.name ?? t('ui.none')}>{format.date(row.createdAt)}</TwoLine>
    ),
  },
  {
    id: 'status',
    header: t('ui.status'),
    card: 'badge',
    width: 100,
    cell: (row) => stateOf(row, now, t),
  },
  {
    id: 'actions',
    header: t('ui.actions'),
    align: 'end',
    width: 100,
    fixed: true,
    cell: (row) => <RevokeKeyButton apiKey={row} />,
  },
];

export interface ApiKeysTableProps extends Pick<ListViewProps<Row, Filters>, 'result' | 'retry'> {
  state: ListState<Filters>;
  connection: FragmentType<typeof Connection> | undefined;
  empty: ReactNode;
}

/** API keys; the secret of none of them can be shown again. */
export function ApiKeysTable({ state, connection, empty, ...rest }: ApiKeysTableProps) {
  const t = useText();
  const format = useFormat();
  const now = useNow();
  const columns = useMemo(() => columnsOf(t, format, now), [t, format, now]);
  return (
    <ListView<Row, Filters>
      {...rest}
      label={t('ui.nav.keys')}
      state={state}
      columns={columns}
      rowId={(row) => row.id}
      connection={readFragment(Connection, connection)}
      views={[
        { id: 'active', label: t('ui.key.active'), filters: {} },
        { id: 'revoked', label: t('ui.key.revoked'), filters: {} },
        { id: 'all', label: t('ui.all'), filters: {} },
      ]}
      empty={empty}
    />
  );
}
