import { useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useQuery } from 'urql';
import { serverNow } from '../lib/clock.ts';
import { isoDay } from '../lib/dates.ts';
import { useFormat } from '../lib/format.ts';
import { useText } from '../lib/i18n.tsx';
import { useSession } from '../lib/session.ts';
import { isFor, type List, type ListViewSpec, labelOf } from './define.ts';
import { printFilter, type Scope } from './filters.ts';
import { filterInput } from './input.ts';
import type { ListSearch } from './search.ts';
import type { Base, ViewState } from './useListState.ts';

/** A tab over the list. */
export interface ListTab extends Base {
  label: string;
  count?: string;
}

const stateOf = ({ filters = {} }: ListViewSpec<string>, scope: Scope): ViewState =>
  Object.fromEntries(
    Object.entries(filters).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, printFilter(value, scope)]],
    ),
  );

const EVERYTHING: Base = { id: 'all', state: {}, isSaved: false };

/** The tabs of a list with their counts, and the view that the URL stands on. */
export function useViews(list: List): { tabs: readonly ListTab[]; base: Base } {
  const t = useText();
  const format = useFormat();
  const session = useSession();
  const { view: chosen } = useSearch({ strict: false }) as ListSearch;
  // Views that speak of coming days change at midnight, not with every second.
  const today = isoDay(serverNow());
  const views = useMemo(() => {
    const scope: Scope = {
      member: `mem_${session.member.id}`,
      now: Date.parse(`${today}T12:00:00+08:00`),
    };
    return list.views
      .filter((view) => isFor(view, session))
      .map((view) => ({
        id: view.id,
        label: view.label,
        state: stateOf(view, scope),
        isSaved: false,
      }));
  }, [list, session, today]);
  // Apart from the rows, so that turning a page does not count anew.
  const [{ data: counts }] = useQuery({
    // A pause needs a document too; it is never sent.
    query: list.counts ?? (list.query as NonNullable<List['counts']>),
    variables: Object.fromEntries(
      views.map(({ id, state }) => [id, filterInput(list, (key) => state[key] ?? '', session)]),
    ),
    pause: !list.counts,
    requestPolicy: 'cache-and-network',
  });
  const base = views.find(({ id }) => id === chosen) ?? views[0] ?? EVERYTHING;
  const tabs = views.map(({ label, ...view }) => {
    const count = counts?.[view.id]?.count;
    return { ...view, label: labelOf(label, t), count: count && format.count(count) };
  });
  return { tabs, base };
}
