import { graphql } from '../../../gql/gql.ts';

export const query = graphql(`
  query ReconciliationList(
    $first: Int!, $after: String, $filter: DifferenceFilter, $orderBy: DifferenceOrder
  ) {
    differences(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      nodes {
        id tradeId status differenceClass ours theirs createdAt resolution resolvedAt reason
        oursAmount { amount currency }
        theirsAmount { amount currency }
        gap { amount currency }
        organization { id name }
        customer { id name }
        order { id number }
        ...DifferenceSteps_difference
      }
      pageInfo { hasNextPage endCursor }
      count { value isExact }
    }
  }
`);

export const counts = graphql(`
  query ReconciliationList_counts(
    $open: DifferenceFilter, $resolved: DifferenceFilter, $all: DifferenceFilter
  ) {
    open: differences(first: 1, filter: $open) { count { value isExact } }
    resolved: differences(first: 1, filter: $resolved) { count { value isExact } }
    all: differences(first: 1, filter: $all) { count { value isExact } }
  }
`);

export const totals = graphql(`
  query ReconciliationList_totals($filter: DifferenceFilter) {
    list: differences(filter: $filter) {
      totals {
        oursAmount { amount currency }
        theirsAmount { amount currency }
        gap { amount currency }
      }
    }
  }
`);
