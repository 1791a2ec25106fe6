import { graphql } from '../../../gql/gql.ts';

export const Performance = graphql(`
  query Performance(
    $since: Month!, $until: Month!, $now: DateTimeRange!, $before: DateTimeRange!, $by: [SalesReportDimension!]!,
    $month: String!, $periods: [String!]!, $targets: Boolean!
  ) {
    months: salesReport(groupBy: [MONTH], filter: { months: { from: $since, until: $until } }, first: 40) {
      rows { month performance { amount currency } }
    }
    now: salesReport(groupBy: [], filter: { placedWithin: $now }, first: 1) {
      rows {
        cash { amount currency }
        performance { amount currency }
        rebound { amount currency }
        unassociated { amount currency }
      }
    }
    before: salesReport(groupBy: [], filter: { placedWithin: $before }, first: 1) {
      rows { performance { amount currency } }
    }
    groups: salesReport(
      groupBy: $by, filter: { placedWithin: $now, performance: [COUNTED] }, orderBy: { field: PERFORMANCE, direction: DESC }, first: 100
    ) {
      rows {
        product { id name }
        customer { id name }
        partner { id name }
        productType saleCount refundCount
        performance { amount currency }
      }
      isComplete
    }
    groupsBefore: salesReport(
      groupBy: $by, filter: { placedWithin: $before, performance: [COUNTED] }, orderBy: { field: PERFORMANCE, direction: DESC }, first: 1000
    ) {
      rows {
        product { id }
        customer { id }
        partner { id }
        productType
        performance { amount currency }
      }
    }
    targets: performanceTargets(first: 40, filter: { period: $periods, isOfProducts: false }) @include(if: $targets) {
      nodes { id period amount { amount currency } }
    }
    goals: performanceTargets(first: 100, filter: { period: [$month], isOfProducts: true }) @include(if: $targets) {
      nodes { id productType product { id name } amount { amount currency } }
      pageInfo { hasNextPage }
    }
    rebound: partnerBindings(first: 100, filter: { isRebound: true }) {
      nodes {
        id boundAt performanceFrom
        customer { id name }
        partner { id name }
        formerPartner { id name }
        leftOut { amount currency }
      }
      count { value isExact }
    }
  }
`);
