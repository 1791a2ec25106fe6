import { graphql } from '../../../gql/gql.ts';

export const query = graphql(`
  query JointList(
    $first: Int!, $after: String, $filter: JointSalesAuthorizationFilter, $orderBy: JointSalesAuthorizationOrder
  ) {
    jointSalesAuthorizations(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      nodes {
        id status level productName partnerName customerName floorPayRate shareRatio
        validFrom validUntil termsVersion createdAt dueAt
        seller { id name }
      }
      pageInfo { hasNextPage endCursor }
      count { value isExact }
    }
  }
`);

export const counts = graphql(`
  query JointList_counts(
    $all: JointSalesAuthorizationFilter, $requested: JointSalesAuthorizationFilter
    $active: JointSalesAuthorizationFilter, $ending: JointSalesAuthorizationFilter
    $scheduled: JointSalesAuthorizationFilter, $ended: JointSalesAuthorizationFilter
  ) {
    all: jointSalesAuthorizations(first: 1, filter: $all) { count { value isExact } }
    requested: jointSalesAuthorizations(first: 1, filter: $requested) { count { value isExact } }
    active: jointSalesAuthorizations(first: 1, filter: $active) { count { value isExact } }
    ending: jointSalesAuthorizations(first: 1, filter: $ending) { count { value isExact } }
    scheduled: jointSalesAuthorizations(first: 1, filter: $scheduled) { count { value isExact } }
    ended: jointSalesAuthorizations(first: 1, filter: $ended) { count { value isExact } }
  }
`);
