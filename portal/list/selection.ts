import { useMemo } from 'react';
import { createStore, type Store, useStore } from '../lib/store.ts';

/** How many rows; beyond 10,000 only that there are more. */
export interface Count {
  value: number;
  isExact: boolean;
}

/** How many rows several lists have together. */
export const sumOf = (counts: readonly Count[]): Count => ({
  value: counts.reduce((sum, { value }) => sum + value, 0),
  isExact: counts.every(({ isExact }) => isExact),
});

/**
 * What a bulk action acts on: rows by their global ids, or every row that matches a filter of the API,
 * whatever their number. `list` is the name of the list, `count` what the person saw when choosing.
 */
export type Selection<F = object> = { readonly list: string; readonly count: Count } & (
  | { readonly ids: readonly string[]; readonly filter?: undefined }
  | { readonly filter: F; readonly ids?: undefined }
);

/** What the dialog of a bulk action gets. */
export interface BulkProps<F = object> {
  selection: Selection<F>;
  /** To be called when the action has taken its selection. */
  clear: () => void;
}

/** Ids with the filter under which each was ticked, or one filter for all that match it. */
interface Chosen {
  ids: ReadonlyMap<string, string>;
  matching: { key: string; count: Count } | null;
}
const NOTHING: Chosen = { ids: new Map(), matching: null };

const stores = new Map<string, Store<Chosen>>();
function storeOf(list: string): Store<Chosen> {
  const known = stores.get(list) ?? createStore(NOTHING);
  stores.set(list, known);
  return known;
}

export interface ListSelection {
  /** Ids that were ticked one by one, over all pages and filters. */
  ids: readonly string[];
  /** Ticked under another filter than the present one, so perhaps outside of it. */
  doubtful: readonly string[];
  /** Set while every match of the present filter is selected. */
  matching: Count | null;
  isEmpty: boolean;
  isSelected: (id: string) => boolean;
  set: (ids: ReadonlySet<string>) => void;
  selectMatching: (count: Count) => void;
  clear: () => void;
}

/**
 * The selection of a list; it survives paging, filtering, and a visit to a record. `filterKey` names the
 * present filter: "all matches" ends with the filter that it was said of.
 */
export function useSelection(list: string, filterKey: string): ListSelection {
  const store = storeOf(list);
  const chosen = useStore(store);
  return useMemo(() => {
    const matching = chosen.matching?.key === filterKey ? chosen.matching.count : null;
    const ids = [...chosen.ids.keys()];
    return {
      ids,
      doubtful: ids.filter((id) => chosen.ids.get(id) !== filterKey),
      matching,
      isEmpty: ids.length === 0 && !matching,
      isSelected: (id) => matching !== null || chosen.ids.has(id),
      set: (next) =>
        store.set({
          ids: new Map([...next].map((id) => [id, chosen.ids.get(id) ?? filterKey])),
          matching: null,
        }),
      selectMatching: (count) => store.set({ ids: new Map(), matching: { key: filterKey, count } }),
      clear: () => store.set(NOTHING),
    };
  }, [store, chosen, filterKey]);
}
