import { getRouteApi } from '@tanstack/react-router';
import { useQuery } from 'urql';
import { graphql } from '../../gql/gql.ts';
import { useNow } from '../../lib/clock.ts';
import { isoDay } from '../../lib/dates.ts';
import { useText } from '../../lib/i18n.tsx';
import { sideOf, useSession } from '../../lib/session.ts';
import { QueryGate } from '../../shell/QueryGate.tsx';
import { useTitle } from '../../shell/title.ts';
import { Card } from '../../ui/Card.tsx';
import { CardGrid, Page } from '../../ui/Page.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { DeadlineList } from './DeadlineList.tsx';
import { HomeCounts } from './HomeCounts.tsx';

const Home = graphql(`
  query HomePage($mine: Boolean, $partner: Boolean!, $operator: Boolean!) {
    deadlines(first: 50, filter: { mine: $mine }) { ...DeadlineList_connection }
    ...HomeCounts_query
  }
`);

const route = getRouteApi('/app/');

/** What must be done, by the time that is left, and how things stand. */
export function HomePage() {
  const t = useText();
  const session = useSession();
  const side = sideOf(session);
  const { scope = 'mine' } = route.useSearch();
  const navigate = route.useNavigate();
  const now = useNow();
  useTitle(t('ui.nav.home'));
  const [result, reload] = useQuery({
    query: Home,
    variables: {
      mine: scope === 'mine' ? true : null,
      partner: side === 'PARTNER',
      operator: side === 'OPERATOR',
    },
    requestPolicy: 'cache-and-network',
  });
  return (
    <Page>
      <PageHead title={t('ui.home.hello', { name: session.user.name })} meta={isoDay(now)} />
      <QueryGate
        result={result}
        retry={() => reload({ requestPolicy: 'network-only' })}
        skeleton={<HomeSkeleton />}
      >
        {(data) => (
          <div className="stack">
            <HomeCounts query={data} />
            <DeadlineList
              connection={data.deadlines}
              switcher={
                <Segmented
                  label={t('ui.home.scope')}
                  value={scope}
                  onChange={(id) =>
                    void navigate({ search: id === 'all' ? { scope: 'all' } : {}, replace: true })
                  }
                  options={[
                    { id: 'mine', label: t('ui.home.scope.mine') },
                    { id: 'all', label: t('ui.home.scope.all') },
                  ]}
                />
              }
            />
          </div>
        )}
      </QueryGate>
    </Page>
  );
}

function HomeSkeleton() {
  return (
    <div className="stack">
      <CardGrid min={150}>
        {['a', 'b', 'c', 'd'].map((id) => (
          <Card key={id}>
            <Skeleton lines={2} height={20} />
          </Card>
        ))}
      </CardGrid>
      <Card>
        <Skeleton lines={8} height={24} />
      </Card>
    </div>
  );
}
