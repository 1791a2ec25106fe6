import { graphql } from '../../../gql/gql.ts';

export const query = graphql(`
  query SyncRunList($first: Int!, $after: String, $filter: SyncRunFilter, $orderBy: SyncRunOrder) {
    syncRuns(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      nodes {
        id api outcome requestedBy createdAt finishedAt pages rowsRead rowsWritten rowsUnchanged
        rowsQuarantined differences errorCode errorRequestId
        feed { id organization { id name } }
      }
      pageInfo { hasNextPage endCursor }
      count { value isExact }
    }
  }
`);

export const counts = graphql(`
  query SyncRunList_counts($all: SyncRunFilter, $failed: SyncRunFilter) {
    all: syncRuns(first: 1, filter: $all) { count { value isExact } }
    failed: syncRuns(first: 1, filter: $failed) { count { value isExact } }
  }
`);
