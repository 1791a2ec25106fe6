import { type ReactNode, useMemo } from 'react';
import { DeadlineBadge } from '../../domain/DeadlineBadge.tsx';
import { StateBadge } from '../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import type { CspTable_ConnectionFragment } from '../../gql/graphql.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { sideOf, useSession } from '../../lib/session.ts';
import type { ListState } from '../../lib/url-state.ts';
import { ListView, type ListViewProps } from '../../shell/ListView.tsx';
import { AuthorizationFilters } from './AuthorizationFilters.tsx';
import { columnsOf } from './columns.tsx';
import { CSP_STATES, type AuthorizationFilters as Filters } from './list.ts';
import styles from './Table.module.css';
import { endsSoon, viewsOf } from './views.ts';

const Connection = graphql(`
  fragment CspTable_connection on CspAuthorizationConnection {
    nodes {
      id status level productName partnerName customerName minPayRate shareRatio
      validFrom validUntil termsVersion createdAt
      seller { id name }
    }
    pageInfo { hasNextPage endCursor }
    count { value isExact }
  }
`);

type Row = CspTable_ConnectionFragment['nodes'][number];

export interface CspTableProps extends Pick<ListViewProps<Row, Filters>, 'result' | 'retry'> {
  state: ListState<Filters>;
  connection: FragmentType<typeof Connection> | undefined;
  empty: ReactNode;
}

/** The rows of the list of CSP authorizations with their views, filters and pages. */
export function CspTable({ state, connection, empty, ...rest }: CspTableProps) {
  const t = useText();
  const format = useFormat();
  const side = sideOf(useSession());
  const columns = useMemo(
    () =>
      columnsOf<Row>(t, format, side, {
        to: '/authorizations',
        rateLabel: t('ui.authorization.minPayRate'),
        rate: (row) => row.minPayRate,
        state: (row) => (
          <span className={styles.state}>
            <StateBadge type="CspAuthorizationStatus" value={row.status} />
            {row.status === 'ACTIVE' && endsSoon(row.validUntil) && (
              <DeadlineBadge deadline={{ dueAt: row.validUntil }} />
            )}
          </span>
        ),
      }),
    [t, format, side],
  );
  return (
    <ListView<Row, Filters>
      {...rest}
      label={t('ui.authorization.csp')}
      state={state}
      columns={columns}
      rowId={(row) => row.id}
      connection={readFragment(Connection, connection)}
      views={viewsOf(t, false)}
      searchPlaceholder={t('ui.authorizations.search')}
      filters={
        <AuthorizationFilters
          state={state}
          states={CSP_STATES.map((id) => ({ id, label: t.enum('CspAuthorizationStatus', id) }))}
        />
      }
      onOpen={(row) => state.setOpen(row.id)}
      empty={empty}
    />
  );
}
