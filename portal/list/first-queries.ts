import { createRequest } from 'urql';
import type { Opening, Prefetch } from '../lib/prefetch.ts';
import type { List } from './define.ts';
import { variablesOf } from './input.ts';
import { Views } from './saved-views.ts';
import { listSearch } from './search.ts';
import { readState } from './useListState.ts';
import { baseOf, countsOf, ownViews } from './useViews.ts';

/** The queries that a list asks when it opens, with its present address. */
export function firstQueries(
  list: List,
  { search: given, session }: Opening,
): ReturnType<Prefetch> {
  const search = listSearch(given);
  const own = ownViews(list, session);
  const state = readState(list, baseOf(own, search), search, session);
  return [
    createRequest(list.query, variablesOf(list, state, session)),
    createRequest(Views, { list: list.name }),
    ...(list.counts ? [createRequest(list.counts, countsOf(list, own, session))] : []),
  ];
}
