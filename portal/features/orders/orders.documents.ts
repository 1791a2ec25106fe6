import { graphql } from '../../gql/gql.ts';

export const query = graphql(`
  query OrderList($first: Int!, $after: String, $filter: OrderFilter) {
    orders(first: $first, after: $after, filter: $filter) {
      nodes {
        id number orderType status attribution attributionReason customerName placedAt
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
