import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useQuery } from 'urql';
import { sumOf } from '../../../domain/bulk/selection.ts';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { sideOf, useMay, useSession } from '../../../lib/session.ts';
import { QueryGate } from '../../../shell/QueryGate.tsx';
import { useTitle } from '../../../shell/title.ts';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../../ui/feedback/Skeleton.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { Desk, DeskPane, DeskQueue } from '../../../ui/layout/Desk.tsx';
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
      first: 100, filter: { status: [SUBMITTED] }, orderBy: { field: CREATED, direction: ASC }
    ) @include(if: $withDemands) {
      nodes { id ...ReviewCases_demand }
      count { value isExact }
    }
  }
`);

const route = getRouteApi('/app/review');

/**
 * The review queue, most urgent first: discounts, requests and customer demands on a seller's products,
 * or special requests for an operator. Requests are hidden from roles that cannot answer them.
 */
export function ReviewPage() {
  const t = useText();
  const format = useFormat();
  const may = useMay();
  const seller = sideOf(useSession()) === 'SELLER';
  const { open } = route.useSearch();
  const navigate = useNavigate();
  useTitle(t('ui.nav.review'));
  const [result, reload] = useQuery({
    query: Queue,
    variables: {
      filter: { status: [seller ? 'SELLER_REVIEW' : 'MANUAL_REVIEW'] },
      withRequests: may('jointSalesAuthorizationGrant'),
      withDemands: may('customerDemandReceive'),
    },
    requestPolicy: 'cache-and-network',
  });
  return (
    <QueryGate
      result={result}
      retry={() => reload({ requestPolicy: 'network-only' })}
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
        return cases.length === 0 ? (
          <EmptyState page title={t('ui.review.empty')}>
            {t('ui.review.emptyText')}
          </EmptyState>
        ) : (
          <ReviewDesk
            cases={cases}
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
