import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { useQuery } from 'urql';
import { DeadlineBadge } from '../../domain/DeadlineBadge.tsx';
import { StateBadge } from '../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import type { CustomersTable_ConnectionFragment } from '../../gql/graphql.ts';
import { type Format, useFormat } from '../../lib/format.ts';
import { type Text, useText } from '../../lib/i18n.tsx';
import { useSession } from '../../lib/session.ts';
import type { ListState } from '../../lib/url-state.ts';
import { type ListColumn, ListView, type ListViewProps } from '../../shell/ListView.tsx';
import { RouteLink } from '../../shell/links.ts';
import { Person } from '../../ui/Avatar.tsx';
import { Tag } from '../../ui/Badge.tsx';
import { TwoLine } from '../../ui/TwoLine.tsx';
import { CustomersFilters, type CustomersFiltersProps } from './CustomersFilters.tsx';
import type { customerList } from './list.ts';

const Connection = graphql(`
  fragment CustomersTable_connection on CustomerConnection {
    nodes {
      id name cloudAccount status accessLevel tags createdAt customerType level
      accountManager { id name }
      binding { id type boundAt dueAt }
    }
    pageInfo { hasNextPage endCursor }
    count { value isExact }
  }
`);

const Counts = graphql(`
  query CustomersTable_counts($mine: [ID!], $partner: Boolean!) {
    all: customers(first: 1) { count { value isExact } }
    mine: customers(first: 1, filter: { accountManager: $mine }) @include(if: $partner) { count { value isExact } }
    bound: customers(first: 1, filter: { status: [BOUND, CHANGE_PENDING, UNBIND_PENDING] }) { count { value isExact } }
    requests: customers(first: 1, filter: { status: [CHANGE_PENDING, UNBIND_PENDING] }) { count { value isExact } }
    invited: customers(first: 1, filter: { status: [INVITED] }) { count { value isExact } }
    prospects: customers(first: 1, filter: { status: [PROSPECT, REPORTED] }) { count { value isExact } }
  }
`);

type Filters = (typeof customerList)['filters'];
type Row = CustomersTable_ConnectionFragment['nodes'][number];

/** The views of the list with the states that each shows; none means every state. */
const VIEWS = {
  all: [],
  mine: [],
  bound: ['BOUND', 'CHANGE_PENDING', 'UNBIND_PENDING'],
  requests: ['CHANGE_PENDING', 'UNBIND_PENDING'],
  invited: ['INVITED'],
  prospects: ['PROSPECT', 'REPORTED'],
} as const;

/** Ends so soon that the list should say when. */
const CLOCKED = new Set(['INVITED', 'REPORTED']);

/** Columns of what each partner keeps for itself. */
const OWN = new Set(['manager', 'tags']);

const columnsOf = (t: Text, format: Format): readonly ListColumn<Row>[] => [
  {
    id: 'NAME',
    header: t('ui.customer'),
    card: 'title',
    fixed: true,
    sortable: true,
    cell: (row) => (
      <TwoLine note={row.cloudAccount ?? t('ui.customer.accountHidden')}>
        <RouteLink variant="quiet" to="/customers/$id" params={{ id: row.id }}>
          {row.name}
        </RouteLink>
      </TwoLine>
    ),
  },
  {
    id: 'type',
    header: t('ui.binding.fact.type'),
    cell: (row) => (row.binding?.type ? t.enum('BindingType', row.binding.type) : t('ui.none')),
  },
  {
    id: 'status',
    header: t('ui.status'),
    card: 'badge',
    cell: (row) => (
      <span className="row">
        {row.status && <StateBadge type="CustomerStatus" value={row.status} />}
        {CLOCKED.has(row.status ?? '') && row.binding?.dueAt && (
          <DeadlineBadge deadline={{ dueAt: row.binding.dueAt }} />
        )}
      </span>
    ),
  },
  {
    id: 'manager',
    header: t('ui.customer.manager'),
    hideBelow: 720,
    cell: (row) => (row.accountManager ? <Person name={row.accountManager.name} /> : t('ui.none')),
  },
  {
    id: 'boundAt',
    header: t('ui.customer.boundOn'),
    hideBelow: 720,
    cell: (row) => (row.binding?.boundAt ? format.date(row.binding.boundAt) : t('ui.none')),
  },
  {
    id: 'tags',
    header: t('ui.customer.tags'),
    hideBelow: 960,
    card: 'hide',
    cell: (row) =>
      row.tags.length === 0 ? (
        t('ui.none')
      ) : (
        <span className="row">
          {row.tags.map((tag) => (
            <Tag key={tag}>{tag}</Tag>
          ))}
        </span>
      ),
  },
  {
    id: 'CREATED',
    header: t('ui.customer.knownSince'),
    sortable: true,
    hideBelow: 960,
    card: 'hide',
    cell: (row) => format.date(row.createdAt),
  },
  {
    id: 'customerType',
    header: t('ui.customer.customerType'),
    extra: true,
    cell: (row) => (row.customerType ? t.enum('CustomerType', row.customerType) : t('ui.none')),
  },
  {
    id: 'level',
    header: t('ui.customer.level'),
    extra: true,
    cell: (row) => row.level ?? t('ui.none'),
  },
];

export interface CustomersTableProps
  extends Pick<CustomersFiltersProps, 'members'>,
    Pick<ListViewProps<Row, Filters>, 'result' | 'retry'> {
  state: ListState<Filters>;
  connection: FragmentType<typeof Connection> | undefined;
  empty: ReactNode;
}

/** The rows of the customer list with their views, filters and pages. */
export function CustomersTable({
  state,
  connection,
  members,
  empty,
  ...rest
}: CustomersTableProps) {
  const t = useText();
  const format = useFormat();
  const session = useSession();
  const navigate = useNavigate();
  const data = readFragment(Connection, connection);
  const shownTags = useMemo(() => [...new Set(data?.nodes.flatMap((row) => row.tags))], [data]);
  const partner = session.org.kind === 'PARTNER';
  const columns = useMemo(
    () => columnsOf(t, format).filter(({ id }) => partner || !OWN.has(id)),
    [t, format, partner],
  );
  const own = [`mem_${session.member.id}`];
  // Apart from the rows, so that turning a page does not count anew.
  const [{ data: counts }] = useQuery({
    query: Counts,
    variables: { mine: own, partner },
    requestPolicy: 'cache-and-network',
  });
  const views = (Object.keys(VIEWS) as (keyof typeof VIEWS)[])
    .filter((id) => partner || id !== 'mine')
    .map((id) => {
      const count = counts?.[id]?.count;
      return {
        id,
        label: t(`ui.customers.view.${id}`),
        count: count && format.count(count),
        filters: id === 'mine' ? { manager: own } : { status: [...VIEWS[id]] },
      };
    });
  return (
    <ListView<Row, Filters>
      {...rest}
      label={t('ui.nav.customers')}
      state={state}
      columns={columns}
      rowId={(row) => row.id}
      connection={data}
      views={views}
      searchPlaceholder={t('ui.customer.searchPlaceholder')}
      filters={<CustomersFilters state={state} members={members} tags={shownTags} own={partner} />}
      onOpen={(row) => void navigate({ to: '/customers/$id', params: { id: row.id } })}
      empty={empty}
    />
  );
}
