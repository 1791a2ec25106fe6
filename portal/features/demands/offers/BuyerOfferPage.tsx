import { getRouteApi } from '@tanstack/react-router';
import { BuyerLinkPage } from '../../../domain/buyer/BuyerLinkPage.tsx';
import { BuyerRecord } from '../../../domain/buyer/BuyerRecord.tsx';
import { BuyerSpace } from '../../../domain/buyer/BuyerSpace.tsx';
import { StateBadge } from '../../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { useTitle } from '../../../shell/title.ts';
import { Card } from '../../../ui/layout/Card.tsx';
import { PageHead } from '../../../ui/layout/PageHead.tsx';
import { OfferLines } from './OfferLines.tsx';

// The session of a link sees only the offer of the link.
const Offers = graphql(`
  query BuyerOfferPage { privateOffers(first: 1) { nodes { id ...BuyerOfferPage_offer } } }
`);
const Offer = graphql(`
  fragment BuyerOfferPage_offer on PrivateOffer {
    number name status productName validFrom validUntil
    seller { id name }
    recipients { id customerName }
    ...OfferLines_offer
  }
`);

const route = getRouteApi('/offers/private/$token');
const PURPOSES = ['PRIVATE_OFFER'];

/** Target of a seller's private link: the customer's price, and the space in which it orders at that price. */
export function BuyerOfferPage() {
  const { token } = route.useParams();
  const t = useText();
  useTitle(t('ui.offer.title'));
  const content = (
    <BuyerRecord query={Offers} of={(data) => data.privateOffers.nodes}>
      {(offer) => <Content offer={offer} />}
    </BuyerRecord>
  );
  return (
    <BuyerLinkPage token={token} purposes={PURPOSES}>
      <BuyerSpace home={{ label: t('ui.offer.title'), content }} />
    </BuyerLinkPage>
  );
}

function Content({ offer }: { offer: FragmentType<typeof Offer> }) {
  const t = useText();
  const format = useFormat();
  const o = readFragment(Offer, offer);
  return (
    <>
      <PageHead
        title={o.name}
        crumbsLabel={t('ui.crumbs')}
        crumbs={[<span key="number">{o.number}</span>]}
        meta={<StateBadge type="PrivateOfferStatus" value={o.status} />}
      />
      <Card
        flush
        title={o.productName}
        note={t('ui.discount.offeredBy', { partner: o.seller.name })}
        footer={
          <p className="note">
            {o.recipients.map(({ customerName }) => t('ui.offer.only', { customer: customerName }))}{' '}
            {format.validity(o.validFrom, o.validUntil)}
          </p>
        }
      >
        <OfferLines offer={o} />
      </Card>
    </>
  );
}
