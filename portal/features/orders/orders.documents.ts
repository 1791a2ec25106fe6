import { graphql } from '../../gql/gql.ts';

export const query = graphql(`
  query OrderList($first: Int!, $after: String, $filter: OrderFilter, $orderBy: OrderOrder) {
    orders(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      nodes {
        id number orderType program status attribution attributionReason customerName placedAt paidAt
        listTotal { amount currency }
        dealTotal { amount currency }
        cashTotal { amount currency }
        partner { id name }
        exclusiveDiscount { id number }
      }
      pageInfo { hasNextPage endCursor }
      count { value isExact }
    }
  }
`);

export const counts = graphql(`
  query OrderList_counts(
    $all: OrderFilter, $toPay: OrderFilter, $toBill: OrderFilter
    $refunds: OrderFilter, $unattributed: OrderFilter
  ) {
    all: orders(first: 1, filter: $all) { count { value isExact } }
    toPay: orders(first: 1, filter: $toPay) { count { value isExact } }
    toBill: orders(first: 1, filter: $toBill) { count { value isExact } }
    refunds: orders(first: 1, filter: $refunds) { count { value isExact } }
    unattributed: orders(first: 1, filter: $unattributed) { count { value isExact } }
  }
`);

export const totals = graphql(`
  query OrderList_totals($filter: OrderFilter) {
    list: orders(filter: $filter) {
      totals {
        dealTotal { amount currency }
        cashTotal { amount currency }
      }
    }
  }
`);
