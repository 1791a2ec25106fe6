import { graphql } from '../../../../gql/gql.ts';

export const DeadlineReport = graphql(`
  query DeadlineReport($filter: DeadlineReportFilter!, $by: [DeadlineReportDimension!]!) {
    total: deadlineReport(groupBy: [], filter: $filter, first: 1) {
      rows { deadlineCount inTimeCount lateCount lapsedCount withdrawnCount medianLeftSeconds }
    }
    months: deadlineReport(groupBy: [MONTH], filter: $filter, orderBy: { field: MONTH, direction: DESC }, first: 60) {
      rows { month inTimeCount lateCount lapsedCount withdrawnCount medianLeftSeconds }
    }
    groups: deadlineReport(groupBy: $by, filter: $filter, orderBy: { field: DEADLINE_COUNT, direction: DESC }, first: 200) {
      rows {
        subjectType actsSide
        deadlineCount inTimeCount lateCount lapsedCount withdrawnCount medianLeftSeconds
      }
    }
  }
`);

export const query = graphql(`
  query DeadlineOutcomeList($first: Int!, $after: String, $filter: DeadlineOutcomeFilter) {
    deadlineOutcomes(first: $first, after: $after, filter: $filter) {
      nodes { id subjectType subjectId label actsSide outcome startedAt dueAt endedAt }
      pageInfo { hasNextPage endCursor }
      count { value isExact }
    }
  }
`);
