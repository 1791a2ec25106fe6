import { graphql } from '../../gql/gql.ts';

export const query = graphql(`
  query ProductList($first: Int!, $after: String, $filter: ProductFilter, $orderBy: ProductOrder) {
    products(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      nodes {
        id name saleModel productType status floorPayRate standardShareRatio isFavorite createdAt
        seller { id name }
        specifications { id status listPrice { amount currency } }
      }
      pageInfo { hasNextPage endCursor }
      count { value isExact }
    }
  }
`);
