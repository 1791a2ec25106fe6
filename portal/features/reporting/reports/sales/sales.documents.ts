import { graphql } from '../../../../gql/gql.ts';

export const SalesReport = graphql(`
  query SalesReport(
    $filter: SalesReportFilter!, $before: SalesReportFilter!, $by: [SalesReportDimension!]!
  ) {
    total: salesReport(groupBy: [], filter: $filter, first: 1) {
      rows {
        saleCount refundCount
        deal { amount currency }
        cash { amount currency }
        refunded { amount currency }
      }
    }
    totalBefore: salesReport(groupBy: [], filter: $before, first: 1) {
      rows { deal { amount currency } }
    }
    months: salesReport(groupBy: [MONTH, PRODUCT_TYPE], filter: $filter, orderBy: { field: MONTH, direction: DESC }, first: 400) {
      rows { month productType deal { amount currency } }
    }
    groups: salesReport(groupBy: $by, filter: $filter, orderBy: { field: DEAL, direction: DESC }, first: 200) {
      rows {
        productType saleCount refundCount
        product { id name }
        customer { id name }
        partner { id name }
        deal { amount currency }
        cash { amount currency }
      }
      isComplete
    }
    groupsBefore: salesReport(groupBy: $by, filter: $before, orderBy: { field: DEAL, direction: DESC }, first: 1000) {
      rows {
        productType
        product { id }
        customer { id }
        partner { id }
        deal { amount currency }
      }
    }
  }
`);
