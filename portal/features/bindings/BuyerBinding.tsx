import { BuyerRecord } from '../../domain/buyer/BuyerRecord.tsx';
import { graphql } from '../../gql/gql.ts';
import { BuyerBindingCard } from './BuyerBindingCard.tsx';
import { BuyerInvitation } from './BuyerInvitation.tsx';
import { BuyerProvisional } from './BuyerProvisional.tsx';

// The session of a link sees only the binding of the link.
const Binding = graphql(`
  query BuyerBinding {
    partnerBindings(first: 1) {
      nodes {
        id status
        ...BuyerInvitation_binding ...BuyerProvisional_binding ...BuyerBindingCard_binding
      }
    }
  }
`);

/** The binding of the opened link: to answer, to confirm, or established. */
export function BuyerBinding() {
  return (
    <BuyerRecord query={Binding} of={(data) => data.partnerBindings.nodes}>
      {(binding) => {
        if (binding.status === 'INVITED') return <BuyerInvitation binding={binding} />;
        if (binding.status === 'PROVISIONAL') return <BuyerProvisional binding={binding} />;
        return <BuyerBindingCard binding={binding} />;
      }}
    </BuyerRecord>
  );
}
