import { getRouteApi } from '@tanstack/react-router';
import { createRequest } from 'urql';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { type Side, sideOf, useMay, useSession } from '../../../lib/session.ts';
import { useFeatures } from '../../../shell/features.ts';
import { RecordGate } from '../../../shell/RecordGate.tsx';
import { Page } from '../../../ui/layout/Page.tsx';
import { type TabItem, Tabs } from '../../../ui/layout/Tabs.tsx';
import { CustomerActivity } from './CustomerActivity.tsx';
import { CustomerBindings } from './CustomerBindings.tsx';
import { CustomerHeader } from './CustomerHeader.tsx';
import { CustomerOverview } from './CustomerOverview.tsx';
import { CustomerSkeleton } from './CustomerSkeleton.tsx';

const Customer = graphql(`
  query CustomerPage($id: ID!, $partner: Boolean!) {
    customer(by: { id: $id }) {
      id name
      ...CustomerHeader_customer
      ...CustomerOverview_customer
      bindings(first: 20) {
        nodes { id createdAt ...CustomerBindings_binding }
      }
    }
    members(first: 100, filter: { status: [ACTIVE] }, orderBy: { field: NAME, direction: ASC }) {
      nodes { id ...CustomerManager_member }
    }
    ...CustomerOverview_query @include(if: $partner)
  }
`);
export const prefetch = (id: string, side: Side) =>
  createRequest(Customer, { id, partner: side === 'PARTNER' });

const route = getRouteApi('/app/customers/$id');

export function CustomerPage() {
  const t = useText();
  const { id } = route.useParams();
  const { tab } = route.useSearch();
  const mayUse = useMay();
  const lists = useFeatures()
    .flatMap(({ tabs }) => tabs?.Customer ?? [])
    .filter(({ may }) => !may || mayUse(may));
  const navigate = route.useNavigate();
  const partner = sideOf(useSession()) === 'PARTNER';
  return (
    <RecordGate
      prefix="cus"
      query={Customer}
      variables={{ id, partner }}
      of={(data) => data.customer}
      title={({ name }) => name}
      skeleton={<CustomerSkeleton />}
    >
      {(customer, data) => {
        // A binding created on this page is appended to the list.
        const bindings = customer.bindings.nodes.toSorted((a, b) =>
          b.createdAt.localeCompare(a.createdAt),
        );
        const items: TabItem[] = [
          {
            id: 'overview',
            label: t('ui.customer.tab.overview'),
            content: (
              <CustomerOverview
                customer={customer}
                members={data.members.nodes}
                general={partner ? data : null}
              />
            ),
          },
          ...lists.map(({ id, label, content: Content }) => ({
            id,
            label: t(label),
            content: <Content of={customer.id} />,
          })),
          {
            id: 'bindings',
            label: t('ui.customer.tab.bindings'),
            count: bindings.length || undefined,
            content: <CustomerBindings bindings={bindings} />,
          },
          {
            id: 'activity',
            label: t('ui.customer.tab.activity'),
            content: <CustomerActivity of={customer.id} />,
          },
        ];
        return (
          <Page>
            <CustomerHeader customer={customer} />
            <Tabs
              label={customer.name}
              value={items.some(({ id }) => id === tab) ? String(tab) : 'overview'}
              onChange={(next) =>
                void navigate({ search: next === 'overview' ? {} : { tab: next }, replace: true })
              }
              items={items}
            />
          </Page>
        );
      }}
    </RecordGate>
  );
}
