import { graphql } from '../../gql/gql.ts';

/** Number of the viewer's unread notifications. */
export const Unread = graphql(`
  query UnreadNotifications {
    notifications(first: 1, filter: { unread: true }) { count { value isExact } }
  }
`);
