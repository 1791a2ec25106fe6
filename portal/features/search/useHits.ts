import type { CombinedError } from '@urql/core';
import { useState } from 'react';
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
/** A wait that is shorter is not shown, and who types on within it is still typing. */
const PATIENCE_MS = 150;

/**
 * What the server finds for a text. It is asked at once, but while it is at it, only for what
 * is typed no further. Until an answer is there the previous finds stay, so that nothing jumps; `waiting`
 * says that it takes longer than a moment.
 */
export function useHits(text: string) {
  const [found, setFound] = useState<Found>(NOTHING);
  const typed = text.trim().slice(0, 64);
  const [wanted, setWanted] = useState(typed);
  const [{ data, error, fetching, operation }, again] = useQuery({
    query: Hits,
    variables: { text: wanted },
    pause: wanted === '',
    requestPolicy: 'network-only',
  });
  const isAnswered = wanted === '' || (!fetching && operation?.variables.text === wanted);
  const hits = wanted === '' ? [] : data?.search.nodes;
  if (isAnswered && hits && found.text !== wanted) setFound({ text: wanted, hits });
  const rested = useSettled(typed, PATIENCE_MS);
  if (wanted !== typed && (isAnswered || rested === typed)) setWanted(typed);
  const isCurrent = found.text === typed;
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
