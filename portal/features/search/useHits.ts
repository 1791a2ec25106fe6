import { graphql } from '../../gql/gql.ts';
import type { SearchHitsQuery } from '../../gql/graphql.ts';
import { useLiveSearch } from '../../lib/live-search.ts';

const Hits = graphql(`
  query SearchHits($text: String!) {
    search(query: $text, first: 5) { nodes { id type title code note state } }
  }
`);

export type Hit = SearchHitsQuery['search']['nodes'][number];

export function useHits(text: string) {
  const { data, ...answer } = useLiveSearch(text, {
    query: Hits,
    variables: (wanted) => ({ text: wanted }),
    isPaused: (wanted) => wanted === '',
    requestPolicy: 'network-only',
  });
  return { ...answer, hits: data?.search.nodes ?? [] };
}
