import { graphql } from '../../gql/gql.ts';

export const query = graphql(`
  query ServiceList($first: Int!, $after: String, $filter: OrderLineFilter, $orderBy: OrderLineOrder) {
    orderLines(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      nodes {
        id orderNumber productName specificationName quantity placedAt serviceUntil
        dealPrice { amount currency }
        order { id }
      }
      pageInfo { hasNextPage endCursor }
      count { value isExact }
    }
  }
`);

export const totals = graphql(`
  query ServiceList_totals($filter: OrderLineFilter) {
    list: orderLines(filter: $filter) { totals { dealPrice { amount currency } } }
  }
`);
