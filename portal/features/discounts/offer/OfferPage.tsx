import { getRouteApi } from '@tanstack/react-router';
import { BuyerLinkPage } from '../../../domain/buyer/BuyerLinkPage.tsx';
import { BuyerRecord } from '../../../domain/buyer/BuyerRecord.tsx';
import { BuyerSpace } from '../../../domain/buyer/BuyerSpace.tsx';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { useTitle } from '../../../shell/title.ts';
import { OfferCard } from './OfferCard.tsx';

// The session of a link sees only the discount of the link.
const Offer = graphql(`
  query OfferPage { exclusiveDiscounts(first: 1) { nodes { id ...OfferCard_discount } } }
`);

const route = getRouteApi('/offers/$token');
const PURPOSES = ['DISCOUNT_OFFER'];

/** Target of a private link (私有链接): the customer's price while it is in effect. */
export function OfferPage() {
  const { token } = route.useParams();
  const label = useText()('ui.offer.title');
  useTitle(label);
  const offer = (
    <BuyerRecord query={Offer} of={(data) => data.exclusiveDiscounts.nodes}>
      {(discount) => <OfferCard discount={discount} />}
    </BuyerRecord>
  );
  return (
    <BuyerLinkPage token={token} purposes={PURPOSES}>
      <BuyerSpace home={{ label, content: offer }} />
    </BuyerLinkPage>
  );
}
