import { graphql } from '../../../gql/gql.ts';

export const query = graphql(`
  query CspList(
    $first: Int!, $after: String, $filter: CspAuthorizationFilter, $orderBy: CspAuthorizationOrder
  ) {
    cspAuthorizations(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      nodes {
        id status level productName partnerName customerName floorPayRate shareRatio
        validFrom validUntil termsVersion createdAt
        seller { id name }
      }
      pageInfo { hasNextPage endCursor }
      count { value isExact }
    }
  }
`);

export const counts = graphql(`
  query CspList_counts(
    $all: CspAuthorizationFilter, $active: CspAuthorizationFilter, $ending: CspAuthorizationFilter
    $scheduled: CspAuthorizationFilter, $ended: CspAuthorizationFilter
  ) {
    all: cspAuthorizations(first: 1, filter: $all) { count { value isExact } }
    active: cspAuthorizations(first: 1, filter: $active) { count { value isExact } }
    ending: cspAuthorizations(first: 1, filter: $ending) { count { value isExact } }
    scheduled: cspAuthorizations(first: 1, filter: $scheduled) { count { value isExact } }
    ended: cspAuthorizations(first: 1, filter: $ended) { count { value isExact } }
  }
`);
