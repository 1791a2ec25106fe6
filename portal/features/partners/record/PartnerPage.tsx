import { getRouteApi } from '@tanstack/react-router';
import { createRequest } from 'urql';
import { useActions } from '../../../domain/ActionButtons.tsx';
import { NextStep } from '../../../domain/record/NextStep.tsx';
import { RecordHead } from '../../../domain/record/RecordHead.tsx';
import { byTimeLeft, nextOf, type RecordTask } from '../../../domain/record/task.ts';
import { useDeadlineTasks } from '../../../domain/record/useDeadlineTasks.tsx';
import { useRecordTabs } from '../../../domain/record/useRecordTabs.ts';
import { StateBadge } from '../../../domain/StateBadge.tsx';
import { graphql } from '../../../gql/gql.ts';
import type { PartnerPageQuery } from '../../../gql/graphql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import type { Prefetch } from '../../../lib/prefetch.ts';
import { useMay } from '../../../lib/session.ts';
import { BackToList } from '../../../list/BackToList.tsx';
import { useNeighbours } from '../../../list/Neighbours.tsx';
import { RecordGate } from '../../../shell/RecordGate.tsx';
import { RecordSkeleton } from '../../../shell/RecordSkeleton.tsx';
import { Tag } from '../../../ui/display/Badge.tsx';
import { Page } from '../../../ui/layout/Page.tsx';
import { PendingTabs } from '../../../ui/layout/PendingTabs.tsx';
import { Tabs } from '../../../ui/layout/Tabs.tsx';
import { PartnerActions } from '../PartnerActions.tsx';
import { PartnerOverview } from './PartnerOverview.tsx';
import { askTax } from './PartnerTax.tsx';

const One = graphql(`
  query PartnerPage($id: ID!, $bills: Boolean!, $invoices: Boolean!) {
    partner(by: { id: $id }) {
      id name status tier suspendedAt
      organization { id code }
      orders(first: 1) { count { value isExact } }
      bills(first: 1) @include(if: $bills) { count { value isExact } }
      invoices(first: 1) @include(if: $invoices) { count { value isExact } }
      ...ActionButtons_actionable
      ...PartnerActions_partner
      ...PartnerOverview_partner
    }
    discounts: exclusiveDiscounts(first: 1, filter: { partnerId: [$id] }) {
      count { value isExact }
    }
    deadlines(first: 20, filter: { partnerId: [$id], isMine: true }) {
      nodes { id ...useDeadlineTasks_deadline }
    }
    ...PartnerOverview_query
  }
`);

const variablesOf = (id: string, may: (name: string) => boolean) => ({
  id,
  bills: may('SettlementBill'),
  invoices: may('Invoice'),
});
export const prefetch: Prefetch = ({ id, session }) => [
  createRequest(
    One,
    variablesOf(id, (name) => session.may.includes(name)),
  ),
  askTax(id),
];

const route = getRouteApi('/app/partners/$id');

/** One partner of the programme: what to do next, its money, and its records on tabs. */
export function PartnerPage() {
  const t = useText();
  const { id } = route.useParams();
  const may = useMay();
  const lists = useRecordTabs('Partner');
  return (
    <Page>
      <RecordGate
        prefix="ptn"
        query={One}
        variables={variablesOf(id, may)}
        of={(data) => data.partner}
        title={({ name }) => name}
        skeleton={
          <RecordSkeleton
            tabs={
              <PendingTabs
                labels={[t('ui.customer.tab.overview'), ...lists.map((tab) => t(tab.label))]}
              />
            }
          />
        }
      >
        {(partner, data) => <Content key={id} partner={partner} data={data} />}
      </RecordGate>
    </Page>
  );
}

interface ContentProps {
  partner: NonNullable<PartnerPageQuery['partner']>;
  data: PartnerPageQuery;
}

function Content({ partner: p, data }: ContentProps) {
  const t = useText();
  const format = useFormat();
  const { tab } = route.useSearch();
  const navigate = route.useNavigate();
  const lists = useRecordTabs('Partner');
  const counts: Record<string, { value: number; isExact: boolean } | undefined> = {
    orders: p.orders.count,
    discounts: data.discounts.count,
    bills: p.bills?.count,
    invoices: p.invoices?.count,
  };
  const certify: RecordTask[] = useActions(p)('certify')?.enabled
    ? [
        {
          id: 'certify',
          title: t('ui.partner.certify'),
          note: t('ui.partner.tax.notCertified'),
          isOwn: true,
        },
      ]
    : [];
  const tasks = [...certify, ...byTimeLeft(useDeadlineTasks(data.deadlines.nodes))];
  const shown = lists.some(({ id }) => id === tab) ? String(tab) : 'overview';
  const neighbours = useNeighbours({
    list: 'partners',
    id: p.id,
    to: '/partners/$id',
    search: { tab: shown === 'overview' ? undefined : shown },
  });
  return (
    <>
      <RecordHead
        title={p.name}
        crumbs={[<BackToList key="list" name="partners" label="ui.nav.partners" />]}
        neighbours={neighbours}
        meta={
          <>
            <StateBadge type="PartnerStatus" value={p.status} />
            {p.suspendedAt && <StateBadge type="OrganizationStatus" value="SUSPENDED" />}
            <Tag>{t.enum('PartnerTier', p.tier)}</Tag>
            {p.organization && <span className="mono">{p.organization.code}</span>}
          </>
        }
        actions={<PartnerActions partner={p} />}
      />
      <NextStep task={nextOf(tasks)} />
      <Tabs
        label={p.name}
        value={shown}
        onChange={(next) =>
          void navigate({ search: next === 'overview' ? {} : { tab: next }, replace: true })
        }
        items={[
          {
            id: 'overview',
            label: t('ui.customer.tab.overview'),
            content: <PartnerOverview partner={p} query={data} tasks={tasks} />,
          },
          ...lists.map(({ id, label, content: List }) => ({
            id,
            label: t(label),
            count: counts[id]?.value ? format.count(counts[id]) : undefined,
            content: <List of={p.id} />,
          })),
        ]}
      />
    </>
  );
}
