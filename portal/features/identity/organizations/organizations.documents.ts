import { graphql } from '../../../gql/gql.ts';

export const query = graphql(`
  query OrganizationList(
    $first: Int!, $after: String, $filter: OrganizationFilter, $orderBy: OrganizationOrder
  ) {
    organizations(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      nodes {
        id name nameEn code kind status createdAt
        members(first: 1) { count { value isExact } }
        ...OrganizationActions_organization
      }
      pageInfo { hasNextPage endCursor }
      count { value isExact }
    }
  }
`);
