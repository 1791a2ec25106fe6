import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useQuery } from 'urql';
import { graphql } from '../../gql/gql.ts';
import { useText } from '../../lib/i18n.tsx';
import { sideOf, useSession } from '../../lib/session.ts';
import { QueryGate } from '../../shell/QueryGate.tsx';
import { useTitle } from '../../shell/title.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import styles from './Review.module.css';
import { ReviewDesk } from './ReviewDesk.tsx';

const Queue = graphql(`
  query ReviewPage($filter: ExclusiveDiscountFilter!) {
    exclusiveDiscounts(first: 100, filter: $filter, orderBy: { field: CREATED, direction: ASC }) {
      nodes { id reviewDueAt ...ReviewDesk_discount }
      count { value isExact }
    }
  }
`);

const route = getRouteApi('/app/review');

/** What waits for the reader's decision, the most urgent first: a seller's own products, or special requests for an operator. */
export function ReviewPage() {
  const t = useText();
  const seller = sideOf(useSession()) === 'SELLER';
  const { open } = route.useSearch();
  const navigate = useNavigate();
  useTitle(t('ui.nav.review'));
  const [result, reload] = useQuery({
    query: Queue,
    variables: { filter: { status: [seller ? 'SELLER_REVIEW' : 'MANUAL_REVIEW'] } },
    requestPolicy: 'cache-and-network',
  });
  return (
    <QueryGate
      result={result}
      retry={() => reload({ requestPolicy: 'network-only' })}
      skeleton={
        <div className={styles.skeleton}>
          <Skeleton lines={8} height={48} />
        </div>
      }
    >
      {({ exclusiveDiscounts: { nodes, count } }) =>
        nodes.length === 0 ? (
          <EmptyState page title={t('ui.review.empty')}>
            {t('ui.review.emptyText')}
          </EmptyState>
        ) : (
          <ReviewDesk
            discounts={[...nodes].sort((a, b) =>
              (a.reviewDueAt ?? '').localeCompare(b.reviewDueAt ?? ''),
            )}
            count={count}
            openId={open ?? null}
            onOpen={(id) =>
              void navigate({ to: '/review', search: { open: id ?? undefined }, replace: true })
            }
          />
        )
      }
    </QueryGate>
  );
}
