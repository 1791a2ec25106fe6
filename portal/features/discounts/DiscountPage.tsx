import { getRouteApi } from '@tanstack/react-router';
import { createRequest, useQuery } from 'urql';
import { graphql } from '../../gql/gql.ts';
import { recordResult } from '../../lib/record.ts';
import { NotFound } from '../../shell/NotFound.tsx';
import { PrintNote } from '../../shell/PrintButton.tsx';
import { QueryGate } from '../../shell/QueryGate.tsx';
import { useTitle } from '../../shell/title.ts';
import { Card } from '../../ui/Card.tsx';
import { Columns, Page } from '../../ui/Page.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { DiscountActivity } from './DiscountActivity.tsx';
import { DiscountFacts } from './DiscountFacts.tsx';
import { DiscountHead } from './DiscountHead.tsx';
import { DiscountLines } from './DiscountLines.tsx';
import { DiscountNotices } from './DiscountNotices.tsx';
import { DiscountOrders } from './DiscountOrders.tsx';
import { DiscountShare } from './DiscountShare.tsx';
import { DiscountSteps } from './DiscountSteps.tsx';
import { DiscountSums } from './DiscountSums.tsx';

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
      ...DiscountActivity_discount
    }
  }
`);
/** For whoever leads here, so that the data are there first. */
export const warm = (id: string) => createRequest(Discount, { id });

const route = getRouteApi('/app/discounts/$id');

/** One exclusive discount: where it stands, its prices, what can be done, and what happened. */
export function DiscountPage() {
  const { id } = route.useParams();
  const [result, reload] = useQuery({
    query: Discount,
    variables: { id },
    requestPolicy: 'cache-and-network',
  });
  useTitle(result.data?.exclusiveDiscount?.name);
  return (
    <Page>
      <QueryGate
        result={recordResult(result, result.data?.exclusiveDiscount)}
        retry={() => reload({ requestPolicy: 'network-only' })}
        skeleton={<DiscountSkeleton />}
      >
        {({ exclusiveDiscount }) =>
          exclusiveDiscount ? (
            <>
              <DiscountHead discount={exclusiveDiscount} />
              <DiscountNotices discount={exclusiveDiscount} />
              <Columns
                aside={
                  <>
                    <DiscountSums discount={exclusiveDiscount} />
                    <DiscountShare discount={exclusiveDiscount} />
                  </>
                }
              >
                <DiscountSteps discount={exclusiveDiscount} />
                <DiscountLines discount={exclusiveDiscount} />
                <DiscountOrders discount={exclusiveDiscount} />
                <DiscountFacts discount={exclusiveDiscount} />
                <div data-noprint>
                  <DiscountActivity discount={exclusiveDiscount} />
                </div>
              </Columns>
              <PrintNote />
            </>
          ) : (
            <NotFound />
          )
        }
      </QueryGate>
    </Page>
  );
}

function DiscountSkeleton() {
  return (
    <div className="stack">
      <Skeleton width="40%" height={28} />
      <Columns
        aside={
          <Card>
            <Skeleton lines={5} height={16} />
          </Card>
        }
      >
        <Card>
          <Skeleton height={56} />
        </Card>
        <Card>
          <Skeleton lines={6} height={20} />
        </Card>
      </Columns>
    </div>
  );
}
