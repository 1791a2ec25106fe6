import { graphql } from '../../gql/gql.ts';

export const query = graphql(`
  query SupervisionList($first: Int!, $after: String, $filter: SupervisionFilter, $orderBy: SupervisionOrder) {
    supervisions(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      nodes {
        id orderNumber customerName productName template status actsSide dueAt isOverdue paidAt rejectionCount
        dealPrice { amount currency }
        seller { id name }
        partner { id name }
      }
      pageInfo { hasNextPage endCursor }
      count { value isExact }
    }
  }
`);

export const totals = graphql(`
  query SupervisionList_totals($filter: SupervisionFilter) {
    list: supervisions(filter: $filter) { totals { dealPrice { amount currency } } }
  }
`);
