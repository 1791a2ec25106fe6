import { graphql } from '../../../../gql/gql.ts';

export const DepthReport = graphql(`
  query DepthReport($filter: DiscountReportFilter!, $by: [DiscountReportDimension!]!) {
    total: discountReport(groupBy: [], filter: $filter, first: 1) {
      rows {
        discountCount specialCount
        listTotal { amount currency }
        netTotal { amount currency }
        savings { amount currency }
      }
    }
    months: discountReport(groupBy: [MONTH], filter: $filter, orderBy: { field: MONTH, direction: DESC }, first: 60) {
      rows {
        month discountCount specialCount
        listTotal { amount currency }
        savings { amount currency }
      }
    }
    depths: discountReport(groupBy: [DEPTH], filter: $filter, first: 10) {
      rows {
        depth discountCount
        savings { amount currency }
      }
    }
    groups: discountReport(groupBy: $by, filter: $filter, orderBy: { field: SAVINGS, direction: DESC }, first: 200) {
      rows {
        discountCount specialCount
        product { id name }
        customer { id name }
        partner { id name }
        listTotal { amount currency }
        netTotal { amount currency }
        savings { amount currency }
      }
      isComplete
    }
  }
`);
