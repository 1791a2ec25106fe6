import { graphql } from '../../../gql/gql.ts';

export const query = graphql(`
  query PaymentQueue(
    $first: Int!, $after: String, $filter: PaymentAuthorizationFilter, $orderBy: PaymentAuthorizationOrder
  ) {
    paymentAuthorizations(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      nodes {
        id status period partnerName orderNumber productName createdAt dueAt isDueProvisional isFlagged
        decidedAt releasedAt
        amount { amount currency }
        seller { id name }
        orderLine { id shareRatio specificationName cash { amount currency } order { id customerName } }
      }
      pageInfo { hasNextPage endCursor }
      count { value isExact }
    }
  }
`);

export const counts = graphql(`
  query PaymentQueue_counts(
    $pending: PaymentAuthorizationFilter, $flagged: PaymentAuthorizationFilter
    $refused: PaymentAuthorizationFilter, $authorized: PaymentAuthorizationFilter
  ) {
    pending: paymentAuthorizations(first: 1, filter: $pending) { count { value isExact } }
    flagged: paymentAuthorizations(first: 1, filter: $flagged) { count { value isExact } }
    refused: paymentAuthorizations(first: 1, filter: $refused) { count { value isExact } }
    authorized: paymentAuthorizations(first: 1, filter: $authorized) { count { value isExact } }
  }
`);

export const totals = graphql(`
  query PaymentQueue_totals($filter: PaymentAuthorizationFilter) {
    list: paymentAuthorizations(filter: $filter) { totals { amount { amount currency } } }
  }
`);
