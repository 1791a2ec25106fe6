import { getRouteApi } from '@tanstack/react-router';
import { createRequest } from 'urql';
import { NextStep } from '../../../domain/record/NextStep.tsx';
import { nextOf } from '../../../domain/record/task.ts';
import { useRecordTabs } from '../../../domain/record/useRecordTabs.ts';
import { graphql } from '../../../gql/gql.ts';
import type { CustomerPageQuery } from '../../../gql/graphql.ts';
import { serverNow } from '../../../lib/clock.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import type { Prefetch } from '../../../lib/prefetch.ts';
import { type Side, sideOf, useMay, useSession } from '../../../lib/session.ts';
import { yearRange } from '../../../lib/year.ts';
import { RecordGate } from '../../../shell/RecordGate.tsx';
import { RecordSkeleton } from '../../../shell/RecordSkeleton.tsx';
import { Page } from '../../../ui/layout/Page.tsx';
import { PendingTabs } from '../../../ui/layout/PendingTabs.tsx';
import { type TabItem, Tabs } from '../../../ui/layout/Tabs.tsx';
import { CustomerActivity, Recent } from './CustomerActivity.tsx';
import { CustomerBindings } from './CustomerBindings.tsx';
import { CustomerCoverageTab } from './CustomerCoverageTab.tsx';
import { CustomerHeader } from './CustomerHeader.tsx';
import { CustomerOverview } from './CustomerOverview.tsx';
import { useCustomerTasks } from './tasks.tsx';

const Customer = graphql(`
  query CustomerPage($id: ID!, $partner: Boolean!, $bills: Boolean!, $year: DateTimeRange!) {
    customer(by: { id: $id }) {
      id name status
      throughPartner { id }
      ...CustomerHeader_customer
      ...CustomerOverview_customer
      ...CustomerTasks_customer
      business @include(if: $partner) { productCount }
      orders(first: 1) { count { value isExact } }
      discounts: exclusiveDiscounts(first: 1) { count { value isExact } }
      demands: customerDemands(first: 1) { count { value isExact } }
      csp: cspAuthorizations(first: 1) { count { value isExact } }
      joint: jointSalesAuthorizations(first: 1) { count { value isExact } }
      bindings(first: 1) { count { value isExact } }
    }
    members(first: 100, filter: { status: [ACTIVE] }, orderBy: { field: NAME, direction: ASC }) {
      nodes { id ...CustomerManager_member }
    }
    services: orderLines(first: 1, filter: { customerId: [$id], status: [COMPLETED], isRefund: false }) {
      count { value isExact }
    }
    ...CustomerTasks_query
    ...CustomerAside_query
  }
`);

const variablesOf = (id: string, side: Side, mayBills: boolean) => ({
  id,
  partner: side === 'PARTNER',
  bills: side === 'PARTNER' && mayBills,
  year: yearRange(serverNow()),
});
export const prefetch: Prefetch = ({ id, search, session }) => [
  createRequest(Customer, variablesOf(id, sideOf(session), session.may.includes('SettlementBill'))),
  // Shown on the first tab.
  ...(search.tab ? [] : [createRequest(Recent, { id })]),
];

/** Order of the tabs; those of other features that are not named follow before the history. */
const TABS = [
  'overview',
  'orders',
  'discounts',
  'coverage',
  'authorizations',
  'demands',
  'services',
];
const LAST_TABS = ['bindings', 'activity'];
const rankOf = (id: string): number => {
  const [first, last] = [TABS.indexOf(id), LAST_TABS.indexOf(id)];
  return first >= 0 ? first : TABS.length + 1 + last;
};
const byRank = (a: { id: string }, b: { id: string }): number => rankOf(a.id) - rankOf(b.id);

const route = getRouteApi('/app/customers/$id');

/** One customer: what to do next, the figures, and every related record on a tab. */
export function CustomerPage() {
  const { id } = route.useParams();
  const side = sideOf(useSession());
  const may = useMay();
  return (
    <RecordGate
      prefix="cus"
      query={Customer}
      variables={variablesOf(id, side, may('SettlementBill'))}
      of={(data) => data.customer}
      title={({ name }) => name}
      skeleton={<CustomerSkeleton />}
    >
      {(customer, data) => <Content key={id} customer={customer} data={data} />}
    </RecordGate>
  );
}

function CustomerSkeleton() {
  const t = useText();
  const tabs = [
    { id: 'overview', label: t('ui.customer.tab.overview') },
    ...useRecordTabs('Customer').map(({ id, label }) => ({ id, label: t(label) })),
    { id: 'bindings', label: t('ui.customer.tab.bindings') },
    { id: 'activity', label: t('ui.customer.tab.activity') },
  ].sort(byRank);
  return (
    <Page>
      <RecordSkeleton tabs={<PendingTabs labels={tabs.map(({ label }) => label)} />} />
    </Page>
  );
}

interface ContentProps {
  customer: NonNullable<CustomerPageQuery['customer']>;
  data: CustomerPageQuery;
}

function Content({ customer, data }: ContentProps) {
  const t = useText();
  const format = useFormat();
  const may = useMay();
  const { tab, lapsing } = route.useSearch();
  const navigate = route.useNavigate();
  const lists = useRecordTabs('Customer');
  const tasks = useCustomerTasks(customer, data);
  const { business } = customer;
  const mayOffer = customer.status === 'BOUND' && may('exclusiveDiscountCreate');
  const counts: Record<string, { value: number; isExact: boolean }> = {
    orders: customer.orders.count,
    discounts: customer.discounts.count,
    demands: customer.demands.count,
    services: data.services.count,
    bindings: customer.bindings.count,
    authorizations: {
      value: customer.csp.count.value + customer.joint.count.value,
      isExact: customer.csp.count.isExact && customer.joint.count.isExact,
    },
  };
  const Discounts = lists.find(({ id }) => id === 'discounts')?.content;
  const countOf = (id: string) => {
    const count = counts[id];
    return count?.value ? format.count(count) : undefined;
  };
  const items: TabItem[] = [
    {
      id: 'overview',
      label: t('ui.customer.tab.overview'),
      content: (
        <CustomerOverview
          customer={customer}
          query={data}
          members={data.members.nodes}
          tasks={tasks}
          mayOffer={mayOffer}
          discounts={customer.throughPartner && Discounts && <Discounts of={customer.id} />}
        />
      ),
    },
    ...(business
      ? [
          {
            id: 'coverage',
            label: t('ui.coverage.prices'),
            count: business.productCount || undefined,
            content: (
              <CustomerCoverageTab of={customer.id} mayOffer={mayOffer} lapsing={lapsing === '1'} />
            ),
          },
        ]
      : []),
    ...lists.map(({ id, label, content: List }) => ({
      id,
      label: t(label),
      count: countOf(id),
      content: <List of={customer.id} />,
    })),
    {
      id: 'bindings',
      label: t('ui.customer.tab.bindings'),
      count: countOf('bindings'),
      content: <CustomerBindings of={customer.id} />,
    },
    {
      id: 'activity',
      label: t('ui.customer.tab.activity'),
      content: <CustomerActivity of={customer.id} />,
    },
  ];
  items.sort(byRank);
  const shown = items.some(({ id }) => id === tab) ? String(tab) : 'overview';
  return (
    <Page>
      <CustomerHeader customer={customer} tab={shown === 'overview' ? undefined : shown} />
      <NextStep task={nextOf(tasks)} />
      <Tabs
        label={customer.name}
        value={shown}
        onChange={(next) =>
          void navigate({ search: next === 'overview' ? {} : { tab: next }, replace: true })
        }
        items={items}
      />
    </Page>
  );
}
