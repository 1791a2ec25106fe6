import { useQuery } from 'urql';
import { graphql } from '../gql/gql.ts';

const Product = graphql(`
  query useProductLimits($id: ID!) {
    product(by: { id: $id }) { id name maxShareRatio standardShareRatio floorPayRate }
  }
`);

/** Name, limits and default terms of a product, as fractions; undefined until loaded. */
export function useProductLimits(id: string | null) {
  const [{ data }] = useQuery({ query: Product, variables: { id: id ?? '' }, pause: !id });
  return id && data?.product?.id === id ? data.product : undefined;
}
