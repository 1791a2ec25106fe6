import { BuyerMatter } from '../../domain/buyer/BuyerMatter.tsx';
import { graphql } from '../../gql/gql.ts';
import { BuyerInvitation } from './BuyerInvitation.tsx';
import { BuyerProvisional } from './BuyerProvisional.tsx';
import { BuyerRelation } from './BuyerRelation.tsx';

// A link's session sees the one binding that the link was made for.
const Binding = graphql(`
  query BuyerBinding {
    partnerBindings(first: 1) {
      nodes {
        id status
        ...BuyerInvitation_binding ...BuyerProvisional_binding ...BuyerRelation_binding
      }
    }
  }
`);

/** The binding of the opened link: an invitation to answer, one to confirm, or a relation to look after. */
export function BuyerBinding() {
  return (
    <BuyerMatter query={Binding} of={(data) => data.partnerBindings.nodes}>
      {(binding) => {
        if (binding.status === 'INVITED') return <BuyerInvitation binding={binding} />;
        if (binding.status === 'PROVISIONAL') return <BuyerProvisional binding={binding} />;
        return <BuyerRelation binding={binding} />;
      }}
    </BuyerMatter>
  );
}
