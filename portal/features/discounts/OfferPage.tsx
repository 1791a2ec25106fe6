import { getRouteApi } from '@tanstack/react-router';
import { useQuery } from 'urql';
import { graphql } from '../../gql/gql.ts';
import { useText } from '../../lib/i18n.tsx';
import { useMaybeSession } from '../../lib/session.ts';
import { Layout } from '../../shell/Layout.tsx';
import { RouteButton } from '../../shell/links.ts';
import { QueryGate } from '../../shell/QueryGate.tsx';
import { useTitle } from '../../shell/title.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { OfferCard } from './OfferCard.tsx';

const Offer = graphql(`
  query OfferPage($number: String!) {
    exclusiveDiscount(by: { number: $number }) { id ...OfferCard_discount }
  }
`);

const route = getRouteApi('/offers/$number');

/** Where a private link leads: the customer's own price. It holds for one account, so nobody else sees more than that. */
export function OfferPage() {
  const t = useText();
  useTitle(t('ui.offer.title'));
  if (useMaybeSession())
    return (
      <Layout>
        <KnownOffer />
      </Layout>
    );
  return (
    <main>
      <EmptyState
        title={t('ui.offer.signInTitle')}
        action={
          <RouteButton to="/sign-in" search={{ next: window.location.pathname }} variant="primary">
            {t('ui.signIn.submit')}
          </RouteButton>
        }
      >
        {t('ui.offer.signInText')}
      </EmptyState>
    </main>
  );
}

function KnownOffer() {
  const t = useText();
  const { number } = route.useParams();
  const [result, reload] = useQuery({
    query: Offer,
    variables: { number },
    requestPolicy: 'network-only',
  });
  return (
    <Page width="narrow">
      <QueryGate
        result={result}
        retry={() => reload({ requestPolicy: 'network-only' })}
        skeleton={<Skeleton lines={5} height={24} />}
      >
        {({ exclusiveDiscount }) =>
          exclusiveDiscount ? (
            <OfferCard discount={exclusiveDiscount} />
          ) : (
            <EmptyState title={t('ui.offer.goneTitle')}>{t('ui.offer.goneText')}</EmptyState>
          )
        }
      </QueryGate>
    </Page>
  );
}
