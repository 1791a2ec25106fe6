import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { DeadlineBadge } from '../../domain/DeadlineBadge.tsx';
import { PayRate } from '../../domain/PayRate.tsx';
import { StateBadge } from '../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import type { DiscountsTable_ConnectionFragment } from '../../gql/graphql.ts';
import { serverNow } from '../../lib/clock.ts';
import { isoDay, plusDays } from '../../lib/dates.ts';
import { type Format, useFormat } from '../../lib/format.ts';
import { type Text, useText } from '../../lib/i18n.tsx';
import { shareOf } from '../../lib/rate.ts';
import { sideOf, useSession } from '../../lib/session.ts';
import type { ListState } from '../../lib/url-state.ts';
import { type ListColumn, ListView, type ListViewProps } from '../../shell/ListView.tsx';
import { RouteLink } from '../../shell/links.ts';
import { FilterOptions, FilterPeriod } from '../../ui/FilterBar.tsx';
import { TwoLine } from '../../ui/TwoLine.tsx';
import styles from './DiscountsTable.module.css';
import { type discountList, ENDED, ENDING_DAYS, ORIGINS, REVIEW, STATES } from './list.ts';

const Connection = graphql(`
  fragment DiscountsTable_connection on ExclusiveDiscountConnection {
    nodes {
      id number name status origin customerName productName validFrom validUntil createdAt reviewDueAt
      listTotal { amount currency }
      netTotal { amount currency }
      savings { amount currency }
      partner { id name }
    }
    pageInfo { hasNextPage endCursor }
    count { value isExact }
  }
`);

type Filters = (typeof discountList)['filters'];
type Row = DiscountsTable_ConnectionFragment['nodes'][number];

const columnsOf = (t: Text, format: Format, partner: boolean): readonly ListColumn<Row>[] => [
  {
    id: 'name',
    header: t('ui.discount'),
    card: 'title',
    fixed: true,
    cell: (row) => (
      <TwoLine note={row.number}>
        <RouteLink variant="quiet" to="/discounts/$id" params={{ id: row.id }}>
          {row.name}
        </RouteLink>
      </TwoLine>
    ),
  },
  {
    id: 'customer',
    header: t('ui.customer'),
    cell: (row) => <TwoLine note={row.productName}>{row.customerName}</TwoLine>,
  },
  {
    id: 'partner',
    header: t('ui.partner'),
    hideBelow: 960,
    extra: partner,
    cell: (row) => row.partner.name,
  },
  {
    id: 'rate',
    header: t('ui.rate'),
    align: 'end',
    width: 84,
    cell: (row) => <PayRate rate={shareOf(row.netTotal.amount, row.listTotal.amount)} />,
  },
  {
    id: 'net',
    header: t('ui.discount.netTotal'),
    align: 'end',
    width: 130,
    card: 'value',
    cell: (row) => format.money(row.netTotal),
  },
  {
    id: 'savings',
    header: t('ui.discount.savings'),
    align: 'end',
    extra: true,
    cell: (row) => format.money(row.savings),
  },
  {
    id: 'ENDING',
    header: t('ui.discount.validity'),
    sortable: true,
    hideBelow: 720,
    width: 196,
    cell: (row) => format.validity(row.validFrom, row.validUntil),
  },
  {
    id: 'status',
    header: t('ui.status'),
    card: 'badge',
    width: 232,
    cell: (row) => (
      <span className={styles.state}>
        <StateBadge type="ExclusiveDiscountStatus" value={row.status} />
        {row.reviewDueAt && <DeadlineBadge deadline={{ dueAt: row.reviewDueAt }} />}
      </span>
    ),
  },
  {
    id: 'CREATED',
    header: t('ui.createdAt'),
    sortable: true,
    extra: true,
    cell: (row) => format.date(row.createdAt),
  },
];

const viewsOf = (t: Text, drafts: boolean) => {
  const today = isoDay(serverNow());
  const soon = { start: today, end: plusDays(today, ENDING_DAYS) };
  const view = (
    id: string,
    label: string,
    status: readonly string[],
    ends = null as null | typeof soon,
  ) => ({
    id,
    label,
    filters: { status: [...status], ...(ends && { ends }) },
  });
  return [
    { id: 'all', label: t('ui.all'), filters: {} },
    ...(drafts ? [view('drafts', t('ui.discounts.view.drafts'), ['DRAFT'])] : []),
    view('review', t('ui.discounts.view.review'), REVIEW),
    view('scheduled', t('ui.discounts.view.scheduled'), ['SCHEDULED']),
    view('effective', t('ui.discounts.view.effective'), ['EFFECTIVE']),
    view('ending', t('ui.discounts.view.ending', { days: ENDING_DAYS }), ['EFFECTIVE'], soon),
    view('rejected', t('ui.discounts.view.rejected'), ['REJECTED']),
    view('ended', t('ui.discounts.view.ended'), ENDED),
  ];
};

export interface DiscountsTableProps extends Pick<ListViewProps<Row, Filters>, 'result' | 'retry'> {
  state: ListState<Filters>;
  connection: FragmentType<typeof Connection> | undefined;
  empty: ReactNode;
}

/** The rows of the discount list with their views, filters and pages. */
export function DiscountsTable({ state, connection, empty, ...rest }: DiscountsTableProps) {
  const t = useText();
  const format = useFormat();
  const navigate = useNavigate();
  const side = sideOf(useSession());
  const columns = useMemo(() => columnsOf(t, format, side === 'PARTNER'), [t, format, side]);
  const clearLabel = t('ui.list.clear');
  const states = side === 'SELLER' ? STATES.filter((id) => id !== 'DRAFT') : STATES;
  return (
    <ListView<Row, Filters>
      {...rest}
      label={t('ui.nav.discounts')}
      state={state}
      columns={columns}
      rowId={(row) => row.id}
      connection={readFragment(Connection, connection)}
      views={viewsOf(t, side !== 'SELLER')}
      searchPlaceholder={t('ui.discounts.search')}
      filters={
        <>
          <FilterOptions
            label={t('ui.status')}
            options={states.map((id) => ({ id, label: t.enum('ExclusiveDiscountStatus', id) }))}
            value={state.filters.status}
            onChange={(value) => state.setFilter('status', value)}
            clearLabel={clearLabel}
          />
          <FilterOptions
            label={t('ui.discount.origin')}
            options={ORIGINS.map((id) => ({ id, label: t.enum('ExclusiveDiscountOrigin', id) }))}
            value={state.filters.origin}
            onChange={(value) => state.setFilter('origin', value)}
            clearLabel={clearLabel}
          />
          <FilterPeriod
            label={t('ui.discount.ends')}
            value={state.filters.ends}
            onChange={(value) => state.setFilter('ends', value)}
            clearLabel={clearLabel}
          />
        </>
      }
      onOpen={(row) => void navigate({ to: '/discounts/$id', params: { id: row.id } })}
      empty={empty}
    />
  );
}
