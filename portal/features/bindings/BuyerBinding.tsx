import { useQuery } from 'urql';
import { graphql } from '../../gql/gql.ts';
import { NotFound } from '../../shell/NotFound.tsx';
import { QueryGate } from '../../shell/QueryGate.tsx';
import { Card } from '../../ui/Card.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { BuyerInvitation } from './BuyerInvitation.tsx';
import { BuyerRelation } from './BuyerRelation.tsx';

// A link's session sees the one binding that the link was made for.
const Binding = graphql(`
  query BuyerBinding {
    partnerBindings(first: 1) {
      nodes { id status ...BuyerInvitation_binding ...BuyerRelation_binding }
    }
  }
`);

/** The binding of the opened link: an invitation to answer, or a relation to look after. */
export function BuyerBinding() {
  const [result, reload] = useQuery({ query: Binding, requestPolicy: 'cache-and-network' });
  return (
    <QueryGate
      result={result}
      retry={() => reload({ requestPolicy: 'network-only' })}
      skeleton={
        <Card>
          <Skeleton lines={6} height={16} />
        </Card>
      }
    >
      {({ partnerBindings }) => {
        const [binding] = partnerBindings.nodes;
        if (!binding) return <NotFound />;
        return binding.status === 'INVITED' ? (
          <BuyerInvitation binding={binding} />
        ) : (
          <BuyerRelation binding={binding} />
        );
      }}
    </QueryGate>
  );
}
