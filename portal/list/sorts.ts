import type { Session } from '../lib/auth.ts';
import { sideOf } from '../lib/session.ts';
import { isFor, type List } from './define.ts';

/** Orderings of the columns that the console shows. */
export const sortsOf = (list: List, session: Session): readonly string[] =>
  (list.sorts ?? []).filter((sort) => {
    const column = list.columns.find(({ id }) => id === sort);
    return column && isFor(column, session);
  });

/** The ordering of a list as it opens. */
export function firstSortOf(list: List, session: Session): string {
  const { defaultSort } = list;
  const own = typeof defaultSort === 'object' ? defaultSort[sideOf(session)] : defaultSort;
  const [first] = sortsOf(list, session);
  return own ?? (first ? `-${first}` : '');
}
