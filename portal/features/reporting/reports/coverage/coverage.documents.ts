import { graphql } from '../../../../gql/gql.ts';

export const CoverageReport = graphql(`
  query CoverageReport(
    $discounts: DiscountReportFilter!, $csp: CspAuthorizationReportFilter!, $joint: JointSalesAuthorizationReportFilter!
    $sold: SalesReportFilter!
    $byDiscount: [DiscountReportDimension!]!, $byCsp: [CspAuthorizationReportDimension!]!
    $byJoint: [JointSalesAuthorizationReportDimension!]!, $bySold: [SalesReportDimension!]!
    $isJoint: Boolean!, $byProduct: Boolean!, $byCustomer: Boolean!, $byPartner: Boolean!
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
        product @include(if: $byProduct) { id name }
        customer @include(if: $byCustomer) { id name }
        partner @include(if: $byPartner) { id name }
      }
    }
    csp: cspAuthorizationReport(groupBy: $byCsp, filter: $csp, first: 500) {
      rows {
        authorizationCount
        product @include(if: $byProduct) { id name }
        customer @include(if: $byCustomer) { id name }
        partner @include(if: $byPartner) { id name }
      }
    }
    joint: jointSalesAuthorizationReport(groupBy: $byJoint, filter: $joint, first: 500) @include(if: $isJoint) {
      rows {
        authorizationCount
        product @include(if: $byProduct) { id name }
        customer @include(if: $byCustomer) { id name }
        partner @include(if: $byPartner) { id name }
      }
    }
    sold: salesReport(groupBy: $bySold, filter: $sold, orderBy: { field: DEAL, direction: DESC }, first: 500) {
      rows {
        product @include(if: $byProduct) { id name }
        customer @include(if: $byCustomer) { id name }
        partner @include(if: $byPartner) { id name }
        deal { amount currency }
      }
    }
  }
`);
