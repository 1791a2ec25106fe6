import { graphql } from '../../gql/gql.ts';

export const query = graphql(`
  query PartnerList($first: Int!, $after: String, $filter: PartnerFilter, $orderBy: PartnerOrder) {
    partners(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      nodes {
        id name tier status parentName joinedAt certifiedAt
        organization { id code }
        ...PartnerActions_partner
      }
      pageInfo { hasNextPage endCursor }
      count { value isExact }
    }
  }
`);
