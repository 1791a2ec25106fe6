import { useQuery } from 'urql';
import { graphql } from '../../../gql/gql.ts';

const Product = graphql(`
  query useProductLimits($id: ID!) {
    product(by: { id: $id }) { id maxShareRatio standardShareRatio floorPayRate }
  }
`);

/** Limits and usual values of a product, as fractions; undefined until one is chosen and known. */
export function useProductLimits(id: string | null) {
  const [{ data }] = useQuery({ query: Product, variables: { id: id ?? '' }, pause: !id });
  return id && data?.product?.id === id ? data.product : undefined;
}
