import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo } from 'react';
import { useQuery } from 'urql';
import type { Session } from '../lib/auth.ts';
import { serverNow } from '../lib/clock.ts';
import { isoDay } from '../lib/dates.ts';
import { useFormat } from '../lib/format.ts';
import { useText } from '../lib/i18n.tsx';
import { useSession } from '../lib/session.ts';
import { labelOf } from './column.ts';
import { isFor, type List, type ListViewSpec } from './define.ts';
import { printFilter, type Scope } from './filters.ts';
import { filterInput } from './input.ts';
import { type SavedView, savedState, useSavedViews } from './saved-views.ts';
import { type ListSearch, SAVED_ID } from './search.ts';
import type { Base, ListState, ViewState } from './useListState.ts';

export interface ListTab extends Base {
  label: string;
  count?: string;
  isShared?: boolean;
}

export interface ListViews {
  tabs: readonly ListTab[];
  /** The present view, and the saved view if it is one. */
  base: Base;
  saved: SavedView | undefined;
  /** True until it is known which view the address opens. */
  isPending: boolean;
  /** True if the address is about to become that of another view. */
  isLeaving: boolean;
  isFirst: (id: string) => boolean;
  showFirst: (state: ListState) => void;
  show: (state: ListState, id: string) => void;
  reload: () => void;
}

const stateOf = ({ filters = {}, sort }: ListViewSpec<string>, scope: Scope): ViewState => ({
  ...Object.fromEntries(
    Object.entries(filters).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, printFilter(value, scope)]],
    ),
  ),
  ...(sort && { sort }),
});

/** The view of a list that declares none. */
export const EVERYTHING: Base = { id: 'all', state: {}, isSaved: false };

type OwnView = ListViewSpec<string> & Base;

/** The declared views for a member. Those over coming days change at midnight, not every second. */
export function ownViews(list: List, session: Session, today = isoDay(serverNow())): OwnView[] {
  const scope: Scope = {
    member: `mem_${session.member.id}`,
    now: Date.parse(`${today}T12:00:00+08:00`),
  };
  return list.views
    .filter((view) => isFor(view, session))
    .map((view) => ({ ...view, state: stateOf(view, scope), isSaved: false }));
}

/** The view that the address opens. */
export function baseOf(own: readonly Base[], { view: id }: ListSearch, kept: readonly Base[] = []) {
  const known = [...own, ...kept].find((view) => view.id === id);
  if (known) return known;
  // Someone else's view, or one still loading: the URL contains all of its settings.
  return id && SAVED_ID.test(id) ? { id, state: {}, isSaved: true } : (own[0] ?? EVERYTHING);
}

/** Variables of the counts: the filter of each view. */
export const countsOf = (list: List, views: readonly Base[], session: Session) =>
  Object.fromEntries(
    views.map(({ id, state }) => [id, filterInput(list, (key) => state[key] ?? '', session)]),
  );

/** Number of rows of each declared view. A query of its own, so that turning a page does not count again. */
function useCounts(list: List, views: readonly Base[]) {
  const session = useSession();
  const [{ data }] = useQuery({
    // `pause` needs a document too; it is never sent.
    query: list.counts ?? (list.query as NonNullable<List['counts']>),
    variables: countsOf(list, views, session),
    pause: !list.counts,
    requestPolicy: 'cache-and-network',
  });
  return list.counts ? data : undefined;
}

/** The tabs of a list with their counts, and the present view. */
export function useViews(list: List): ListViews {
  const t = useText();
  const format = useFormat();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as ListSearch;
  const session = useSession();
  const today = isoDay(serverNow());
  const own = useMemo(() => ownViews(list, session, today), [list, session, today]);
  const counts = useCounts(list, own);
  const { views: saved, reload } = useSavedViews(list.name);

  // The plain address opens with the person's default view and then names it, for recipients of the
  // link.
  const isPlain = Object.keys(search).length === 0;
  const opensWith = saved?.find(({ isDefault }) => isDefault);
  useEffect(() => {
    if (isPlain && opensWith)
      void navigate({
        to: '.',
        search: { ...savedState(opensWith), view: opensWith.id } as never,
        replace: true,
      });
  }, [isPlain, opensWith, navigate]);

  const kept = useMemo(
    () => (saved ?? []).map((view) => ({ ...view, state: savedState(view), isSaved: true })),
    [saved],
  );
  const first = own[0] ?? EVERYTHING;
  const base = useMemo<Base>(() => baseOf(own, search, kept), [own, search, kept]);
  const tabs: ListTab[] = [
    ...own.map(({ id, state, isSaved, label }) => {
      const count = counts?.[id]?.count;
      return { id, state, isSaved, label: labelOf(label, t), count: count && format.count(count) };
    }),
    ...(own.length === 0 && kept.length > 0 ? [{ ...EVERYTHING, label: t('ui.all') }] : []),
    ...kept.map(({ id, state, isSaved, name, isShared }) => ({
      id,
      state,
      isSaved,
      label: name,
      isShared,
    })),
  ];
  const isFirst = (id: string) => id === first.id;
  // If the plain address opens a default view, the first view needs its id in the URL.
  const show = (state: ListState, id: string) => {
    const tab = tabs.find((view) => view.id === id) ?? first;
    state.show(tab, isFirst(tab.id) && !opensWith);
  };
  return {
    tabs,
    base,
    saved: saved?.find(({ id }) => id === base.id),
    isPending: isPlain && (!saved || opensWith !== undefined),
    isLeaving: isPlain && opensWith !== undefined,
    isFirst,
    show,
    showFirst: (state) => show(state, first.id),
    reload,
  };
}
