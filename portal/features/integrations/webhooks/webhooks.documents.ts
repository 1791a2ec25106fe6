import { graphql } from '../../../gql/gql.ts';

export const query = graphql(`
  query WebhookList(
    $first: Int!, $after: String, $filter: WebhookEndpointFilter, $orderBy: WebhookEndpointOrder
  ) {
    webhookEndpoints(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      nodes {
        id name url role status createdAt lastDeliveredAt
        organization { id name }
      }
      pageInfo { hasNextPage endCursor }
      count { value isExact }
    }
  }
`);
