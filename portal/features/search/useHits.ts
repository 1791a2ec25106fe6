import type { CombinedError } from '@urql/core';
import { useEffect, useState } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../../gql/gql.ts';
import type { SearchHitsQuery } from '../../gql/graphql.ts';
import { useSettled } from '../../lib/debounce.ts';

const Hits = graphql(`
  query SearchHits($text: String!) {
    search(query: $text, first: 5) { nodes { id type title code note state } }
  }
`);

export type Hit = SearchHitsQuery['search']['nodes'][number];

interface Found {
  /** What was looked for. */
  text: string;
  hits: readonly Hit[];
}

const NOTHING: Found = { text: '', hits: [] };
/** Short enough to feel at once, long enough to spare the server a word's first letters. */
const REST_MS = 40;
/** A wait that is shorter is not shown. */
const PATIENCE_MS = 150;

/**
 * What the server finds for a text. Until the answer is there the previous finds stay, so that nothing
 * jumps; `waiting` says that it takes longer than a moment.
 */
export function useHits(text: string) {
  const [found, setFound] = useState<Found>(NOTHING);
  const wanted = useSettled(text.trim().slice(0, 64), REST_MS);
  const [{ data, error, fetching, operation }, again] = useQuery({
    query: Hits,
    variables: { text: wanted },
    pause: wanted === '',
    requestPolicy: 'network-only',
  });
  const answered = operation?.variables.text;
  useEffect(() => {
    if (wanted === '') setFound(NOTHING);
    else if (data && !fetching && answered === wanted)
      setFound({ text: wanted, hits: data.search.nodes });
  }, [wanted, answered, data, fetching]);
  const isCurrent = found.text === text.trim();
  const failure: CombinedError | undefined = fetching ? undefined : error;
  const waiting = useSettled(!isCurrent && !failure, PATIENCE_MS) && !isCurrent;
  return {
    hits: found.hits,
    isCurrent,
    failure,
    waiting,
    retry: () => again({ requestPolicy: 'network-only' }),
  };
}
