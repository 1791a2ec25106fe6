import {
  type AnyVariables,
  type CombinedError,
  createRequest,
  type TypedDocumentNode,
} from '@urql/core';
import { useState } from 'react';
import { type UseQueryArgs, useQuery } from 'urql';
import { useSettled } from './debounce.ts';

/** A shorter wait is not shown, and typing continues within it. */
const PATIENCE_MS = 150;
/** Maximum length of a search text on the server. */
const TEXT_MAX = 64;

export interface Typed {
  text: string;
  /** The text to search for, without characters that are still being composed. */
  wanted: string;
  isComposing: boolean;
  edit: (text: string, composing: boolean) => void;
}

export function useTyped(first = ''): Typed {
  const [typed, setTyped] = useState({ text: first, wanted: first, isComposing: false });
  const edit = (text: string, isComposing: boolean) =>
    setTyped(({ wanted }) => ({ text, wanted: isComposing ? wanted : text, isComposing }));
  return { ...typed, edit };
}

export interface Search<D, V extends AnyVariables> {
  query: TypedDocumentNode<D, V>;
  /** Variables for a trimmed text; "" requests the first records. */
  variables: (text: string) => V;
  isPaused?: (text: string) => boolean;
  requestPolicy?: 'cache-first' | 'network-only';
}

export interface Answer<D> {
  /** The last answer; undefined before the first and while paused. */
  data: D | undefined;
  /** Whether `data` answers the present text. Only then may a result be taken. */
  isCurrent: boolean;
  isSlow: boolean;
  failure: CombinedError | undefined;
  retry: () => void;
}

/**
 * Searches while a text is typed: the first request goes out at once; while one is running, the
 * next waits for a pause in typing. The previous answer stays until the next arrives.
 */
export function useLiveSearch<D, V extends AnyVariables>(
  text: string,
  { query, variables, isPaused = () => false, requestPolicy }: Search<D, V>,
): Answer<D> {
  const typed = text.trim().slice(0, TEXT_MAX);
  const [wanted, setWanted] = useState(typed);
  const [found, setFound] = useState<{ text: string; data: D } | null>(null);
  const pause = isPaused(wanted);
  const asked = { query, variables: variables(wanted), pause, requestPolicy };
  const [{ data, error, fetching, operation }, again] = useQuery<D, V>(asked as UseQueryArgs<V, D>);
  // The hook returns the previous request's answer until the new one arrives.
  const isAnswered =
    pause || (!fetching && operation?.key === createRequest(query, asked.variables).key);
  if (pause) {
    if (found) setFound(null);
  } else if (isAnswered && data && (found?.text !== wanted || found.data !== data))
    setFound({ text: wanted, data });
  const rested = useSettled(typed, PATIENCE_MS);
  if (wanted !== typed && (isAnswered || rested === typed)) setWanted(typed);
  const failure = isAnswered && wanted === typed ? error : undefined;
  const isCurrent = isPaused(typed) || found?.text === typed;
  const isSlow = useSettled(!isCurrent && !failure, PATIENCE_MS) && !isCurrent;
  return {
    data: found?.data,
    isCurrent,
    isSlow,
    failure,
    retry: () => again({ requestPolicy: 'network-only' }),
  };
}
