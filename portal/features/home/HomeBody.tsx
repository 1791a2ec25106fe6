import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type AnyVariables, useQuery } from 'urql';
import { graphql } from '../../gql/gql.ts';
import type { Session } from '../../lib/auth.ts';
import { useText } from '../../lib/i18n.tsx';
import { useSession } from '../../lib/session.ts';
import { QueryGate } from '../../shell/QueryGate.tsx';
import { Segmented } from '../../ui/fields/Segmented.tsx';
import { CardGrid, Columns } from '../../ui/layout/Page.tsx';
import { BodySkeleton, HomeSkeleton } from './HomeSkeleton.tsx';
import { Missing } from './Missing.tsx';
import { RecentActivities } from './RecentActivities.tsx';
import { TaskList } from './tasks/TaskList.tsx';
import type { Lapse } from './tasks/tasks.ts';

export const Body = graphql(`
  query HomeBody($isMine: Boolean, $partnerId: ID!, $taxes: Boolean!, $invoicing: Boolean!) {
    deadlines(first: 50, filter: { isMine: $isMine }) { ...TaskList_connection }
    recentActivities(first: 40, filter: { isFirst: true }) { ...RecentActivities_connection }
    ...Missing_query
  }
`);

export const bodyOf = ({ org, may, acts }: Session, scope: unknown) => ({
  // A role that never acts, such as the auditor's, watches all of them.
  isMine: acts && scope !== 'all' ? true : null,
  // A partner has the key of its organization.
  partnerId: `ptn_${org.id}`,
  taxes: org.kind === 'PARTNER' && may.includes('partnerUpdateTaxProfile'),
  invoicing: may.includes('invoicingSettingSet'),
});

const route = getRouteApi('/app/');

type BodyAnswer = ReturnType<typeof useBody>;

function useBody() {
  const session = useSession();
  const { scope } = route.useSearch();
  const [result, reload] = useQuery({
    query: Body,
    variables: bodyOf(session, scope),
    requestPolicy: 'cache-and-network',
  });
  return { result, retry: () => reload({ requestPolicy: 'network-only' }) };
}

export interface HomeGateProps<D, V extends AnyVariables> {
  query: TypedDocumentNode<D, V>;
  variables: V;
  children: (data: D, body: BodyAnswer) => ReactNode;
}

/**
 * Asks for the figures of one kind of work, and beside them for the parts that every Home has: one statement holds
 * only so many tables.
 */
export function HomeGate<D, V extends AnyVariables>({
  query,
  variables,
  children,
}: HomeGateProps<D, V>) {
  const body = useBody();
  const [result, reload] = useQuery<D, AnyVariables>({
    query,
    variables,
    requestPolicy: 'cache-and-network',
  });
  return (
    <QueryGate result={result} retry={reload} skeleton={<HomeSkeleton />}>
      {(data) => children(data, body)}
    </QueryGate>
  );
}

export interface HomeBodyProps {
  body: BodyAnswer;
  figures: ReactNode;
  /** Cards above the feed. */
  aside?: ReactNode;
  /** Cards below the tasks. */
  below?: ReactNode;
  /** Rights and prices that end soon, shown among the tasks. */
  lapses?: readonly Lapse[];
  /** Next steps of an organization without any task. */
  first?: ReactNode;
}

/** Figures, tasks by time left, and the feed. */
export function HomeBody({ body, figures, aside, below, lapses, first }: HomeBodyProps) {
  const t = useText();
  const { acts } = useSession();
  const { scope = 'mine' } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <div className="stack">
      <CardGrid min={150}>{figures}</CardGrid>
      <QueryGate {...body} skeleton={<BodySkeleton />}>
        {(data) => (
          <>
            <Missing query={data} />
            <Columns
              wide={aside !== undefined}
              aside={
                <>
                  {aside}
                  <RecentActivities connection={data.recentActivities} />
                </>
              }
            >
              <TaskList
                connection={data.deadlines}
                lapses={lapses}
                first={first}
                switcher={
                  acts && (
                    <Segmented
                      label={t('ui.home.scope')}
                      value={scope}
                      onChange={(id) =>
                        void navigate({
                          search: (was) => ({ ...was, scope: id === 'all' ? 'all' : undefined }),
                          replace: true,
                        })
                      }
                      options={[
                        { id: 'mine', label: t('ui.home.scope.mine') },
                        { id: 'all', label: t('ui.home.scope.all') },
                      ]}
                    />
                  )
                }
              />
              {below}
            </Columns>
          </>
        )}
      </QueryGate>
    </div>
  );
}
