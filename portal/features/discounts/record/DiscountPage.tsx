import { getRouteApi } from '@tanstack/react-router';
import { createRequest } from 'urql';
import { graphql } from '../../../gql/gql.ts';
import { PrintNote } from '../../../shell/PrintButton.tsx';
import { RecordGate } from '../../../shell/RecordGate.tsx';
import { RecordSkeleton } from '../../../shell/RecordSkeleton.tsx';
import { Columns, Page } from '../../../ui/layout/Page.tsx';
import { DiscountActivity } from './DiscountActivity.tsx';
import { DiscountFacts } from './DiscountFacts.tsx';
import { DiscountHead } from './DiscountHead.tsx';
import { DiscountLines } from './DiscountLines.tsx';
import { DiscountNotices } from './DiscountNotices.tsx';
import { DiscountOrders } from './DiscountOrders.tsx';
import { DiscountShare } from './DiscountShare.tsx';
import { DiscountSteps } from './DiscountSteps.tsx';
import { DiscountSums } from './DiscountSums.tsx';
import { DiscountThread } from './DiscountThread.tsx';

const Discount = graphql(`
  query DiscountPage($id: ID!) {
    exclusiveDiscount(by: { id: $id }) {
      id name
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
  }
`);
export const prefetch = (id: string) => createRequest(Discount, { id });

const route = getRouteApi('/app/discounts/$id');

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
        {(discount) => (
          <>
            <DiscountHead discount={discount} />
            <DiscountNotices discount={discount} />
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
              <DiscountLines discount={discount} />
              <DiscountOrders discount={discount} />
              <DiscountFacts discount={discount} />
              <div data-noprint>
                <DiscountActivity discount={discount} />
              </div>
            </Columns>
            <PrintNote />
          </>
        )}
      </RecordGate>
    </Page>
  );
}
