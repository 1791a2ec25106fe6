import { graphql } from '../../../gql/gql.ts';

export const query = graphql(`
  query DiscountList(
    $first: Int!, $after: String, $filter: ExclusiveDiscountFilter, $orderBy: ExclusiveDiscountOrder
  ) {
    exclusiveDiscounts(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      nodes {
        id number name status origin customerName productName validFrom validUntil createdAt reviewDueAt
        listTotal { amount currency }
        netTotal { amount currency }
        savings { amount currency }
        partner { id name }
      }
      pageInfo { hasNextPage endCursor }
      count { value isExact }
    }
  }
`);

export const counts = graphql(`
  query DiscountList_counts(
    $all: ExclusiveDiscountFilter, $drafts: ExclusiveDiscountFilter, $review: ExclusiveDiscountFilter
    $scheduled: ExclusiveDiscountFilter, $effective: ExclusiveDiscountFilter
    $ending: ExclusiveDiscountFilter, $rejected: ExclusiveDiscountFilter, $ended: ExclusiveDiscountFilter
  ) {
    all: exclusiveDiscounts(first: 1, filter: $all) { count { value isExact } }
    drafts: exclusiveDiscounts(first: 1, filter: $drafts) { count { value isExact } }
    review: exclusiveDiscounts(first: 1, filter: $review) { count { value isExact } }
    scheduled: exclusiveDiscounts(first: 1, filter: $scheduled) { count { value isExact } }
    effective: exclusiveDiscounts(first: 1, filter: $effective) { count { value isExact } }
    ending: exclusiveDiscounts(first: 1, filter: $ending) { count { value isExact } }
    rejected: exclusiveDiscounts(first: 1, filter: $rejected) { count { value isExact } }
    ended: exclusiveDiscounts(first: 1, filter: $ended) { count { value isExact } }
  }
`);

export const totals = graphql(`
  query DiscountList_totals($filter: ExclusiveDiscountFilter) {
    list: exclusiveDiscounts(filter: $filter) {
      totals {
        netTotal { amount currency }
        savings { amount currency }
      }
    }
  }
`);
