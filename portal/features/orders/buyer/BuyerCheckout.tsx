import { useState } from 'react';
import { useQuery } from 'urql';
import { useBuyerView } from '../../../domain/buyer/useBuyerView.ts';
import { graphql } from '../../../gql/gql.ts';
import { useSettled } from '../../../lib/debounce.ts';
import { QueryGate } from '../../../shell/QueryGate.tsx';
import { Skeleton } from '../../../ui/feedback/Skeleton.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { CheckoutForm } from './CheckoutForm.tsx';

// The session of a link sees only the discount, the offer or the binding of the link.
const Checkout = graphql(`
  query BuyerCheckout($search: String, $discountId: ID, $privateOfferId: ID, $renewsLineId: ID) {
    checkoutItems(
      search: $search, discountId: $discountId, privateOfferId: $privateOfferId, renewsLineId: $renewsLineId
    ) {
      specificationId specificationName productId productName productType sellerName period
      supervisionTemplate averageDeliveryDays
      listPrice { amount currency }
      price { amount currency }
      discount { discountId name partnerId partnerName payRate validUntil }
      privateOffer { privateOfferId name partnerId partnerName payRate validUntil }
    }
    supportTerms { family version chinese english }
  }
`);
const Entry = graphql(`
  query BuyerCheckout_entry {
    exclusiveDiscounts(first: 1, filter: { status: [EFFECTIVE] }) {
      nodes { id partner { id name } }
    }
    privateOffers(first: 1, filter: { status: [EFFECTIVE] }) {
      nodes { id partner { id name } }
    }
    partnerBindings(
      first: 1
      filter: { status: [PRE_REGISTERED, INVITED, PROVISIONAL, BOUND, CHANGE_PENDING, UNBIND_PENDING] }
    ) {
      nodes { id boundAt partner { id name } }
    }
  }
`);
const Renewed = graphql(`
  query BuyerCheckout_renewed($id: ID!) {
    orderLine(by: { id: $id }) { id quantity serviceUntil }
  }
`);

/**
 * 下单: the customer chooses products and its partner, accepts the terms and places the order. `open` is the order line
 * that it renews (续费).
 */
export function BuyerCheckout({ open }: { open?: string }) {
  const { go } = useBuyerView();
  const [search, setSearch] = useState('');
  const wanted = useSettled(search.trim());
  const [entry, again] = useQuery({ query: Entry });
  const discount = entry.data?.exclusiveDiscounts.nodes[0];
  const privateOffer = discount ? undefined : entry.data?.privateOffers.nodes[0];
  const offer = discount ?? privateOffer;
  // First what the link offers; a search looks at everything on sale.
  const offered = wanted
    ? {}
    : { discountId: discount?.id ?? null, privateOfferId: privateOffer?.id ?? null };
  const [renewal] = useQuery({
    query: Renewed,
    variables: { id: open ?? '' },
    pause: !open,
  });
  const renewed = renewal.data?.orderLine ?? null;
  const [result, reload] = useQuery({
    query: Checkout,
    variables: open ? { renewsLineId: open } : { search: wanted || null, ...offered },
    pause: !entry.data || (open !== undefined && !renewal.data),
    requestPolicy: 'cache-and-network',
  });
  const retry = () => {
    again({ requestPolicy: 'network-only' });
    reload({ requestPolicy: 'network-only' });
  };
  return (
    <QueryGate
      result={entry.data ? result : { ...entry, data: undefined }}
      retry={retry}
      skeleton={
        <Card>
          <Skeleton lines={8} height={20} />
        </Card>
      }
    >
      {({ checkoutItems, supportTerms }) => {
        const binding = entry.data?.partnerBindings.nodes[0];
        // Until the quote names the preselected one.
        const known = offer?.partner ?? binding?.partner;
        return (
          <CheckoutForm
            items={checkoutItems}
            terms={supportTerms}
            search={search}
            onSearch={setSearch}
            partner={known ? { ...known, isBound: Boolean(binding?.boundAt) } : null}
            isOffer={Boolean(offer)}
            renewed={renewed}
            onPlaced={(id) => go('orders', id)}
          />
        );
      }}
    </QueryGate>
  );
}
