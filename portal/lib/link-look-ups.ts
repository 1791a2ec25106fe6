import type { UpdateResolver } from '@urql/exchange-graphcache';

/**
 * A query of a desk also asks its first case with all details: `linkLookUps('appeal', 'Appeal')` for the list lets
 * the look-up of that case find them in the cache, so that the desk is drawn after one answer. `most`: number of cases
 * that are asked so, where the desk has another order than the list.
 */
export const linkLookUps =
  (lookUp: string, type: string, most = 1): UpdateResolver =>
  (data, { first }, cache, { fieldName }) => {
    const { nodes = [] } = data[fieldName] as { nodes?: readonly { id: string }[] };
    if (first !== most) return;
    for (const node of nodes)
      cache.link('Query', lookUp, { by: { id: node.id } }, { __typename: type, ...node });
  };
