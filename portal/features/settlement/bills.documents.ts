import { graphql } from '../../gql/gql.ts';

export const query = graphql(`
  query BillList($first: Int!, $after: String, $filter: SettlementBillFilter) {
    settlementBills(first: $first, after: $after, filter: $filter) {
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
