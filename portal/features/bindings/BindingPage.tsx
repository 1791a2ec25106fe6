import { getRouteApi, Navigate } from '@tanstack/react-router';
import { graphql } from '../../gql/gql.ts';
import { RecordGate } from '../../shell/RecordGate.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { Page } from '../../ui/layout/Page.tsx';

const Binding = graphql(`
  query BindingPage($id: ID!) {
    partnerBinding(by: { id: $id }) { id customer { id } }
  }
`);

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
          <Skeleton width={320} height={28} />
        </Page>
      }
    >
      {(customer) => <Navigate to="/customers/$id" params={{ id: customer.id }} replace />}
    </RecordGate>
  );
}
