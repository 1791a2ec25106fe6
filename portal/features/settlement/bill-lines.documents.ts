import { createRequest } from 'urql';
import { graphql } from '../../gql/gql.ts';

export const LinesQuery = graphql(`
  query BillLines($id: ID!, $first: Int!, $after: String, $filter: SettlementBillLineFilter) {
    settlementBill(by: { id: $id }) {
      id
      lines(first: $first, after: $after, filter: $filter) {
        nodes {
          id kind month canDispute shareRatio strategy productVatRate serviceVatRate
          cash { amount currency }
          settlement { amount currency }
          paymentAuthorization { id status isFlagged }
          disputes(first: 1) { nodes { id status } }
          ...LineAdjustments_line
          derivation { rule inputs { name value } ...DerivedAmount_derivation }
          orderLine {
            id orderNumber productName
            product { id saleModel }
            order { id customerName }
          }
        }
        pageInfo { hasNextPage endCursor }
        count { value isExact }
        totals { cash { amount currency } settlement { amount currency } }
      }
    }
  }
`);

export const PAGE = 50;
/** The lines that a bill shows first. */
export const firstLines = (id: string) =>
  createRequest(LinesQuery, { id, first: PAGE, after: null, filter: {} });
