import { getRouteApi, Navigate } from '@tanstack/react-router';
import { createRequest } from 'urql';
import { graphql } from '../../../gql/gql.ts';
import type { Prefetch } from '../../../lib/prefetch.ts';
import { RecordGate } from '../../../shell/RecordGate.tsx';
import { RecordSkeleton } from '../../../shell/RecordSkeleton.tsx';

const One = graphql(`
  query DisputePage($id: ID!) { lineDispute(by: { id: $id }) { id bill { id } } }
`);
export const prefetch: Prefetch = ({ id }) => [createRequest(One, { id })];
const route = getRouteApi('/app/disputes/$id');

/** Leads to the bill of a dispute, which shows its disputes. */
export function DisputePage() {
  const { id } = route.useParams();
  return (
    <RecordGate
      prefix="dsp"
      query={One}
      variables={{ id }}
      of={(data) => data.lineDispute}
      skeleton={<RecordSkeleton />}
    >
      {({ bill }) => <Navigate to="/bills/$id" params={{ id: bill.id }} replace />}
    </RecordGate>
  );
}
