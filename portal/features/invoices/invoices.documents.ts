import { graphql } from '../../gql/gql.ts';

export const query = graphql(`
  query InvoiceList($first: Int!, $after: String, $filter: InvoiceFilter, $orderBy: InvoiceOrder) {
    invoices(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      nodes {
        id paymentRequestNumber number status dueAt notifiedAt issuedOn vatRate expectedVatRate
        gross { amount currency }
        bill { id number period }
        partner { id name }
        ...InvoiceClock_invoice
      }
      pageInfo { hasNextPage endCursor }
      count { value isExact }
    }
  }
`);

export const counts = graphql(`
  query InvoiceList_counts(
    $all: InvoiceFilter, $toIssue: InvoiceFilter, $toSend: InvoiceFilter, $toSign: InvoiceFilter
    $toVerify: InvoiceFilter, $verified: InvoiceFilter, $overdue: InvoiceFilter
  ) {
    all: invoices(first: 1, filter: $all) { count { value isExact } }
    toIssue: invoices(first: 1, filter: $toIssue) { count { value isExact } }
    toSend: invoices(first: 1, filter: $toSend) { count { value isExact } }
    toSign: invoices(first: 1, filter: $toSign) { count { value isExact } }
    toVerify: invoices(first: 1, filter: $toVerify) { count { value isExact } }
    verified: invoices(first: 1, filter: $verified) { count { value isExact } }
    overdue: invoices(first: 1, filter: $overdue) { count { value isExact } }
  }
`);

export const totals = graphql(`
  query InvoiceList_totals($filter: InvoiceFilter) {
    list: invoices(filter: $filter) {
      totals {
        gross { amount currency }
      }
    }
  }
`);
