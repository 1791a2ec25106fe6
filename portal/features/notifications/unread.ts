import { graphql } from '../../gql/gql.ts';

/** How many notifications the viewer has not read. */
export const Unread = graphql(`
  query UnreadNotifications {
    notifications(first: 1, filter: { unread: true }) { count { value isExact } }
  }
`);
