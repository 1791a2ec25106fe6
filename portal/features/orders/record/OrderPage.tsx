import { getRouteApi } from '@tanstack/react-router';
import { createRequest } from 'urql';
import { NextStep } from '../../../domain/record/NextStep.tsx';
import { RecordActivity } from '../../../domain/record/RecordActivity.tsx';
import { RecordTasks } from '../../../domain/record/RecordTasks.tsx';
import { nextOf } from '../../../domain/record/task.ts';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import type { OrderPageQuery } from '../../../gql/graphql.ts';
import type { Prefetch } from '../../../lib/prefetch.ts';
import { PrintNote } from '../../../shell/PrintButton.tsx';
import { RecordGate } from '../../../shell/RecordGate.tsx';
import { RecordSkeleton } from '../../../shell/RecordSkeleton.tsx';
import { Columns, Page } from '../../../ui/layout/Page.tsx';
import { OrderSupport } from '../support/OrderSupport.tsx';
import { AcceptedTerms } from '../terms/AcceptedTerms.tsx';
import { OrderAttribution } from './OrderAttribution.tsx';
import { OrderDeliveries } from './OrderDeliveries.tsx';
import { OrderFigures } from './OrderFigures.tsx';
import { OrderHead } from './OrderHead.tsx';
import { OrderLines } from './OrderLines.tsx';
import { OrderRefunds } from './OrderRefunds.tsx';
import { RefundRequests } from './RefundRequests.tsx';
import { useOrderTasks } from './tasks.ts';

const One = graphql(`
  query OrderPage($id: ID!) {
    order(by: { id: $id }) { id number ...OrderPage_order }
    ...OrderTasks_query
    ...RecordTimeline_people
  }
`);
export const prefetch: Prefetch = ({ id }) => [createRequest(One, { id })];
const Order = graphql(`
  fragment OrderPage_order on Order {
    id
    ...OrderHead_order
    ...OrderTasks_order
    ...OrderJourney_order
    ...OrderAttribution_order
    ...OrderRefunds_order
    ...RefundRequests_order
    ...OrderDeliveries_order
    ...AcceptedTerms_order
    notes(first: 50) { ...RecordTimeline_notes }
    activities(first: 30) { ...RecordActivity_activities }
  }
`);

const tones = {
  confirmPayment: 'good',
  repay: 'good',
  complete: 'good',
  cancel: 'bad',
  expire: 'bad',
} as const;
const route = getRouteApi('/app/orders/$id');

/** One order: what to do next, its money, its lines on their way to the bill, its attribution and its refunds. */
export function OrderPage() {
  const { id } = route.useParams();
  return (
    <Page>
      <RecordGate
        prefix="ord"
        query={One}
        variables={{ id }}
        of={(data) => data.order}
        title={({ number }) => number}
        skeleton={<RecordSkeleton />}
      >
        {(order, data) => <Content key={id} order={order} data={data} />}
      </RecordGate>
    </Page>
  );
}

interface ContentProps {
  order: FragmentType<typeof Order>;
  data: OrderPageQuery;
}

function Content({ order: masked, data }: ContentProps) {
  const order = readFragment(Order, masked);
  const tasks = useOrderTasks(order, data);
  return (
    <>
      <OrderHead order={order} />
      <NextStep task={nextOf(tasks)} />
      <RefundRequests order={order} />
      <OrderFigures order={order} />
      <OrderLines order={order} />
      <Columns
        aside={
          <>
            <OrderRefunds order={order} />
            <div data-noprint>
              <RecordActivity
                subject={{ orderId: order.id }}
                notes={order.notes}
                activities={order.activities}
                people={data}
                tones={tones}
              />
            </div>
          </>
        }
      >
        {tasks.length > 1 && <RecordTasks tasks={tasks} />}
        <OrderDeliveries order={order} />
        <OrderSupport id={order.id} />
        <OrderAttribution order={order} />
        <AcceptedTerms order={order} />
      </Columns>
      <PrintNote />
    </>
  );
}
