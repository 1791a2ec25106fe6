import { getRouteApi, Navigate } from '@tanstack/react-router';
import { NextStep } from '../../../domain/record/NextStep.tsx';
import { RecordHead } from '../../../domain/record/RecordHead.tsx';
import { byTimeLeft, nextOf } from '../../../domain/record/task.ts';
import { useDeadlineTasks } from '../../../domain/record/useDeadlineTasks.tsx';
import { StateBadge } from '../../../domain/StateBadge.tsx';
import { graphql } from '../../../gql/gql.ts';
import type { SellerPageQuery } from '../../../gql/graphql.ts';
import { serverNow } from '../../../lib/clock.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { sideOf, useMay, useSession } from '../../../lib/session.ts';
import { yearRange } from '../../../lib/year.ts';
import { BackToList } from '../../../list/BackToList.tsx';
import { useNeighbours } from '../../../list/Neighbours.tsx';
import { useFeatures } from '../../../shell/features.ts';
import { NotFound } from '../../../shell/NotFound.tsx';
import { RecordGate } from '../../../shell/RecordGate.tsx';
import { RecordSkeleton } from '../../../shell/RecordSkeleton.tsx';
import { Tag } from '../../../ui/display/Badge.tsx';
import { Page } from '../../../ui/layout/Page.tsx';
import { Tabs } from '../../../ui/layout/Tabs.tsx';
import { OrganizationActions } from '../organizations/OrganizationActions.tsx';
import { SellerOverview } from './SellerOverview.tsx';

const One = graphql(`
  query SellerPage(
    $id: ID!, $year: DateTimeRange!
    $csp: Boolean!, $joint: Boolean!, $discounts: Boolean!, $demands: Boolean!, $lines: Boolean!
    $payments: Boolean!
  ) {
    organization(by: { id: $id }) {
      id name kind status code
      ...OrganizationActions_organization
      ...SellerOverview_organization
    }
    products(first: 1, filter: { sellerId: [$id] }) { count { value isExact } }
    cspAuthorizations(first: 1, filter: { sellerId: [$id] }) @include(if: $csp) { count { value isExact } }
    jointSalesAuthorizations(first: 1, filter: { sellerId: [$id] }) @include(if: $joint) {
      count { value isExact }
    }
    exclusiveDiscounts(first: 1, filter: { sellerId: [$id] }) @include(if: $discounts) {
      count { value isExact }
    }
    customerDemands(first: 1, filter: { sellerId: [$id] }) @include(if: $demands) {
      count { value isExact }
    }
    paymentAuthorizations(first: 1, filter: { sellerId: [$id] }) @include(if: $payments) {
      count { value isExact }
    }
    deadlines(first: 20, filter: { sellerId: [$id], isMine: true }) {
      nodes { id ...useDeadlineTasks_deadline }
    }
    ...SellerFigures_query
    ...SellerOverview_query
  }
`);

const route = getRouteApi('/app/sellers/$id');

/** One seller, as far as the viewer deals with it: what to do next, its figures, and its records on tabs. */
export function SellerPage() {
  const { id } = route.useParams();
  const may = useMay();
  return (
    <Page>
      <RecordGate
        prefix="org"
        query={One}
        variables={{
          id,
          year: yearRange(serverNow()),
          csp: may('CspAuthorization'),
          joint: may('JointSalesAuthorization'),
          discounts: may('ExclusiveDiscount'),
          demands: may('CustomerDemand'),
          lines: may('OrderLine'),
          payments: may('PaymentAuthorization'),
        }}
        of={(data) => data.organization}
        title={({ name }) => name}
        skeleton={<RecordSkeleton />}
      >
        {(seller, data) =>
          seller.kind === 'PARTNER' ? (
            <Elsewhere code={seller.code} />
          ) : (
            <Content key={id} seller={seller} data={data} />
          )
        }
      </RecordGate>
    </Page>
  );
}

/** A partner is no seller: operators find it among the organizations. */
function Elsewhere({ code }: { code: string }) {
  return sideOf(useSession()) === 'OPERATOR' ? (
    <Navigate to="/organizations" search={{ q: code }} replace />
  ) : (
    <NotFound />
  );
}

interface ContentProps {
  seller: NonNullable<SellerPageQuery['organization']>;
  data: SellerPageQuery;
}

function Content({ seller: s, data }: ContentProps) {
  const t = useText();
  const format = useFormat();
  const may = useMay();
  const isOperator = sideOf(useSession()) === 'OPERATOR';
  const { tab } = route.useSearch();
  const navigate = route.useNavigate();
  const lists = useFeatures()
    .flatMap(({ tabs }) => tabs?.Organization ?? [])
    .filter(({ may: needs }) => !needs || may(needs));
  const counts: Record<string, { value: number; isExact: boolean } | undefined> = {
    products: data.products.count,
    csp: data.cspAuthorizations?.count,
    joint: data.jointSalesAuthorizations?.count,
    discounts: data.exclusiveDiscounts?.count,
    demands: data.customerDemands?.count,
    payments: data.paymentAuthorizations?.count,
  };
  const tasks = byTimeLeft(useDeadlineTasks(data.deadlines.nodes));
  const shown = lists.some(({ id }) => id === tab) ? String(tab) : 'overview';
  const neighbours = useNeighbours({
    list: 'organizations',
    id: s.id,
    to: '/sellers/$id',
    search: { tab: shown === 'overview' ? undefined : shown },
  });
  return (
    <>
      <RecordHead
        title={s.name}
        crumbs={[
          isOperator ? (
            <BackToList key="list" name="organizations" label="ui.nav.organizations" />
          ) : (
            <BackToList key="list" name="products" label="ui.nav.products" />
          ),
        ]}
        neighbours={neighbours}
        meta={
          <>
            <StateBadge type="OrganizationStatus" value={s.status} />
            <Tag>{t.enum('OrganizationKind', s.kind)}</Tag>
            <span className="mono">{s.code}</span>
          </>
        }
        actions={<OrganizationActions organization={s} />}
      />
      <NextStep task={nextOf(tasks)} />
      <Tabs
        label={s.name}
        value={shown}
        onChange={(next) =>
          void navigate({ search: next === 'overview' ? {} : { tab: next }, replace: true })
        }
        items={[
          {
            id: 'overview',
            label: t('ui.customer.tab.overview'),
            content: <SellerOverview seller={s} query={data} figures={data} tasks={tasks} />,
          },
          ...lists.map(({ id, label, content: List }) => ({
            id,
            label: t(label),
            count: counts[id]?.value ? format.count(counts[id]) : undefined,
            content: <List of={s.id} />,
          })),
        ]}
      />
    </>
  );
}
