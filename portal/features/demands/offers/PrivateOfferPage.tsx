import { getRouteApi } from '@tanstack/react-router';
import { createRequest } from 'urql';
import { ActivityTimeline } from '../../../domain/ActivityTimeline.tsx';
import { SellerLink } from '../../../domain/SellerLink.tsx';
import { StateBadge } from '../../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import type { Prefetch } from '../../../lib/prefetch.ts';
import { BackToList } from '../../../list/BackToList.tsx';
import { RouteLink } from '../../../shell/links.ts';
import { RecordGate } from '../../../shell/RecordGate.tsx';
import { RecordSkeleton } from '../../../shell/RecordSkeleton.tsx';
import { DescriptionList } from '../../../ui/display/DescriptionList.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { Columns, Page } from '../../../ui/layout/Page.tsx';
import { PageHead } from '../../../ui/layout/PageHead.tsx';
import { OfferActions } from './OfferActions.tsx';
import { OfferLines } from './OfferLines.tsx';
import { OfferRecipients } from './OfferRecipients.tsx';

const One = graphql(`
  query PrivateOfferPage($id: ID!) {
    privateOffer(by: { id: $id }) { id name ...PrivateOfferPage_offer }
  }
`);
export const prefetch: Prefetch = ({ id }) => [createRequest(One, { id })];
const Offer = graphql(`
  fragment PrivateOfferPage_offer on PrivateOffer {
    id number name status productName validFrom validUntil shareRatio floorPayRate note createdByName
    decisionReason revokeReason
    netTotal { amount currency }
    seller { id name }
    partner { id name }
    demand { id number }
    jointSalesAuthorization { id status }
    exclusiveDiscount { id number }
    activities(first: 30) { nodes { id ...ActivityTimeline_activity } }
    ...OfferActions_offer
    ...OfferLines_offer
    ...OfferRecipients_offer
  }
`);

const tones = {
  start: 'good',
  approve: 'good',
  reject: 'bad',
  revoke: 'bad',
  delist: 'bad',
} as const;
const route = getRouteApi('/app/private-offers/$id');

/** A seller's offer: prices, customers with their links, and the chain it belongs to. */
export function PrivateOfferPage() {
  const { id } = route.useParams();
  return (
    <Page>
      <RecordGate
        prefix="pvo"
        query={One}
        variables={{ id }}
        of={(data) => data.privateOffer}
        title={({ name }) => name}
        skeleton={<RecordSkeleton />}
      >
        {(offer) => <Content offer={offer} />}
      </RecordGate>
    </Page>
  );
}

function Content({ offer }: { offer: FragmentType<typeof Offer> }) {
  const t = useText();
  const format = useFormat();
  const o = readFragment(Offer, offer);
  const facts = [
    { id: 'product', label: t('ui.product'), value: o.productName },
    { id: 'seller', label: t('ui.seller'), value: <SellerLink seller={o.seller} /> },
    {
      id: 'validity',
      label: t('ui.discount.validity'),
      value: format.validity(o.validFrom, o.validUntil),
    },
    { id: 'net', label: t('ui.discount.netTotal'), value: format.money(o.netTotal) },
    {
      id: 'share',
      label: t('ui.product.share'),
      value: o.shareRatio && format.percent(o.shareRatio),
    },
    {
      id: 'floor',
      label: t('ui.authorization.floorPayRate'),
      value: o.floorPayRate && format.payRate(o.floorPayRate),
    },
    { id: 'partner', label: t('ui.partner'), value: o.partner?.name },
    {
      id: 'demand',
      label: t('ui.demand'),
      value: o.demand && (
        <RouteLink to="/demands/$id" params={{ id: o.demand.id }}>
          {o.demand.number}
        </RouteLink>
      ),
    },
    {
      id: 'authorization',
      label: t('ui.authorization.joint'),
      value: o.jointSalesAuthorization && (
        <RouteLink to="/authorizations/joint/$id" params={{ id: o.jointSalesAuthorization.id }}>
          {t.enum('JointSalesAuthorizationStatus', o.jointSalesAuthorization.status)}
        </RouteLink>
      ),
    },
    {
      id: 'discount',
      label: t('ui.discount'),
      value: o.exclusiveDiscount && (
        <RouteLink to="/discounts/$id" params={{ id: o.exclusiveDiscount.id }}>
          {o.exclusiveDiscount.number}
        </RouteLink>
      ),
    },
    { id: 'by', label: t('ui.privateOffer.createdBy'), value: o.createdByName },
  ].filter(({ value }) => value);
  return (
    <>
      <PageHead
        title={o.name}
        crumbsLabel={t('ui.crumbs')}
        crumbs={[
          <BackToList key="list" name="privateOffers" label="ui.nav.privateOffers" />,
          <span key="number">{o.number}</span>,
        ]}
        meta={<StateBadge type="PrivateOfferStatus" value={o.status} />}
        actions={<OfferActions offer={o} />}
      />
      {o.status === 'REJECTED' && (
        <Banner tone="bad" title={t.enum('PrivateOfferStatus', 'REJECTED')}>
          {o.decisionReason}
        </Banner>
      )}
      {o.status === 'REVOKED' && (
        <Banner tone="bad" title={t.enum('PrivateOfferStatus', 'REVOKED')}>
          {o.revokeReason}
        </Banner>
      )}
      <Columns
        aside={
          <>
            <OfferRecipients offer={o} />
            <Card title={t('ui.activity')}>
              <ActivityTimeline
                activities={o.activities.nodes}
                tones={tones}
                label={t('ui.activity')}
              />
            </Card>
          </>
        }
      >
        <Card flush title={t('ui.privateOffer.prices')} note={t('ui.privateOffer.readOnly')}>
          <OfferLines offer={o} />
        </Card>
        <Card title={t('ui.privateOffer')}>
          <DescriptionList variant="columns" items={facts} />
          {o.note && <p className="note">{o.note}</p>}
        </Card>
      </Columns>
    </>
  );
}
