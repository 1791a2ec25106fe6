import { getRouteApi } from '@tanstack/react-router';
import { createRequest, useQuery } from 'urql';
import { graphql } from '../../gql/gql.ts';
import { useText } from '../../lib/i18n.tsx';
import { recordResult } from '../../lib/record.ts';
import { type Side, sideOf, useSession } from '../../lib/session.ts';
import { NotFound } from '../../shell/NotFound.tsx';
import { QueryGate } from '../../shell/QueryGate.tsx';
import { useTitle } from '../../shell/title.ts';
import { Page } from '../../ui/Page.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { CustomerActivity } from './CustomerActivity.tsx';
import { CustomerBindings } from './CustomerBindings.tsx';
import { CustomerHeader } from './CustomerHeader.tsx';
import { CustomerOverview } from './CustomerOverview.tsx';
import { CustomerSkeleton } from './CustomerSkeleton.tsx';
import type { CustomerTab } from './index.ts';

const Customer = graphql(`
  query CustomerPage($id: ID!, $partner: Boolean!) {
    customer(by: { id: $id }) {
      id name
      ...CustomerHeader_customer
      ...CustomerOverview_customer
      bindings(first: 20) {
        nodes { id createdAt ...CustomerBindings_binding ...CustomerActivity_binding }
      }
    }
    members(first: 100, filter: { status: [ACTIVE] }, orderBy: { field: NAME, direction: ASC }) {
      nodes { id ...CustomerManager_member }
    }
    ...CustomerOverview_query @include(if: $partner)
  }
`);
/** For whoever leads here, so that the data are there first. */
export const warm = (id: string, side: Side) =>
  createRequest(Customer, { id, partner: side === 'PARTNER' });

const route = getRouteApi('/app/customers/$id');
const ID = /^cus_[0-9a-f-]{36}$/;

/** One customer: where it stands with the partner, what is known of it, and everything that happened. */
export function CustomerPage() {
  const t = useText();
  const { id } = route.useParams();
  const { tab = 'overview' } = route.useSearch();
  const navigate = route.useNavigate();
  const known = ID.test(id);
  const partner = sideOf(useSession()) === 'PARTNER';
  const [result, reload] = useQuery({
    query: Customer,
    variables: { id, partner },
    pause: !known,
    requestPolicy: 'cache-and-network',
  });
  useTitle(result.data?.customer?.name);
  if (!known) return <NotFound />;
  return (
    <QueryGate
      result={recordResult(result, result.data?.customer)}
      retry={() => reload({ requestPolicy: 'network-only' })}
      skeleton={<CustomerSkeleton />}
    >
      {(data) => {
        const { customer, members } = data;
        if (!customer) return <NotFound />;
        // A binding that was made on this page joins the list at its end.
        const bindings = customer.bindings.nodes.toSorted((a, b) =>
          b.createdAt.localeCompare(a.createdAt),
        );
        return (
          <Page>
            <CustomerHeader customer={customer} />
            <Tabs
              label={customer.name}
              value={tab}
              onChange={(next) =>
                void navigate({ search: { tab: next as CustomerTab }, replace: true })
              }
              items={[
                {
                  id: 'overview',
                  label: t('ui.customer.tab.overview'),
                  content: (
                    <CustomerOverview
                      customer={customer}
                      members={members.nodes}
                      general={partner ? data : null}
                    />
                  ),
                },
                {
                  id: 'bindings',
                  label: t('ui.customer.tab.bindings'),
                  count: bindings.length || undefined,
                  content: <CustomerBindings bindings={bindings} />,
                },
                {
                  id: 'activity',
                  label: t('ui.customer.tab.activity'),
                  content: <CustomerActivity bindings={bindings} />,
                },
              ]}
            />
          </Page>
        );
      }}
    </QueryGate>
  );
}
