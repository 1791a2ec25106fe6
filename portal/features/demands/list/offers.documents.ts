import { graphql } from '../../../gql/gql.ts';

export const query = graphql(`
  query PrivateOfferList(
    $first: Int!, $after: String, $filter: PrivateOfferFilter, $orderBy: PrivateOfferOrder
  ) {
    privateOffers(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      nodes {
        id number name status customerName customerCount productName shareRatio validFrom validUntil createdAt
        listTotal { amount currency }
        netTotal { amount currency }
        partner { id name }
        seller { id name }
      }
      pageInfo { hasNextPage endCursor }
      count { value isExact }
    }
  }
`);

export const counts = graphql(`
  query PrivateOfferList_counts(
    $all: PrivateOfferFilter, $review: PrivateOfferFilter, $scheduled: PrivateOfferFilter
    $effective: PrivateOfferFilter, $ended: PrivateOfferFilter
  ) {
    all: privateOffers(first: 1, filter: $all) { count { value isExact } }
    review: privateOffers(first: 1, filter: $review) { count { value isExact } }
    scheduled: privateOffers(first: 1, filter: $scheduled) { count { value isExact } }
    effective: privateOffers(first: 1, filter: $effective) { count { value isExact } }
    ended: privateOffers(first: 1, filter: $ended) { count { value isExact } }
  }
`);

export const totals = graphql(`
  query PrivateOfferList_totals($filter: PrivateOfferFilter) {
    list: privateOffers(filter: $filter) { totals { netTotal { amount currency } } }
  }
`);
