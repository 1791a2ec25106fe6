import type { Session } from '../lib/auth.ts';
import type { MessageId } from '../lib/i18n.tsx';
import { isFor, type List } from './define.ts';
import type { ListState } from './useListState.ts';

/** The filters of a list as the API's input takes them; what is off is null. */
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

/** Labels of the filters of an address whose text says nothing that the list knows, so that they filter nothing. */
export function ignoredFilters(
  list: List,
  { text }: Pick<ListState, 'text'>,
  session: Session,
): MessageId[] {
  return Object.entries(list.filters)
    .filter(
      ([key, filter]) =>
        isFor(filter, session) && text(key) !== '' && filter.input(text(key)) === null,
    )
    .map(([, { label }]) => label);
}

/** The variables of a list's query for the page that its state says. */
export function variablesOf(list: List, state: ListState, session: Session) {
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
