import { graphql } from '../../../gql/gql.ts';

export const query = graphql(`
  query InvitationList($first: Int!, $after: String, $filter: MemberInvitationFilter) {
    memberInvitations(first: $first, after: $after, filter: $filter) {
      nodes { id name mail role status expiresAt ...InvitationActions_invitation }
      pageInfo { hasNextPage endCursor }
      count { value isExact }
    }
  }
`);
