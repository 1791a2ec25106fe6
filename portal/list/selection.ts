import { useMemo } from 'react';
import type { Count } from '../domain/bulk/selection.ts';
import { createStore, type Store, useStore } from '../lib/store.ts';

/** Ids with the filter under which each was selected, or one filter for all matches. */
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
  /** Ids selected individually, across pages and filters. */
  ids: readonly string[];
  /** Selected under another filter, so perhaps outside the present one. */
  doubtful: readonly string[];
  matching: Count | null;
  isEmpty: boolean;
  isSelected: (id: string) => boolean;
  set: (ids: ReadonlySet<string>) => void;
  selectMatching: (count: Count) => void;
  clear: () => void;
}

/**
 * The selection of a list; it survives paging, filtering and a visit to a record. `filterKey`
 * identifies the present filter; "all matches" ends when it changes.
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
