import { graphql } from '../../../gql/gql.ts';

// By the organization, because an operator's own list of members is that of the whole marketplace.
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
