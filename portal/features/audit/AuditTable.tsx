import { type ReactNode, useMemo } from 'react';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import type { AuditTable_ConnectionFragment } from '../../gql/graphql.ts';
import { type Format, useFormat } from '../../lib/format.ts';
import { type Text, useText } from '../../lib/i18n.tsx';
import type { ListState } from '../../lib/url-state.ts';
import { type ListColumn, ListView, type ListViewProps } from '../../shell/ListView.tsx';
import { FilterPeriod } from '../../ui/FilterBar.tsx';
import { TwoLine } from '../../ui/TwoLine.tsx';
import type { auditList } from './list.ts';

const Connection = graphql(`
  fragment AuditTable_connection on AuditEntryConnection {
    nodes { id createdAt day position actorName role via action subjectType requestId hash }
    pageInfo { hasNextPage endCursor }
    count { value isExact }
  }
`);

type Filters = (typeof auditList)['filters'];
type Row = AuditTable_ConnectionFragment['nodes'][number];

/** "exclusiveDiscountSubmit" on ExclusiveDiscount in words, by the names the timelines use. */
function actionText({ action, subjectType }: Row, t: Text): string {
  const own = subjectType.charAt(0).toLowerCase() + subjectType.slice(1);
  const rest = action.startsWith(own) ? action.slice(own.length) : '';
  const event = rest.charAt(0).toLowerCase() + rest.slice(1);
  return t.maybe(
    `audit.${action}`,
    undefined,
    t.maybe(`event.${subjectType}.${event}`, undefined, action),
  );
}

const columnsOf = (t: Text, format: Format): readonly ListColumn<Row>[] => [
  {
    id: 'time',
    header: t('ui.audit.time'),
    card: 'title',
    fixed: true,
    width: 150,
    cell: (row) => format.dateTime(row.createdAt),
  },
  {
    id: 'actor',
    header: t('ui.audit.actor'),
    cell: (row) => (
      <TwoLine note={`${t.enum('Role', row.role)} · ${t.enum('Via', row.via)}`}>
        {row.actorName}
      </TwoLine>
    ),
  },
  {
    id: 'action',
    header: t('ui.audit.action'),
    cell: (row) => <TwoLine note={row.action}>{actionText(row, t)}</TwoLine>,
  },
  {
    id: 'subject',
    header: t('ui.audit.subject'),
    hideBelow: 720,
    cell: (row) => t.enum('Subject', row.subjectType),
  },
  {
    id: 'place',
    header: t('ui.audit.place'),
    hideBelow: 960,
    align: 'end',
    width: 150,
    cell: (row) => `${row.day} #${format.number(row.position)}`,
  },
  {
    id: 'hash',
    header: t('ui.audit.hash'),
    hideBelow: 960,
    card: 'hide',
    width: 150,
    cell: (row) => (
      <code className="mono" title={row.hash}>
        {row.hash.slice(0, 16)}…
      </code>
    ),
  },
  {
    id: 'request',
    header: t('ui.requestId'),
    extra: true,
    cell: (row) => <code className="mono">{row.requestId}</code>,
  },
];

export interface AuditTableProps extends Pick<ListViewProps<Row, Filters>, 'result' | 'retry'> {
  state: ListState<Filters>;
  connection: FragmentType<typeof Connection> | undefined;
  empty: ReactNode;
}

/** The lines of the audit chain, newest first. */
export function AuditTable({ state, connection, empty, ...rest }: AuditTableProps) {
  const t = useText();
  const format = useFormat();
  const columns = useMemo(() => columnsOf(t, format), [t, format]);
  return (
    <ListView<Row, Filters>
      {...rest}
      label={t('ui.nav.audit')}
      state={state}
      columns={columns}
      rowId={(row) => row.id}
      connection={readFragment(Connection, connection)}
      filters={
        <FilterPeriod
          label={t('ui.audit.days')}
          value={state.filters.days}
          onChange={(value) => state.setFilter('days', value)}
          clearLabel={t('ui.list.clear')}
        />
      }
      empty={empty}
    />
  );
}
