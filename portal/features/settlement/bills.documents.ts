import { graphql } from '../../gql/gql.ts';

export const query = graphql(`
  query BillList(
    $first: Int!, $after: String, $filter: SettlementBillFilter, $orderBy: SettlementBillOrder
  ) {
    settlementBills(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      nodes {
        id number period status runAt lineCount
        gross { amount currency }
        net { amount currency }
        tax { amount currency }
        partner { id name }
      }
      pageInfo { hasNextPage endCursor }
      count { value isExact }
    }
  }
`);

export const counts = graphql(`
  query BillList_counts(
    $all: SettlementBillFilter, $toConfirm: SettlementBillFilter, $toCountersign: SettlementBillFilter
    $toInvoice: SettlementBillFilter, $paying: SettlementBillFilter, $paid: SettlementBillFilter
  ) {
    all: settlementBills(first: 1, filter: $all) { count { value isExact } }
    toConfirm: settlementBills(first: 1, filter: $toConfirm) { count { value isExact } }
    toCountersign: settlementBills(first: 1, filter: $toCountersign) { count { value isExact } }
    toInvoice: settlementBills(first: 1, filter: $toInvoice) { count { value isExact } }
    paying: settlementBills(first: 1, filter: $paying) { count { value isExact } }
    paid: settlementBills(first: 1, filter: $paid) { count { value isExact } }
  }
`);

export const totals = graphql(`
  query BillList_totals($filter: SettlementBillFilter) {
    list: settlementBills(filter: $filter) {
      totals {
        gross { amount currency }
        net { amount currency }
        tax { amount currency }
      }
    }
  }
`);
