import { useQuery } from 'urql';
import { graphql } from '../../../gql/gql.ts';
import { QueryGate } from '../../../shell/QueryGate.tsx';
import { Skeleton } from '../../../ui/feedback/Skeleton.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { DifferenceTable } from '../upstream/DifferenceTable.tsx';

const Differences = graphql(`
  query CustomerUpstream($id: ID!) {
    differences(first: 50, filter: { customerId: [$id], status: [OPEN] }) {
      nodes { id ...DifferenceTable_difference }
    }
  }
`);

/** Tab of a customer: its differences, for those who keep the account. */
export function CustomerUpstream({ of }: { of: string }) {
  const [result, reload] = useQuery({
    query: Differences,
    variables: { id: of },
    requestPolicy: 'cache-and-network',
  });
  return (
    <QueryGate
      result={result}
      retry={() => reload({ requestPolicy: 'network-only' })}
      skeleton={
        <Card>
          <Skeleton lines={3} height={24} />
        </Card>
      }
    >
      {({ differences }) => <DifferenceTable differences={differences.nodes} status="OPEN" />}
    </QueryGate>
  );
}
