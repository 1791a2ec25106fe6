import { getRouteApi } from '@tanstack/react-router';
import Big from 'big.js';
import { createRequest, useQuery } from 'urql';
import { graphql } from '../../../gql/gql.ts';
import type {
  DeliveryDeskQuery,
  DeliveryDeskQueryVariables,
  SupervisionFilter,
} from '../../../gql/graphql.ts';
import { useNow } from '../../../lib/clock.ts';
import { CURRENCY, useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import type { Prefetch } from '../../../lib/prefetch.ts';
import { RouteLink } from '../../../shell/links.ts';
import { QueryGate } from '../../../shell/QueryGate.tsx';
import { useTitle } from '../../../shell/title.ts';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../../ui/feedback/Skeleton.tsx';
import {
  Desk,
  DeskLine,
  DeskList,
  DeskPane,
  DeskQueue,
  useFirstCase,
} from '../../../ui/layout/Desk.tsx';
import { DeliveryPane, OneDelivery } from './DeliveryPane.tsx';
import { DeliveryRow } from './DeliveryRow.tsx';
import { type Delivery, type Section, sectionsOf } from './sections.ts';

const Queue = graphql(`
  query DeliveryDesk($filter: SupervisionFilter) {
    supervisions(first: 100, filter: $filter, orderBy: { field: DUE, direction: ASC }) {
      nodes {
        id orderNumber customerName productName template status actsSide dueAt paidAt deliverBy deliveredAt
        isOverdue rejectionCount
        dealPrice { amount currency }
      }
      count { value isExact }
    }
  }
`);
const First = graphql(`
  query DeliveryDesk_first($filter: SupervisionFilter) {
    supervisions(first: 1, filter: $filter, orderBy: { field: DUE, direction: ASC }) {
      nodes { id ...DeliveryPane_supervision }
    }
  }
`);

/** Everything that has not ended; ended deliveries are in the list. */
const OPEN: SupervisionFilter = {
  status: [
    ...(['AWAIT_REQUIREMENT', 'AWAIT_CONFIRM', 'AWAIT_ID', 'AWAIT_CLAIM'] as const),
    ...(['AWAIT_ACTIVATION', 'AWAIT_PROOF', 'IMPLEMENTING', 'AWAIT_DRAFT_CONFIRM'] as const),
    ...(['BUILDING', 'DEPLOYING', 'AWAIT_SHIPMENT', 'HUAWEI_REVIEW'] as const),
    ...(['AWAIT_ACCEPTANCE', 'FROZEN'] as const),
  ],
};
/** The desk opens the seller's most urgent delivery, or else one that waits for others. */
const FIRST: readonly SupervisionFilter[] = [{ ...OPEN, actsSide: ['SELLER'] }, OPEN];

const variables: DeliveryDeskQueryVariables = { filter: OPEN };
export const prefetch: Prefetch = ({ search: { open } }) => [
  createRequest(Queue, variables),
  ...(typeof open === 'string'
    ? [createRequest(OneDelivery, { id: open })]
    : FIRST.map((filter) => createRequest(First, { filter }))),
];

const route = getRouteApi('/app/deliveries');

const sumOf = (rows: readonly Delivery[]) => ({
  amount: rows.reduce((sum, { dealPrice }) => sum.plus(dealPrice.amount), new Big(0)).toFixed(2),
  currency: CURRENCY,
});

/** 服务交付: the seller's deliveries by time left, beside the one that is being worked on. */
export function DeliveryDesk() {
  const t = useText();
  const now = useNow();
  const { open } = route.useSearch();
  useTitle(t('ui.nav.deliveries'));
  const [result, reload] = useQuery({
    query: Queue,
    variables,
    requestPolicy: 'cache-and-network',
  });
  const sections = sectionsOf(result.data?.supervisions.nodes ?? [], now);
  const first = useFirstCase(sections[0]?.rows[0]?.id, !result.fetching && !result.stale);
  const active = open ?? first;
  return (
    <QueryGate
      result={result}
      retry={reload}
      skeleton={
        <Desk isOpen={false}>
          <DeskQueue label={t('ui.nav.deliveries')} head={<h1>{t('ui.nav.deliveries')}</h1>}>
            <Skeleton lines={6} height={72} />
          </DeskQueue>
          <DeskPane>
            <Skeleton lines={8} height={24} />
          </DeskPane>
        </Desk>
      }
    >
      {({ supervisions }) =>
        active ? (
          <Open supervisions={supervisions} sections={sections} active={active} now={now} />
        ) : (
          <EmptyState page title={t('ui.deliveries.empty')}>
            {t('ui.deliveries.emptyText')}
          </EmptyState>
        )
      }
    </QueryGate>
  );
}

interface OpenProps extends Pick<DeliveryDeskQuery, 'supervisions'> {
  sections: readonly Section[];
  /** The delivery beside the queue; it stays when it leaves the queue. */
  active: string;
  now: number;
}

function Open({ supervisions, sections, active, now }: OpenProps) {
  const t = useText();
  const format = useFormat();
  const { open } = route.useSearch();
  const navigate = route.useNavigate();
  const { nodes, count } = supervisions;
  const rowOf = (id: string) => nodes.find((node) => node.id === id)!;
  const show = (id: string | null) =>
    void navigate({ search: { open: id ?? undefined }, replace: true });
  const mine = nodes.filter(({ actsSide }) => actsSide === 'SELLER');
  return (
    <Desk isOpen={open !== undefined}>
      <DeskQueue
        label={t('ui.nav.deliveries')}
        head={
          <>
            <h1>
              {t('ui.nav.deliveries')} <span className="muted">{format.count(count)}</span>
            </h1>
            <span className="note">
              {t('ui.deliveries.mine', { count: mine.length, amount: format.money(sumOf(mine)) })}
            </span>
            <RouteLink to="/supervisions">{t('ui.deliveries.all')}</RouteLink>
          </>
        }
      >
        {sections.length === 0 ? (
          <EmptyState title={t('ui.deliveries.empty')} />
        ) : (
          <DeskList
            label={t('ui.deliveries.queue')}
            sections={sections.map(({ id, rows }) => ({
              id,
              ids: rows.map((row) => row.id),
              head: (
                <DeskLine>
                  <span>{t(`ui.deliveries.section.${id}`, { count: rows.length })}</span>
                  <span>{format.money(sumOf(rows))}</span>
                </DeskLine>
              ),
            }))}
            activeId={active}
            onActive={show}
          >
            {(id) => <DeliveryRow row={rowOf(id)} now={now} />}
          </DeskList>
        )}
      </DeskQueue>
      <DeskPane>
        <DeliveryPane key={active} id={active} onBack={() => show(null)} />
      </DeskPane>
    </Desk>
  );
}
