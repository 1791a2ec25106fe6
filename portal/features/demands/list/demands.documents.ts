import { graphql } from '../../../gql/gql.ts';

export const query = graphql(`
  query DemandList(
    $first: Int!, $after: String, $filter: CustomerDemandFilter, $orderBy: CustomerDemandOrder
  ) {
    customerDemands(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      nodes {
        id number status customerName productName expectedShareRatio grantedShareRatio maxShareRatio
        dueAt createdAt
        expectedAmount { amount currency }
        partner { id name }
        seller { id name }
      }
      pageInfo { hasNextPage endCursor }
      count { value isExact }
    }
  }
`);

export const counts = graphql(`
  query DemandList_counts(
    $all: CustomerDemandFilter, $drafts: CustomerDemandFilter, $waiting: CustomerDemandFilter
    $accepted: CustomerDemandFilter, $converted: CustomerDemandFilter, $ended: CustomerDemandFilter
  ) {
    all: customerDemands(first: 1, filter: $all) { count { value isExact } }
    drafts: customerDemands(first: 1, filter: $drafts) { count { value isExact } }
    waiting: customerDemands(first: 1, filter: $waiting) { count { value isExact } }
    accepted: customerDemands(first: 1, filter: $accepted) { count { value isExact } }
    converted: customerDemands(first: 1, filter: $converted) { count { value isExact } }
    ended: customerDemands(first: 1, filter: $ended) { count { value isExact } }
  }
`);

export const totals = graphql(`
  query DemandList_totals($filter: CustomerDemandFilter) {
    list: customerDemands(filter: $filter) { totals { expectedAmount { amount currency } } }
  }
`);
