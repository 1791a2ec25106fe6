import { graphql } from '../../gql/gql.ts';

export const query = graphql(`
  query AuditList($first: Int!, $after: String, $filter: AuditEntryFilter) {
    auditEntries(first: $first, after: $after, filter: $filter) {
      nodes { id createdAt day position actorName role via action subjectType label requestId hash }
      pageInfo { hasNextPage endCursor }
      count { value isExact }
    }
  }
`);
