import { graphql } from '../../gql/gql.ts';

export const query = graphql(`
  query TransferList($first: Int!, $after: String, $filter: JobFilter, $orderBy: JobOrder) {
    jobs(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      nodes {
        id kind status total done label target createdAt
        file { id name bytes rows expiresAt removedAt downloadPath }
      }
      pageInfo { hasNextPage endCursor }
      count { value isExact }
    }
  }
`);

export const counts = graphql(`
  query TransferList_counts($all: JobFilter, $exports: JobFilter, $imports: JobFilter) {
    all: jobs(first: 1, filter: $all) { count { value isExact } }
    exports: jobs(first: 1, filter: $exports) { count { value isExact } }
    imports: jobs(first: 1, filter: $imports) { count { value isExact } }
  }
`);
