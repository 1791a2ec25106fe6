import { getRouteApi } from '@tanstack/react-router';
import { createRequest, useQuery } from 'urql';
import { DeadlineBadge } from '../../../domain/DeadlineBadge.tsx';
import { readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import type { AppealDeskQueryVariables, AppealFilter } from '../../../gql/graphql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import type { Prefetch } from '../../../lib/prefetch.ts';
import { RouteLink } from '../../../shell/links.ts';
import { QueryGate } from '../../../shell/QueryGate.tsx';
import { RecordGate } from '../../../shell/RecordGate.tsx';
import { useTitle } from '../../../shell/title.ts';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../../ui/feedback/Skeleton.tsx';
import { Segmented } from '../../../ui/fields/Segmented.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import {
  Desk,
  DeskHead,
  DeskLine,
  DeskList,
  DeskPane,
  DeskQueue,
  useFirstCase,
} from '../../../ui/layout/Desk.tsx';
import { AppealActions } from './AppealActions.tsx';
import { AppealBadges, AppealFacts, AppealRecord, useAppealTitle } from './AppealRecord.tsx';

const VIEWS = ['open', 'mine', 'new', 'ended'] as const;
type View = (typeof VIEWS)[number];

const Queue = graphql(`
  query AppealDesk($filter: AppealFilter, $orderBy: AppealOrder) {
    appeals(first: 100, filter: $filter, orderBy: $orderBy) {
      nodes {
        id number openedBy category status decideBy isDecideByProvisional customerName takenByName outcome
        seller { id name }
        cash { amount currency }
      }
      count { value isExact }
    }
    first: appeals(first: 1, filter: $filter, orderBy: $orderBy) {
      nodes { id ...AppealDesk_appeal }
    }
  }
`);
const One = graphql(`
  query AppealDesk_one($id: ID!) {
    appeal(by: { id: $id }) { id ...AppealDesk_appeal }
  }
`);
const Appeal = graphql(`
  fragment AppealDesk_appeal on Appeal { id ...AppealRecord_appeal ...AppealActions_appeal }
`);

const filters = {
  open: { status: ['SUBMITTED', 'IN_REVIEW'] },
  mine: { status: ['IN_REVIEW'], isMine: true },
  new: { status: ['SUBMITTED'] },
  ended: { status: ['RESOLVED', 'WITHDRAWN'] },
} satisfies Record<View, AppealFilter>;

const viewOf = (chosen: unknown): View => VIEWS.find((id) => id === chosen) ?? 'open';
const variablesOf = (view: View): AppealDeskQueryVariables => ({
  filter: filters[view],
  orderBy:
    view === 'ended' ? { field: 'CREATED', direction: 'DESC' } : { field: 'DUE', direction: 'ASC' },
});
export const prefetch: Prefetch = ({ search: { view, open } }) => [
  createRequest(Queue, variablesOf(viewOf(view))),
  ...(typeof open === 'string' ? [createRequest(One, { id: open })] : []),
];

const route = getRouteApi('/app/appeals');

/** 申诉仲裁: the operators' queue by time left, beside the appeal that is being decided. */
export function AppealDesk() {
  const t = useText();
  const format = useFormat();
  const { open, view: chosen } = route.useSearch();
  const navigate = route.useNavigate();
  useTitle(t('ui.nav.appeals'));
  const view = viewOf(chosen);
  const isEnded = view === 'ended';
  const [result, reload] = useQuery({
    query: Queue,
    variables: variablesOf(view),
    requestPolicy: 'cache-and-network',
  });
  const first = useFirstCase(
    result.data?.appeals.nodes[0]?.id,
    !result.fetching && !result.stale,
    view,
  );
  const active = open ?? first;
  const show = (id: string | null) =>
    void navigate({ search: (was) => ({ ...was, open: id ?? undefined }), replace: true });
  const tabs = (
    <Segmented
      label={t('ui.appeal.views')}
      value={view}
      onChange={(id) => void navigate({ search: { view: id as View } })}
      options={VIEWS.map((id) => ({ id, label: t(`ui.appeal.view.${id}`) }))}
    />
  );
  const head = (count: string) => (
    <>
      <h1>
        {t('ui.nav.appeals')} <span className="muted">{count}</span>
      </h1>
      {tabs}
    </>
  );
  return (
    <QueryGate
      result={result}
      retry={reload}
      skeleton={
        <Desk isOpen={false}>
          <DeskQueue label={t('ui.nav.appeals')} head={head('')}>
            <Skeleton lines={6} height={72} />
          </DeskQueue>
          <DeskPane>
            <Skeleton lines={8} height={24} />
          </DeskPane>
        </Desk>
      }
    >
      {({ appeals: { nodes, count } }) => (
        <Desk isOpen={open !== undefined}>
          <DeskQueue label={t('ui.nav.appeals')} head={head(format.count(count))}>
            {nodes.length === 0 ? (
              <EmptyState title={t('ui.appeal.none')} />
            ) : (
              <DeskList
                label={t('ui.appeal.queue')}
                sections={[{ id: 'all', ids: nodes.map(({ id }) => id) }]}
                activeId={active ?? null}
                onActive={show}
              >
                {(id) => {
                  const row = nodes.find((node) => node.id === id)!;
                  return (
                    <>
                      <DeskLine>
                        <span className="note cut">
                          {t.enum('AppealSide', row.openedBy)} ·{' '}
                          {t.enum('AppealCategory', row.category)}
                        </span>
                        {isEnded ? (
                          <span className="note">
                            {row.outcome
                              ? t.enum('AppealOutcome', row.outcome)
                              : t.enum('AppealStatus', row.status)}
                          </span>
                        ) : (
                          <DeadlineBadge
                            deadline={{
                              dueAt: row.decideBy,
                              isProvisional: row.isDecideByProvisional,
                            }}
                          />
                        )}
                      </DeskLine>
                      <strong className="cut">
                        {row.seller.name} × {row.customerName}
                      </strong>
                      <DeskLine>
                        <span className="cut note">{row.number}</span>
                        <span>{format.money(row.cash)}</span>
                      </DeskLine>
                    </>
                  );
                }}
              </DeskList>
            )}
          </DeskQueue>
          <DeskPane>
            {active && <Pane key={active} id={active} onBack={() => show(null)} />}
          </DeskPane>
        </Desk>
      )}
    </QueryGate>
  );
}

function Pane({ id, onBack }: { id: string; onBack: () => void }) {
  const t = useText();
  const titleOf = useAppealTitle();
  return (
    <RecordGate
      prefix="apl"
      afterFirst
      query={One}
      variables={{ id }}
      of={(data) => readFragment(Appeal, data.appeal)}
      skeleton={
        <Card>
          <Skeleton lines={10} height={24} />
        </Card>
      }
    >
      {(appeal) => (
        <>
          <DeskHead
            backLabel={t('ui.back')}
            onBack={onBack}
            facts={
              <AppealFacts
                appeal={appeal}
                order={(order, number) => (
                  <RouteLink to="/orders/$id" params={{ id: order }}>
                    {number}
                  </RouteLink>
                )}
              />
            }
            title={titleOf(appeal)}
            badges={<AppealBadges appeal={appeal} />}
            actions={<AppealActions appeal={appeal} />}
          />
          <AppealRecord appeal={appeal} />
        </>
      )}
    </RecordGate>
  );
}
