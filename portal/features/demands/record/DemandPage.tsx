import { getRouteApi } from '@tanstack/react-router';
import { createRequest } from 'urql';
import { ActivityTimeline } from '../../../domain/ActivityTimeline.tsx';
import { DeadlineBadge } from '../../../domain/DeadlineBadge.tsx';
import { DemandClock } from '../../../domain/demand/DemandClock.tsx';
import { RatioScale } from '../../../domain/demand/RatioScale.tsx';
import { StateBadge } from '../../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import type { Prefetch } from '../../../lib/prefetch.ts';
import { BackToList } from '../../../list/BackToList.tsx';
import { RecordGate } from '../../../shell/RecordGate.tsx';
import { RecordSkeleton } from '../../../shell/RecordSkeleton.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { Columns, Page } from '../../../ui/layout/Page.tsx';
import { PageHead } from '../../../ui/layout/PageHead.tsx';
import { OfferLines } from '../offers/OfferLines.tsx';
import { DemandActions } from './DemandActions.tsx';
import { DemandChain } from './DemandChain.tsx';
import { DemandFacts } from './DemandFacts.tsx';
import { DemandThread } from './DemandThread.tsx';

const One = graphql(`
  query DemandPage($id: ID!) {
    customerDemand(by: { id: $id }) { id customerName productName ...DemandPage_demand }
  }
`);
export const prefetch: Prefetch = ({ id }) => [createRequest(One, { id })];
const Demand = graphql(`
  fragment DemandPage_demand on CustomerDemand {
    id number status dueAt customerName productName answerReason closeReason
    expectedShareRatio grantedShareRatio maxShareRatio
    expectedAmount { amount currency }
    product { id standardShareRatio }
    privateOffer { id validFrom validUntil name ...OfferLines_offer }
    activities(first: 30) { nodes { id ...ActivityTimeline_activity } }
    ...DemandActions_demand
    ...DemandChain_demand
    ...DemandClock_demand
    ...DemandFacts_demand
    ...DemandThread_demand
  }
`);

const tones = {
  receive: 'good',
  convert: 'good',
  reject: 'bad',
  lapse: 'bad',
  close: 'bad',
} as const;
const route = getRouteApi('/app/demands/$id');

/** A customer demand with its clock, share ratios and the chain that follows from it. */
export function DemandPage() {
  const { id } = route.useParams();
  return (
    <Page>
      <RecordGate
        prefix="dmd"
        query={One}
        variables={{ id }}
        of={(data) => data.customerDemand}
        title={({ customerName, productName }) => `${customerName} · ${productName}`}
        skeleton={<RecordSkeleton />}
      >
        {(demand) => <Content demand={demand} />}
      </RecordGate>
    </Page>
  );
}

function Content({ demand }: { demand: FragmentType<typeof Demand> }) {
  const t = useText();
  const format = useFormat();
  const d = readFragment(Demand, demand);
  const offer = d.privateOffer;
  return (
    <>
      <PageHead
        title={`${d.customerName} · ${d.productName}`}
        crumbsLabel={t('ui.crumbs')}
        crumbs={[
          <BackToList key="list" name="demands" label="ui.nav.demands" />,
          <span key="number">{d.number}</span>,
        ]}
        meta={
          <>
            <StateBadge type="CustomerDemandStatus" value={d.status} />
            {d.dueAt && <DeadlineBadge deadline={{ dueAt: d.dueAt }} />}
          </>
        }
        actions={<DemandActions demand={d} />}
      />
      {d.status === 'REJECTED' && (
        <Banner tone="bad" title={t('ui.demand.rejectedTitle')}>
          {d.answerReason}
        </Banner>
      )}
      {d.status === 'AUTO_REJECTED' && (
        <Banner tone="bad" title={t('ui.demand.lapsedTitle')}>
          {t('ui.demand.lapsedText')}
        </Banner>
      )}
      {d.status === 'CLOSED' && (
        <Banner tone="info" title={t('ui.demand.closedTitle')}>
          {d.closeReason}
        </Banner>
      )}
      <DemandChain demand={d} />
      <Columns
        aside={
          <>
            <DemandThread demand={d} />
            <Card title={t('ui.activity')}>
              <ActivityTimeline
                activities={d.activities.nodes}
                tones={tones}
                label={t('ui.activity')}
              />
            </Card>
          </>
        }
      >
        <DemandClock demand={d} />
        <Card title={t('ui.demand.ratio')} note={t('ui.demand.ratio.note')}>
          <RatioScale
            expected={d.expectedShareRatio}
            granted={d.grantedShareRatio}
            standard={d.product?.standardShareRatio}
            maximum={d.maxShareRatio}
          />
          {d.answerReason && d.status !== 'REJECTED' && (
            <p className="note">{t('ui.demand.answer', { text: d.answerReason })}</p>
          )}
        </Card>
        {offer && (
          <Card
            flush
            title={t('ui.privateOffer')}
            note={`${offer.name} · ${format.validity(offer.validFrom, offer.validUntil)}`}
          >
            <OfferLines offer={offer} />
          </Card>
        )}
        <DemandFacts demand={d} />
      </Columns>
    </>
  );
}
