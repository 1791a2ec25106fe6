import { getRouteApi, Navigate } from '@tanstack/react-router';
import { createRequest } from 'urql';
import { graphql } from '../../gql/gql.ts';
import type { Prefetch } from '../../lib/prefetch.ts';
import { RecordGate } from '../../shell/RecordGate.tsx';
import { RecordSkeleton } from '../../shell/RecordSkeleton.tsx';
import { Page } from '../../ui/layout/Page.tsx';

const Binding = graphql(`
  query BindingPage($id: ID!) {
    partnerBinding(by: { id: $id }) { id customer { id } }
  }
`);
export const prefetch: Prefetch = ({ id }) => [createRequest(Binding, { id })];

const route = getRouteApi('/app/bindings/$id');

/** The address of one binding, for links from deadlines and messages: it opens the customer's page. */
export function BindingPage() {
  const { id } = route.useParams();
  return (
    <RecordGate
      prefix="bnd"
      query={Binding}
      variables={{ id }}
      of={(data) => data.partnerBinding?.customer}
      skeleton={
        <Page>
          <RecordSkeleton />
        </Page>
      }
    >
      {(customer) => <Navigate to="/customers/$id" params={{ id: customer.id }} replace />}
    </RecordGate>
  );
}
