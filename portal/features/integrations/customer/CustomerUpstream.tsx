import { graphql } from '../../../gql/gql.ts';
import { DifferenceTable } from '../upstream/DifferenceTable.tsx';
import { CustomerTab } from './CustomerTab.tsx';

const Differences = graphql(`
  query CustomerUpstream($id: ID!) {
    differences(first: 50, filter: { customerId: [$id], status: [OPEN] }) {
      nodes { id ...DifferenceTable_difference }
    }
  }
`);

/** Tab of a customer: its differences, for those who keep the account. */
export function CustomerUpstream({ of }: { of: string }) {
  return (
    <CustomerTab query={Differences} of={of}>
      {({ differences }) => <DifferenceTable differences={differences.nodes} status="OPEN" />}
    </CustomerTab>
  );
}
