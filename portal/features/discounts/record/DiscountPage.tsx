import { getRouteApi } from '@tanstack/react-router';
import { createRequest } from 'urql';
import { NextStep } from '../../../domain/record/NextStep.tsx';
import { RecordTasks } from '../../../domain/record/RecordTasks.tsx';
import { nextOf } from '../../../domain/record/task.ts';
import { graphql } from '../../../gql/gql.ts';
import type { DiscountPageQuery } from '../../../gql/graphql.ts';
import type { Prefetch } from '../../../lib/prefetch.ts';
import { PrintNote } from '../../../shell/PrintButton.tsx';
import { RecordGate } from '../../../shell/RecordGate.tsx';
import { RecordSkeleton } from '../../../shell/RecordSkeleton.tsx';
import { Columns, Page } from '../../../ui/layout/Page.tsx';
import { DiscountActivity } from './DiscountActivity.tsx';
import { DiscountFacts } from './DiscountFacts.tsx';
import { DiscountFigures } from './DiscountFigures.tsx';
import { DiscountHead } from './DiscountHead.tsx';
import { DiscountLines } from './DiscountLines.tsx';
import { DiscountNotices } from './DiscountNotices.tsx';
import { DiscountOrders } from './DiscountOrders.tsx';
import { DiscountShare } from './DiscountShare.tsx';
import { DiscountSteps } from './DiscountSteps.tsx';
import { DiscountSums } from './DiscountSums.tsx';
import { DiscountThread } from './DiscountThread.tsx';
import { useDiscountTasks } from './tasks.ts';

const Discount = graphql(`
  query DiscountPage($id: ID!) {
    exclusiveDiscount(by: { id: $id }) {
      id name
      ...DiscountTasks_discount
      ...DiscountFigures_discount
      ...DiscountHead_discount
      ...DiscountNotices_discount
      ...DiscountSteps_discount
      ...DiscountLines_discount
      ...DiscountOrders_discount
      ...DiscountFacts_discount
      ...DiscountSums_discount
      ...DiscountShare_discount
      ...DiscountThread_discount
      ...DiscountActivity_discount
    }
    ...DiscountTasks_query
    ...DiscountFigures_query
    ...RecordTimeline_people
  }
`);
export const prefetch: Prefetch = ({ id }) => [createRequest(Discount, { id })];

const route = getRouteApi('/app/discounts/$id');

/** One discount: what to do next, what it sold and saved, its prices, its review and its orders. */
export function DiscountPage() {
  const { id } = route.useParams();
  return (
    <Page>
      <RecordGate
        prefix="dsc"
        query={Discount}
        variables={{ id }}
        of={(data) => data.exclusiveDiscount}
        title={({ name }) => name}
        skeleton={<RecordSkeleton />}
      >
        {(discount, data) => <Content key={id} discount={discount} data={data} />}
      </RecordGate>
    </Page>
  );
}

interface ContentProps {
  discount: NonNullable<DiscountPageQuery['exclusiveDiscount']>;
  data: DiscountPageQuery;
}

function Content({ discount, data }: ContentProps) {
  const tasks = useDiscountTasks(discount, data);
  return (
    <>
      <DiscountHead discount={discount} />
      <NextStep task={nextOf(tasks)} />
      <DiscountNotices discount={discount} />
      <DiscountFigures discount={discount} query={data} />
      <Columns
        aside={
          <>
            <DiscountSums discount={discount} />
            <div className="stack" data-noprint>
              <DiscountThread discount={discount} />
            </div>
            <DiscountShare discount={discount} />
          </>
        }
      >
        <DiscountSteps discount={discount} />
        {tasks.length > 1 && <RecordTasks tasks={tasks} />}
        <DiscountLines discount={discount} />
        <DiscountOrders discount={discount} />
        <DiscountFacts discount={discount} />
        <div data-noprint>
          <DiscountActivity discount={discount} people={data} />
        </div>
      </Columns>
      <PrintNote />
    </>
  );
}
