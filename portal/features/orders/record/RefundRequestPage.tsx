import { getRouteApi, Navigate } from '@tanstack/react-router';
import { createRequest } from 'urql';
import { graphql } from '../../../gql/gql.ts';
import type { Prefetch } from '../../../lib/prefetch.ts';
import { RecordGate } from '../../../shell/RecordGate.tsx';
import { RecordSkeleton } from '../../../shell/RecordSkeleton.tsx';
import { Page } from '../../../ui/layout/Page.tsx';

const One = graphql(`
  query RefundRequestPage($id: ID!) { refundRequest(by: { id: $id }) { id order { id } } }
`);
export const prefetch: Prefetch = ({ id }) => [createRequest(One, { id })];
const route = getRouteApi('/app/refunds/$id');

/** Address of a request in notifications and deadlines: leads to the page of its order. */
export function RefundRequestPage() {
  const { id } = route.useParams();
  return (
    <Page>
      <RecordGate
        prefix="rfr"
        query={One}
        variables={{ id }}
        of={(data) => data.refundRequest}
        skeleton={<RecordSkeleton />}
      >
        {({ order }) => <Navigate to="/orders/$id" params={{ id: order.id }} replace />}
      </RecordGate>
    </Page>
  );
}
