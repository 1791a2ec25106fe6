import { getRouteApi } from '@tanstack/react-router';
import { createRequest } from 'urql';
import { DemandClock } from '../../../domain/demand/DemandClock.tsx';
import { RatioScale } from '../../../domain/demand/RatioScale.tsx';
import { NextStep } from '../../../domain/record/NextStep.tsx';
import { RecordActivity } from '../../../domain/record/RecordActivity.tsx';
import { RecordTasks } from '../../../domain/record/RecordTasks.tsx';
import { nextOf } from '../../../domain/record/task.ts';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import type { DemandPageQuery } from '../../../gql/graphql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import type { Prefetch } from '../../../lib/prefetch.ts';
import { RecordGate } from '../../../shell/RecordGate.tsx';
import { RecordSkeleton } from '../../../shell/RecordSkeleton.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { Columns, Page } from '../../../ui/layout/Page.tsx';
import { OfferLines } from '../offers/OfferLines.tsx';
import { DemandChain } from './DemandChain.tsx';
import { DemandFacts } from './DemandFacts.tsx';
import { DemandFigures } from './DemandFigures.tsx';
import { DemandHead } from './DemandHead.tsx';
import { DemandNotices } from './DemandNotices.tsx';
import { DemandThread } from './DemandThread.tsx';
import { useDemandTasks } from './tasks.ts';

const One = graphql(`
  query DemandPage($id: ID!) {
    customerDemand(by: { id: $id }) { id customerName productName ...DemandPage_demand }
    ...DemandTasks_query
    ...RecordTimeline_people
  }
`);
export const prefetch: Prefetch = ({ id }) => [createRequest(One, { id })];
const Demand = graphql(`
  fragment DemandPage_demand on CustomerDemand {
    id status answerReason expectedShareRatio grantedShareRatio maxShareRatio
    product { id standardShareRatio }
    privateOffer { id validFrom validUntil name ...OfferLines_offer }
    notes(first: 50) { ...RecordTimeline_notes }
    activities(first: 30) { ...RecordActivity_activities }
    ...DemandHead_demand
    ...DemandTasks_demand
    ...DemandNotices_demand
    ...DemandFigures_demand
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

/** A customer demand: what to do next, its clock, its share ratios and the chain that follows from it. */
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
        {(demand, data) => <Content key={id} demand={demand} data={data} />}
      </RecordGate>
    </Page>
  );
}

interface ContentProps {
  demand: FragmentType<typeof Demand>;
  data: DemandPageQuery;
}

function Content({ demand, data }: ContentProps) {
  const t = useText();
  const format = useFormat();
  const d = readFragment(Demand, demand);
  const tasks = useDemandTasks(d, data);
  const offer = d.privateOffer;
  return (
    <>
      <DemandHead demand={d} />
      <NextStep task={nextOf(tasks)} />
      <DemandNotices demand={d} />
      <DemandFigures demand={d} />
      <DemandChain demand={d} />
      <Columns
        aside={
          <>
            <DemandThread demand={d} />
            <RecordActivity
              subject={{ customerDemandId: d.id }}
              notes={d.notes}
              activities={d.activities}
              people={data}
              tones={tones}
            />
          </>
        }
      >
        {tasks.length > 1 && <RecordTasks tasks={tasks} />}
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
