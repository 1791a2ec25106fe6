import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { createRequest, useQuery } from 'urql';
import { sumOf } from '../../../domain/bulk/selection.ts';
import { graphql } from '../../../gql/gql.ts';
import type { ReviewPageQueryVariables } from '../../../gql/graphql.ts';
import type { Session } from '../../../lib/auth.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import type { Prefetch } from '../../../lib/prefetch.ts';
import { sideOf, useSession } from '../../../lib/session.ts';
import { QueryGate } from '../../../shell/QueryGate.tsx';
import { useTitle } from '../../../shell/title.ts';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../../ui/feedback/Skeleton.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { Desk, DeskPane, DeskQueue } from '../../../ui/layout/Desk.tsx';
import { kindOf } from './kinds.ts';
import styles from './Review.module.css';
import { ReviewDesk } from './ReviewDesk.tsx';
import { casesOf } from './review-cases.ts';

const Queue = graphql(`
  query ReviewPage($filter: ExclusiveDiscountFilter!, $withRequests: Boolean!, $withDemands: Boolean!) {
    exclusiveDiscounts(first: 100, filter: $filter, orderBy: { field: CREATED, direction: ASC }) {
      nodes { id ...ReviewCases_discount }
      count { value isExact }
    }
    jointSalesAuthorizations(
      first: 100, filter: { status: [REQUESTED] }, orderBy: { field: CREATED, direction: ASC }
    ) @include(if: $withRequests) {
      nodes { id ...ReviewCases_request }
      count { value isExact }
    }
    customerDemands(
      first: 100, filter: { status: [SUBMITTED] }, orderBy: { field: DUE, direction: ASC }
    ) @include(if: $withDemands) {
      nodes { id ...ReviewCases_demand }
      count { value isExact }
    }
  }
`);

// The first case of each kind, asked beside the queue: with all three, its statement would have too many tables. The
// time of a discount begins when it is submitted, so the most urgent one need not be the oldest.
const FirstDiscounts = graphql(`
  query ReviewFirstDiscounts($filter: ExclusiveDiscountFilter) {
    exclusiveDiscounts(first: 3, filter: $filter, orderBy: { field: CREATED, direction: ASC }) {
      nodes { id ...ReviewPane_discount }
    }
  }
`);
const FirstRequest = graphql(`
  query ReviewFirstRequest {
    jointSalesAuthorizations(
      first: 1, filter: { status: [REQUESTED] }, orderBy: { field: CREATED, direction: ASC }
    ) {
      nodes { id ...ReviewRequestPane_request }
    }
  }
`);
const FirstDemand = graphql(`
  query ReviewFirstDemand {
    customerDemands(
      first: 1, filter: { status: [SUBMITTED] }, orderBy: { field: DUE, direction: ASC }
    ) {
      nodes { id ...ReviewDemandPane_demand }
    }
  }
`);

const variablesOf = (session: Session): ReviewPageQueryVariables => ({
  filter: { status: [sideOf(session) === 'SELLER' ? 'SELLER_REVIEW' : 'MANUAL_REVIEW'] },
  withRequests: session.may.includes('jointSalesAuthorizationGrant'),
  withDemands: session.may.includes('customerDemandReceive'),
});
export const prefetch: Prefetch = ({ search: { open }, session }) => {
  const id = String(open ?? '');
  const variables = variablesOf(session);
  const { filter, withRequests, withDemands } = variables;
  return [
    createRequest(Queue, variables),
    ...(id
      ? [createRequest(kindOf(id).query, { id })]
      : [
          createRequest(FirstDiscounts, { filter }),
          ...(withRequests ? [createRequest(FirstRequest, {})] : []),
          ...(withDemands ? [createRequest(FirstDemand, {})] : []),
        ]),
  ];
};

const route = getRouteApi('/app/review');

/**
 * The review queue, most urgent first: discounts, requests and customer demands on a seller's products,
 * or special requests for an operator. Requests are hidden from roles that cannot answer them.
 */
export function ReviewPage() {
  const t = useText();
  const format = useFormat();
  const session = useSession();
  const { open } = route.useSearch();
  const navigate = useNavigate();
  useTitle(t('ui.nav.review'));
  const [result, reload] = useQuery({
    query: Queue,
    variables: variablesOf(session),
    requestPolicy: 'cache-and-network',
  });
  return (
    <QueryGate
      result={result}
      retry={reload}
      skeleton={
        <Desk isOpen={false}>
          <DeskQueue label={t('ui.nav.review')} head={null}>
            <div className={styles.skeleton}>
              <Skeleton lines={6} height={72} />
            </div>
          </DeskQueue>
          <DeskPane>
            <Skeleton lines={2} height={24} />
            <Card>
              <Skeleton lines={8} height={24} />
            </Card>
          </DeskPane>
        </Desk>
      }
    >
      {({ exclusiveDiscounts, jointSalesAuthorizations: asked, customerDemands: demands }) => {
        const lists = {
          discounts: exclusiveDiscounts.nodes,
          requests: asked?.nodes ?? [],
          demands: demands?.nodes ?? [],
        };
        const cases = casesOf(lists, t, format);
        return cases.length === 0 && open === undefined ? (
          <EmptyState page title={t('ui.review.empty')}>
            {t('ui.review.emptyText')}
          </EmptyState>
        ) : (
          <ReviewDesk
            cases={cases}
            isCurrent={!result.stale}
            count={sumOf([
              exclusiveDiscounts.count,
              ...(asked ? [asked.count] : []),
              ...(demands ? [demands.count] : []),
            ])}
            openId={open ?? null}
            onOpen={(id) =>
              void navigate({ to: '/review', search: { open: id ?? undefined }, replace: true })
            }
          />
        );
      }}
    </QueryGate>
  );
}
