import { getRouteApi, Navigate } from '@tanstack/react-router';
import { useQuery } from 'urql';
import { graphql } from '../../gql/gql.ts';
import { recordResult } from '../../lib/record.ts';
import { NotFound } from '../../shell/NotFound.tsx';
import { QueryGate } from '../../shell/QueryGate.tsx';
import { Page } from '../../ui/Page.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';

const Binding = graphql(`
  query BindingPage($id: ID!) {
    partnerBinding(by: { id: $id }) { id customer { id } }
  }
`);

const route = getRouteApi('/app/bindings/$id');
const ID = /^bnd_[0-9a-f-]{36}$/;

/** The address of one binding, for links from clocks and messages: it is shown with its customer. */
export function BindingPage() {
  const { id } = route.useParams();
  const known = ID.test(id);
  const [result, reload] = useQuery({ query: Binding, variables: { id }, pause: !known });
  if (!known) return <NotFound />;
  return (
    <QueryGate
      result={recordResult(result, result.data?.partnerBinding)}
      retry={() => reload({ requestPolicy: 'network-only' })}
      skeleton={
        <Page>
          <Skeleton width={320} height={28} />
        </Page>
      }
    >
      {({ partnerBinding }) =>
        partnerBinding?.customer ? (
          <Navigate to="/customers/$id" params={{ id: partnerBinding.customer.id }} replace />
        ) : (
          <NotFound />
        )
      }
    </QueryGate>
  );
}
