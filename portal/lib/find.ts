import {
  type AnyVariables,
  type CombinedError,
  createRequest,
  type TypedDocumentNode,
} from '@urql/core';
import { useState } from 'react';
import { type UseQueryArgs, useQuery } from 'urql';
import { useSettled } from './debounce.ts';

/** A shorter wait is not shown, and a text that changes within it is still being typed. */
const PATIENCE_MS = 150;
/** Characters that the server looks for. */
const TEXT_MAX = 64;

/** A text while it is typed. */
export interface Typed {
  text: string;
  /** The text to look for: characters that are still being composed are left out. */
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
  /** The variables that ask for a text, trimmed; "" asks for the first records. */
  variables: (text: string) => V;
  /** Texts for which nothing is asked; absent: none. */
  isPaused?: (text: string) => boolean;
  requestPolicy?: 'cache-first' | 'network-only';
}

export interface Answer<D> {
  /** The last answer; undefined before the first, and while nothing is asked. */
  data: D | undefined;
  /** Whether `data` answers the text as it is now. Only then may anything in it be taken. */
  isCurrent: boolean;
  /** True while the answer takes longer than a moment. */
  isSlow: boolean;
  /** Why there is no answer to the text. */
  failure: CombinedError | undefined;
  retry: () => void;
}

/**
 * Asks the server for a text while it is typed: at once, and while an answer is under way, only once the
 * typing pauses. The previous answer is kept until the next one is there, so that nothing jumps.
 */
export function useFind<D, V extends AnyVariables>(
  text: string,
  { query, variables, isPaused = () => false, requestPolicy }: Search<D, V>,
): Answer<D> {
  const typed = text.trim().slice(0, TEXT_MAX);
  const [wanted, setWanted] = useState(typed);
  const [found, setFound] = useState<{ text: string; data: D } | null>(null);
  const pause = isPaused(wanted);
  const asked = { query, variables: variables(wanted), pause, requestPolicy };
  const [{ data, error, fetching, operation }, again] = useQuery<D, V>(asked as UseQueryArgs<V, D>);
  // The hook gives the answer of the previous request until the new one has its own.
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
