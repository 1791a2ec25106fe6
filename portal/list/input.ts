import type { Session } from '../lib/auth.ts';
import type { MessageId } from '../lib/i18n.tsx';
import { isFor, type List } from './define.ts';
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

/** Labels of filters whose URL text is invalid, so that they have no effect. */
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

/** Query variables for the present state of a list. */
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
