import { graphql } from '../../gql/gql.ts';

export const Unread = graphql(`
  query UnreadNotifications {
    notifications(first: 1, filter: { unread: true }) { count { value isExact } }
  }
`);
