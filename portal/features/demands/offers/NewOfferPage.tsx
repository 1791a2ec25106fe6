import { getRouteApi } from '@tanstack/react-router';
import { createRequest, useQuery } from 'urql';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { type Prefetch, whole } from '../../../lib/prefetch.ts';
import { useMay } from '../../../lib/session.ts';
import { Forbidden } from '../../../shell/NotFound.tsx';
import { QueryGate } from '../../../shell/QueryGate.tsx';
import { RecordSkeleton } from '../../../shell/RecordSkeleton.tsx';
import { useTitle } from '../../../shell/title.ts';
import { Page } from '../../../ui/layout/Page.tsx';
import { OfferForm } from './OfferForm.tsx';

const NewOffer = graphql(`
  query NewOfferPage($demandId: ID!) {
    demand: customerDemand(by: { id: $demandId }) { ...NewOfferPage_demand }
  }
`);
const Demand = graphql(`
  fragment NewOfferPage_demand on CustomerDemand {
    id version number customerName cloudAccount productName expectedShareRatio maxShareRatio
    partner { id name }
    product { id }
  }
`);

export const prefetch: Prefetch = ({ search: { demand } }) =>
  typeof demand === 'string' ? [whole(createRequest(NewOffer, { demandId: demand }))] : [];

const route = getRouteApi('/app/private-offers/new');

/** A new offer: unasked, or prefilled from the demand in the address. */
export function NewOfferPage() {
  const t = useText();
  const may = useMay();
  const { demand } = route.useSearch();
  useTitle(t('ui.privateOffer.create'));
  const [result, reload] = useQuery({
    query: NewOffer,
    variables: { demandId: demand ?? '' },
    pause: !demand,
    requestPolicy: 'network-only',
  });
  if (!may('privateOfferCreate')) return <Forbidden mutation="privateOfferCreate" />;
  return (
    <QueryGate
      result={demand ? result : { ...result, data: { __typename: 'Query', demand: null } }}
      retry={reload}
      skeleton={
        <Page>
          <RecordSkeleton title={t('ui.privateOffer.create')} />
        </Page>
      }
    >
      {(data) => <Filled demand={data.demand ?? null} />}
    </QueryGate>
  );
}

function Filled({ demand }: { demand: FragmentType<typeof Demand> | null }) {
  const d = readFragment(Demand, demand);
  return (
    <OfferForm
      key={d?.id}
      demand={
        d && {
          id: d.id,
          version: d.version,
          number: d.number,
          customer: d.customerName,
          partner: d.partner.name,
          product: { id: d.product?.id ?? '', label: d.productName },
          expectedShareRatio: d.expectedShareRatio,
          maxShareRatio: d.maxShareRatio,
        }
      }
    />
  );
}
