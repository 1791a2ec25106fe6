import { graphql } from '../../../gql/gql.ts';

export const query = graphql(`
  query UpstreamAccountList($first: Int!, $after: String, $filter: UpstreamAccountFilter, $orderBy: UpstreamAccountOrder) {
    upstreamAccounts(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      nodes {
        id system status endpoint accessKeyId rotatedAt rejectedAt rejectionCode createdAt
        organization { id name }
      }
      pageInfo { hasNextPage endCursor }
      count { value isExact }
    }
  }
`);

export const counts = graphql(`
  query UpstreamAccountList_counts($present: UpstreamAccountFilter, $rejected: UpstreamAccountFilter) {
    present: upstreamAccounts(first: 1, filter: $present) { count { value isExact } }
    rejected: upstreamAccounts(first: 1, filter: $rejected) { count { value isExact } }
  }
`);
