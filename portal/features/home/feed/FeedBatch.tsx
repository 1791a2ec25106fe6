import { useQuery } from 'urql';
import { graphql } from '../../../gql/gql.ts';
import { failureOf } from '../../../lib/errors.ts';
import { useText } from '../../../lib/i18n.tsx';
import { FailureState } from '../../../shell/FailureState.tsx';
import { RouteLink } from '../../../shell/links.ts';
import { useObjectPath } from '../../../shell/objects.ts';
import { Loading, Skeleton } from '../../../ui/feedback/Skeleton.tsx';
import type { Act } from './feed.ts';

const Batch = graphql(`
  query FeedBatch($requestId: [String!]) {
    recentActivities(first: 100, filter: { requestId: $requestId }) {
      nodes { id subjectId subjectType label event }
      pageInfo { hasNextPage }
    }
  }
`);

/** The objects of one sentence. */
export function FeedBatch({ acts }: { acts: readonly Act[] }) {
  const t = useText();
  const pathOf = useObjectPath();
  const [act] = acts;
  const [result, reload] = useQuery({
    query: Batch,
    variables: { requestId: [...new Set(acts.map(({ requestId }) => requestId))] },
  });
  if (result.error && !result.data)
    return <FailureState failure={failureOf(result.error)} onRetry={reload} />;
  if (!result.data)
    return (
      <Loading label={t('ui.loading')}>
        <Skeleton lines={2} height={20} />
      </Loading>
    );
  const { nodes, pageInfo } = result.data.recentActivities;
  const own = nodes.filter(
    ({ event, subjectType }) => event === act!.event && subjectType === act!.subjectType,
  );
  return (
    <ul>
      {own.map(({ id, subjectType, subjectId, label }) => {
        const path = pathOf(subjectType, subjectId);
        return <li key={id}>{path ? <RouteLink to={path}>{label}</RouteLink> : label}</li>;
      })}
      {pageInfo.hasNextPage && <li className="note">{t('ui.home.andMore')}</li>}
    </ul>
  );
}
