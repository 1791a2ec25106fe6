import type { UpdateResolver } from '@urql/exchange-graphcache';

/**
 * A query of a desk also asks its first case with all details: `known('appeal', 'Appeal')` for the list lets the
 * look-up of that case find them in the cache, so that the desk is drawn after one answer.
 */
export const known =
  (lookUp: string, type: string): UpdateResolver =>
  (data, { first }, cache, { fieldName }) => {
    const { nodes = [] } = data[fieldName] as { nodes?: readonly { id: string }[] };
    if (first === 1 && nodes[0])
      cache.link('Query', lookUp, { by: { id: nodes[0].id } }, { __typename: type, ...nodes[0] });
  };
