import { graphql } from '../../gql/gql.ts';

export const query = graphql(`
  query OrderList($first: Int!, $after: String, $filter: OrderFilter, $orderBy: OrderOrder) {
    orders(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      nodes {
        id number orderType status attribution attributionReason customerName placedAt paidAt
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
