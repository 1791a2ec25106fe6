import { graphql } from '../../../gql/gql.ts';

export const query = graphql(`
  query UpstreamNotificationList(
    $first: Int!, $after: String, $filter: UpstreamNotificationFilter, $orderBy: UpstreamNotificationOrder
  ) {
    upstreamNotifications(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      nodes {
        id activity protocol status isTest upstreamOrderId deliveries attempts resultCode problemCode problemPath
        createdAt lastReceivedAt nextTryAt
        organization { id name }
        order { id number }
        ...NotificationSteps_notification
      }
      pageInfo { hasNextPage endCursor }
      count { value isExact }
    }
  }
`);

export const counts = graphql(`
  query UpstreamNotificationList_counts(
    $all: UpstreamNotificationFilter, $failed: UpstreamNotificationFilter, $refused: UpstreamNotificationFilter
  ) {
    all: upstreamNotifications(first: 1, filter: $all) { count { value isExact } }
    failed: upstreamNotifications(first: 1, filter: $failed) { count { value isExact } }
    refused: upstreamNotifications(first: 1, filter: $refused) { count { value isExact } }
  }
`);
