import { graphql } from '../gql/gql.ts';

/** The parts that the frame of a page shows; each item of the top bar reads its own fragment of the one answer. */
export const Shell = graphql(`
  query Shell($bell: Boolean!, $jobs: Boolean!) {
    ...DeadlineCounts_query
    ...NotificationBell_query @include(if: $bell)
    ...TaskTray_query @include(if: $jobs)
  }
`);
