import { type ReactNode, useMemo } from 'react';
import { StateBadge } from '../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import type { PartnersTable_ConnectionFragment } from '../../gql/graphql.ts';
import { type Format, useFormat } from '../../lib/format.ts';
import { type Text, useText } from '../../lib/i18n.tsx';
import type { ListState } from '../../lib/url-state.ts';
import { type ListColumn, ListView, type ListViewProps } from '../../shell/ListView.tsx';
import { FilterOptions } from '../../ui/FilterBar.tsx';
import { TwoLine } from '../../ui/TwoLine.tsx';
import { type partnerList, STATES, TIERS } from './list.ts';
import { PartnerActions } from './PartnerActions.tsx';

const Connection = graphql(`
  fragment PartnersTable_connection on PartnerConnection {
    nodes {
      id name tier status parentName joinedAt certifiedAt
      organization { id code }
      ...PartnerActions_partner
    }
    pageInfo { hasNextPage endCursor }
    count { value isExact }
  }
`);

type Filters = (typeof partnerList)['filters'];
type Row = PartnersTable_ConnectionFragment['nodes'][number];

const columnsOf = (t: Text, format: Format): readonly ListColumn<Row>[] => [
  {
    id: 'NAME',
    header: t('ui.partner'),
    card: 'title',
    fixed: true,
    sortable: true,
    cell: (row) => <TwoLine note={row.organization?.code ?? ''}>{row.name}</TwoLine>,
  },
  {
    id: 'tier',
    header: t('ui.partner.tier'),
    cell: (row) => (
      <TwoLine note={row.parentName ? t('ui.partner.under', { parent: row.parentName }) : ''}>
        {t.enum('PartnerTier', row.tier)}
      </TwoLine>
    ),
  },
  {
    id: 'CREATED',
    header: t('ui.partner.joined'),
    sortable: true,
    hideBelow: 720,
    width: 130,
    cell: (row) => format.date(row.joinedAt),
  },
  {
    id: 'certified',
    header: t('ui.partner.certified'),
    hideBelow: 960,
    width: 130,
    cell: (row) => (row.certifiedAt ? format.date(row.certifiedAt) : t('ui.none')),
  },
  {
    id: 'status',
    header: t('ui.status'),
    card: 'badge',
    width: 120,
    cell: (row) => <StateBadge type="PartnerStatus" value={row.status} />,
  },
  {
    id: 'actions',
    header: t('ui.actions'),
    align: 'end',
    width: 210,
    fixed: true,
    cell: (row) => <PartnerActions partner={row} />,
  },
];

export interface PartnersTableProps extends Pick<ListViewProps<Row, Filters>, 'result' | 'retry'> {
  state: ListState<Filters>;
  connection: FragmentType<typeof Connection> | undefined;
  empty: ReactNode;
}

/** The rows of the partner list with their filters and pages. */
export function PartnersTable({ state, connection, empty, ...rest }: PartnersTableProps) {
  const t = useText();
  const format = useFormat();
  const columns = useMemo(() => columnsOf(t, format), [t, format]);
  return (
    <ListView<Row, Filters>
      {...rest}
      label={t('ui.nav.partners')}
      state={state}
      columns={columns}
      rowId={(row) => row.id}
      connection={readFragment(Connection, connection)}
      searchPlaceholder={t('ui.partners.search')}
      filters={
        <>
          <FilterOptions
            label={t('ui.partner.tier')}
            options={TIERS.map((id) => ({ id, label: t.enum('PartnerTier', id) }))}
            value={state.filters.tier}
            onChange={(value) => state.setFilter('tier', value)}
            clearLabel={t('ui.list.clear')}
          />
          <FilterOptions
            label={t('ui.status')}
            options={STATES.map((id) => ({ id, label: t.enum('PartnerStatus', id) }))}
            value={state.filters.status}
            onChange={(value) => state.setFilter('status', value)}
            clearLabel={t('ui.list.clear')}
          />
        </>
      }
      empty={empty}
    />
  );
}
