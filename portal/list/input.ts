import type { Session } from '../lib/auth.ts';
import type { MessageId } from '../lib/i18n.tsx';
import { isFor, type List } from './define.ts';
import type { Filter } from './filters.ts';
import { type ListSearch, SAVED_ID } from './search.ts';
import { sortsOf } from './sorts.ts';
import type { ListState } from './useListState.ts';

/** The filters of a list as API input; null for a filter that is off. */
export function filterInput(
  list: List,
  text: (key: string) => string,
  session: Session,
): Record<string, unknown> {
  const input: Record<string, unknown> = Object.fromEntries(
    Object.entries(list.filters)
      .filter(([, filter]) => isFor(filter, session))
      .map(([key, filter]) => [key, filter.input(text(key))]),
  );
  if (list.search) input[list.searchField ?? 'search'] = text('q') || null;
  return input;
}

/** Whether a part of the text has no effect: a filter takes only what it knows. */
function isPartlyIgnored({ input }: Filter, text: string): boolean {
  const taken = input(text);
  return taken === null || (Array.isArray(taken) && taken.length < text.split('~').length);
}

/** Labels of filters whose text has no effect, in whole or in part. */
export const ignoredFilters = (
  { filters }: Pick<List, 'filters'>,
  { text }: Pick<ListState, 'text'>,
  session: Session,
): MessageId[] =>
  Object.entries(filters)
    .filter(
      ([key, filter]) =>
        text(key) !== '' && (!isFor(filter, session) || isPartlyIgnored(filter, text(key))),
    )
    .map(([, { label }]) => label);

/** Labels of the parts of a list's address that have no effect. */
export function ignoredParts(
  list: List,
  state: Pick<ListState, 'text'>,
  search: ListSearch,
  views: readonly string[],
  session: Session,
): MessageId[] {
  const sort = state.text('sort').replace(/^-/, '');
  const { view } = search;
  return [
    ...ignoredFilters(list, state, session),
    ...(sort !== '' && !sortsOf(list, session).includes(sort) ? (['ui.list.sort'] as const) : []),
    ...(view && !views.includes(view) && !SAVED_ID.test(view) ? (['ui.view'] as const) : []),
  ];
}

/** Query variables for the present state of a list. */
export function variablesOf(
  list: List,
  state: Pick<ListState, 'text' | 'sort' | 'size' | 'after'>,
  session: Session,
) {
  return {
    ...list.variables?.(session),
    first: state.size,
    after: state.after,
    filter: filterInput(list, state.text, session),
    ...(state.sort && {
      orderBy: {
        field: state.sort.id,
        direction: state.sort.direction === 'asc' ? 'ASC' : 'DESC',
      },
    }),
  };
}
