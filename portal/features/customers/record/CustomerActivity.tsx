import { useQuery } from 'urql';
import { ActChanges } from '../../../domain/ActChanges.tsx';
import { useRecentItems } from '../../../domain/RecentTimeline.tsx';
import { RecordTimeline } from '../../../domain/record/RecordTimeline.tsx';
import { graphql } from '../../../gql/gql.ts';
import type { CustomerActivityQuery } from '../../../gql/graphql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { QueryGate } from '../../../shell/QueryGate.tsx';
import { Skeleton } from '../../../ui/feedback/Skeleton.tsx';
import { Card } from '../../../ui/layout/Card.tsx';

const Activities = graphql(`
  query CustomerActivity($id: ID!) {
    customer(by: { id: $id }) {
      id
      notes(first: 50) { ...RecordTimeline_notes }
    }
    recentActivities(first: 50, filter: { customerId: [$id] }) {
      nodes { id ...RecentTimeline_activity }
      count { value isExact }
    }
    ...RecordTimeline_people
  }
`);

/** Notes on the customer, and the history of all its records. */
export function CustomerActivity({ of }: { of: string }) {
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
      {(data) => data.customer && <Shown customer={data.customer} data={data} />}
    </QueryGate>
  );
}

interface ShownProps {
  customer: NonNullable<CustomerActivityQuery['customer']>;
  data: CustomerActivityQuery;
}

function Shown({ customer, data }: ShownProps) {
  const t = useText();
  const format = useFormat();
  const { nodes, count } = data.recentActivities;
  const acts = useRecentItems(nodes, (act) => <ActChanges {...act} />);
  return (
    <RecordTimeline
      subject={{ customerId: customer.id }}
      notes={customer.notes}
      acts={acts}
      people={data}
      note={
        count.value > nodes.length &&
        t('ui.activityNewest', { shown: nodes.length, count: format.count(count) })
      }
    />
  );
}
