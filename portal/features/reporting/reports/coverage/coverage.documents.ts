import { graphql } from '../../../../gql/gql.ts';

export const CoverageReport = graphql(`
  query CoverageReport(
    $discounts: DiscountReportFilter!, $csp: CspAuthorizationReportFilter!, $joint: JointSalesAuthorizationReportFilter!
    $sold: SalesReportFilter!
    $byDiscount: [DiscountReportDimension!]!, $byCsp: [CspAuthorizationReportDimension!]!
    $byJoint: [JointSalesAuthorizationReportDimension!]!, $bySold: [SalesReportDimension!]!
    $isJoint: Boolean!
  ) {
    discountMonths: discountReport(groupBy: [VALID_MONTH], filter: $discounts, first: 1000) {
      rows { validMonth discountCount }
    }
    cspMonths: cspAuthorizationReport(groupBy: [VALID_MONTH], filter: $csp, first: 1000) {
      rows { validMonth authorizationCount }
    }
    jointMonths: jointSalesAuthorizationReport(groupBy: [VALID_MONTH], filter: $joint, first: 1000) @include(if: $isJoint) {
      rows { validMonth authorizationCount }
    }
    discounts: discountReport(groupBy: $byDiscount, filter: $discounts, first: 500) {
      rows {
        discountCount
        product { id name }
        customer { id name }
        partner { id name }
      }
    }
    csp: cspAuthorizationReport(groupBy: $byCsp, filter: $csp, first: 500) {
      rows {
        authorizationCount
        product { id name }
        customer { id name }
        partner { id name }
      }
    }
    joint: jointSalesAuthorizationReport(groupBy: $byJoint, filter: $joint, first: 500) @include(if: $isJoint) {
      rows {
        authorizationCount
        product { id name }
        customer { id name }
        partner { id name }
      }
    }
    sold: salesReport(groupBy: $bySold, filter: $sold, orderBy: { field: DEAL, direction: DESC }, first: 500) {
      rows {
        product { id name }
        customer { id name }
        partner { id name }
        deal { amount currency }
      }
    }
  }
`);
