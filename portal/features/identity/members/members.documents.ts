import { graphql } from '../../../gql/gql.ts';

// By organization, because an operator's list of members covers the whole marketplace.
export const query = graphql(`
  query MemberList($org: ID!, $first: Int!, $after: String, $filter: MemberFilter, $orderBy: MemberOrder) {
    organization(by: { id: $org }) {
      id
      members(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
        nodes { id name mail role status secondFactor createdAt ...MemberActions_member }
        pageInfo { hasNextPage endCursor }
        count { value isExact }
      }
    }
  }
`);
