import { getRouteApi } from '@tanstack/react-router';
import { BuyerLinkPage } from '../../../domain/buyer/BuyerLinkPage.tsx';
import { BuyerMatter } from '../../../domain/buyer/BuyerMatter.tsx';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { useTitle } from '../../../shell/title.ts';
import { OfferCard } from './OfferCard.tsx';

// A link's session sees the one discount that the link was made for.
const Offer = graphql(`
  query OfferPage { exclusiveDiscounts(first: 1) { nodes { id ...OfferCard_discount } } }
`);

const route = getRouteApi('/offers/$token');
const PURPOSES = ['DISCOUNT_OFFER'];

/** Where a private link (私有链接) leads: the customer's own price, for as long as it is in effect. */
export function OfferPage() {
  const { token } = route.useParams();
  useTitle(useText()('ui.offer.title'));
  return (
    <BuyerLinkPage token={token} purposes={PURPOSES}>
      <BuyerMatter query={Offer} of={(data) => data.exclusiveDiscounts.nodes}>
        {(discount) => <OfferCard discount={discount} />}
      </BuyerMatter>
    </BuyerLinkPage>
  );
}
