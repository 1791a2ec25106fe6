import { graphql } from '../../../gql/gql.ts';

export const query = graphql(`
  query TransactionList(
    $first: Int!, $after: String, $filter: OrderLineFilter, $orderBy: OrderLineOrder
  ) {
    orderLines(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      nodes {
        id orderNumber productName placedAt supervision repayment performance ...BillingState_line
        listPrice { amount currency }
        dealPrice { amount currency }
        cash { amount currency }
        settlementAmount { amount currency }
        order { id customerName }
        partner { id name }
        refundOf { id orderNumber }
      }
      pageInfo { hasNextPage endCursor }
      count { value isExact }
    }
  }
`);

export const counts = graphql(`
  query TransactionList_counts(
    $all: OrderLineFilter, $pending: OrderLineFilter, $issued: OrderLineFilter
    $refunds: OrderLineFilter
  ) {
    all: orderLines(first: 1, filter: $all) { count { value isExact } }
    pending: orderLines(first: 1, filter: $pending) { count { value isExact } }
    issued: orderLines(first: 1, filter: $issued) { count { value isExact } }
    refunds: orderLines(first: 1, filter: $refunds) { count { value isExact } }
  }
`);

export const totals = graphql(`
  query TransactionList_totals($filter: OrderLineFilter) {
    list: orderLines(filter: $filter) {
      totals {
        listPrice { amount currency }
        dealPrice { amount currency }
        cash { amount currency }
        settlementAmount { amount currency }
      }
    }
  }
`);
