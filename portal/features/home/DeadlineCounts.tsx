import { useEffect } from 'react';
import { useSubscription } from 'urql';
import { readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { navCounts, type TopBarItemProps } from '../../shell/feature.ts';
import { useObjectPath } from '../../shell/objects.ts';

const Mine = graphql(`
  fragment DeadlineCounts_query on Query {
    deadlines(first: 100, filter: { isMine: true }) { nodes { id subjectId subjectType event } }
  }
`);

/** New instants update every badge of these deadlines; see `deadlineUpdates`. */
const Changed = graphql(`
  subscription DeadlineChanged { deadlineChanged { subjectType subjectId deadlines { id dueAt isProvisional pausedSince pauseReason } } }
`);

/**
 * Writes the navigation's red counts. It is mounted in the top bar, which lives as long as the
 * shell, and renders nothing.
 */
export function DeadlineCounts({ query }: Pick<TopBarItemProps, 'query'>) {
  const pathOf = useObjectPath();
  const data = readFragment(Mine, query);
  useSubscription({ query: Changed });
  useEffect(() => {
    const counts: Record<string, number> = {};
    for (const { subjectType, subjectId, event } of data?.deadlines.nodes ?? []) {
      const entry = pathOf(subjectType, subjectId, event)?.replace(/\/[^/]*$/, '');
      if (entry) counts[entry] = (counts[entry] ?? 0) + 1;
    }
    navCounts.set(counts);
  }, [data, pathOf]);
  return null;
}
