import { useQuery } from 'urql';
import { RecordRecent } from '../../../domain/record/RecordRecent.tsx';
import { graphql } from '../../../gql/gql.ts';
import { QueryGate } from '../../../shell/QueryGate.tsx';
import { Skeleton } from '../../../ui/feedback/Skeleton.tsx';
import { Card } from '../../../ui/layout/Card.tsx';

export const Recent = graphql(`
  query CustomerActivity($id: ID!) {
    customer(by: { id: $id }) {
      id
      notes(first: 50) { ...RecordTimeline_notes }
    }
    recentActivities(first: 50, filter: { customerId: [$id] }) {
      ...RecordRecent_activities
    }
    ...RecordTimeline_people
  }
`);

/** Notes on the customer, and the history of all its records. */
export function CustomerActivity({ of }: { of: string }) {
  const [result, reload] = useQuery({
    query: Recent,
    variables: { id: of },
    requestPolicy: 'cache-and-network',
  });
  return (
    <QueryGate
      result={result}
      retry={reload}
      skeleton={
        <Card>
          <Skeleton lines={6} height={20} />
        </Card>
      }
    >
      {(data) =>
        data.customer && (
          <RecordRecent
            subject={{ customerId: data.customer.id }}
            notes={data.customer.notes}
            activities={data.recentActivities}
            people={data}
          />
        )
      }
    </QueryGate>
  );
}
