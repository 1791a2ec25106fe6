import { BuyerRecord } from '../../domain/buyer/BuyerRecord.tsx';
import { BuyerSpace } from '../../domain/buyer/BuyerSpace.tsx';
import { graphql } from '../../gql/gql.ts';
import { useText } from '../../lib/i18n.tsx';
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
  const t = useText();
  return (
    <BuyerRecord query={Binding} of={(data) => data.partnerBindings.nodes}>
      {(binding) => {
        if (binding.status === 'INVITED') return <BuyerInvitation binding={binding} />;
        if (binding.status === 'PROVISIONAL') return <BuyerProvisional binding={binding} />;
        return (
          <BuyerSpace
            home={{
              label: t('ui.buyer.relation'),
              content: <BuyerBindingCard binding={binding} />,
            }}
          />
        );
      }}
    </BuyerRecord>
  );
}
