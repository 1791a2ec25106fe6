import { type ReactNode, useMemo } from 'react';
import { DeadlineBadge } from '../../domain/DeadlineBadge.tsx';
import { StateBadge } from '../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import type { JointTable_ConnectionFragment } from '../../gql/graphql.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { sideOf, useSession } from '../../lib/session.ts';
import type { ListState } from '../../lib/url-state.ts';
import { ListView, type ListViewProps } from '../../shell/ListView.tsx';
import { AuthorizationFilters } from './AuthorizationFilters.tsx';
import { columnsOf } from './columns.tsx';
import { type AuthorizationFilters as Filters, JOINT_STATES } from './list.ts';
import styles from './Table.module.css';
import { endsSoon, viewsOf } from './views.ts';

const Connection = graphql(`
  fragment JointTable_connection on JointSalesAuthorizationConnection {
    nodes {
      id status level productName partnerName customerName floorPayRate shareRatio
      validFrom validUntil termsVersion createdAt dueAt
      seller { id name }
    }
    pageInfo { hasNextPage endCursor }
    count { value isExact }
  }
`);

type Row = JointTable_ConnectionFragment['nodes'][number];

export interface JointTableProps extends Pick<ListViewProps<Row, Filters>, 'result' | 'retry'> {
  state: ListState<Filters>;
  connection: FragmentType<typeof Connection> | undefined;
  empty: ReactNode;
}

/** The rows of the list of joint-sales authorizations with their views, filters and pages. */
export function JointTable({ state, connection, empty, ...rest }: JointTableProps) {
  const t = useText();
  const format = useFormat();
  const side = sideOf(useSession());
  const columns = useMemo(
    () =>
      columnsOf<Row>(t, format, side, {
        to: '/authorizations/joint',
        rateLabel: t('ui.authorization.floorPayRate'),
        rate: (row) => row.floorPayRate,
        state: (row) => (
          <span className={styles.state}>
            <StateBadge type="JointSalesAuthorizationStatus" value={row.status} />
            {row.status === 'REQUESTED' && row.dueAt && (
              <DeadlineBadge deadline={{ dueAt: row.dueAt }} />
            )}
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
      label={t('ui.authorization.joint')}
      state={state}
      columns={columns}
      rowId={(row) => row.id}
      connection={readFragment(Connection, connection)}
      views={viewsOf(t, true)}
      searchPlaceholder={t('ui.authorizations.search')}
      filters={
        <AuthorizationFilters
          state={state}
          states={JOINT_STATES.map((id) => ({
            id,
            label: t.enum('JointSalesAuthorizationStatus', id),
          }))}
        />
      }
      onOpen={(row) => state.setOpen(row.id)}
      empty={empty}
    />
  );
}
