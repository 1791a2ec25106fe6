import { useQuery } from 'urql';
import { RecentTimeline } from '../../../domain/RecentTimeline.tsx';
import { StateChange } from '../../../domain/StateChange.tsx';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { QueryGate } from '../../../shell/QueryGate.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../../ui/feedback/Skeleton.tsx';
import { Card } from '../../../ui/layout/Card.tsx';

const Activities = graphql(`
  query CustomerActivity($id: ID!) {
    recentActivities(first: 50, filter: { customerId: [$id] }) {
      nodes { id ...RecentTimeline_activity }
      count { value isExact }
    }
  }
`);

export function CustomerActivity({ of }: { of: string }) {
  const t = useText();
  const format = useFormat();
  const [result, reload] = useQuery({
    query: Activities,
    variables: { id: of },
    requestPolicy: 'cache-and-network',
  });
  return (
    <QueryGate
      result={result}
      retry={() => reload({ requestPolicy: 'network-only' })}
      skeleton={
        <Card>
          <Skeleton lines={6} height={20} />
        </Card>
      }
    >
      {({ recentActivities: { nodes, count } }) => (
        <Card
          title={t('ui.activity')}
          note={
            count.value > nodes.length &&
            t('ui.activityNewest', { shown: nodes.length, count: format.count(count) })
          }
        >
          {nodes.length === 0 ? (
            <EmptyState title={t('ui.customer.noActivity')} />
          ) : (
            <RecentTimeline
              label={t('ui.activity')}
              activities={nodes}
              detail={(act) => <StateChange {...act} />}
            />
          )}
        </Card>
      )}
    </QueryGate>
  );
}
