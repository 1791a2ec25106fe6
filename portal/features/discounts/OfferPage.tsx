import { getRouteApi } from '@tanstack/react-router';
import { useQuery } from 'urql';
import { BuyerLinkPage } from '../../domain/buyer/BuyerLinkPage.tsx';
import { graphql } from '../../gql/gql.ts';
import { useText } from '../../lib/i18n.tsx';
import { NotFound } from '../../shell/NotFound.tsx';
import { QueryGate } from '../../shell/QueryGate.tsx';
import { useTitle } from '../../shell/title.ts';
import { Card } from '../../ui/Card.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
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
      <Opened />
    </BuyerLinkPage>
  );
}

function Opened() {
  const [result, reload] = useQuery({ query: Offer, requestPolicy: 'cache-and-network' });
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
      {({ exclusiveDiscounts: { nodes } }) =>
        nodes[0] ? <OfferCard discount={nodes[0]} /> : <NotFound />
      }
    </QueryGate>
  );
}
