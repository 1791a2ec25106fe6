import { type DocumentInput, gql } from '@urql/core';

/** An operation known to the server by its hash; the cache reads the text. */
export const persistedDocument = (hash: string, text: string): DocumentInput =>
  Object.assign(gql(text), { __meta__: { hash } });
