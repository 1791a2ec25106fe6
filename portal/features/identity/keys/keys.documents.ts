import { graphql } from '../../../gql/gql.ts';

export const query = graphql(`
  query KeyList($first: Int!, $after: String, $filter: ApiKeyFilter, $orderBy: ApiKeyOrder) {
    apiKeys(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      nodes {
        id name prefix isExplorer role scopes createdAt expiresAt lastUsedAt revokedAt
        createdBy { id name }
        parent { id name }
        ...KeyState_key
        ...KeySteps_key
      }
      pageInfo { hasNextPage endCursor }
      count { value isExact }
    }
  }
`);
