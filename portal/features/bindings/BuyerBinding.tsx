import { BuyerMatter } from '../../domain/buyer/BuyerMatter.tsx';
import { graphql } from '../../gql/gql.ts';
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
  return (
    <BuyerMatter query={Binding} of={(data) => data.partnerBindings.nodes}>
      {(binding) =>
        binding.status === 'INVITED' ? (
          <BuyerInvitation binding={binding} />
        ) : (
          <BuyerRelation binding={binding} />
        )
      }
    </BuyerMatter>
  );
}
