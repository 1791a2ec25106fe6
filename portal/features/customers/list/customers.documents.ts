import { graphql } from '../../../gql/gql.ts';

export const query = graphql(`
  query CustomerList($first: Int!, $after: String, $filter: CustomerFilter, $orderBy: CustomerOrder) {
    customers(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      nodes {
        id name cloudAccount status tags createdAt customerType level
        soldThisYear { amount currency }
        accountManager { id name mail }
        binding { id type boundAt dueAt }
        throughPartner { id name }
      }
      pageInfo { hasNextPage endCursor }
      count { value isExact }
    }
  }
`);

export const counts = graphql(`
  query CustomerList_counts(
    $all: CustomerFilter, $mine: CustomerFilter, $bound: CustomerFilter, $requests: CustomerFilter
    $invited: CustomerFilter, $prospects: CustomerFilter
  ) {
    all: customers(first: 1, filter: $all) { count { value isExact } }
    mine: customers(first: 1, filter: $mine) { count { value isExact } }
    bound: customers(first: 1, filter: $bound) { count { value isExact } }
    requests: customers(first: 1, filter: $requests) { count { value isExact } }
    invited: customers(first: 1, filter: $invited) { count { value isExact } }
    prospects: customers(first: 1, filter: $prospects) { count { value isExact } }
  }
`);

export const totals = graphql(`
  query CustomerList_totals($filter: CustomerFilter) {
    list: customers(filter: $filter) { totals { soldThisYear { amount currency } } }
  }
`);
