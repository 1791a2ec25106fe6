import type { Count } from '../domain/bulk/selection.ts';
import { createStore, type Store } from '../lib/store.ts';

/** The page of a list that was last on screen, for steps from record to record. */
export interface ShownRows {
  /** Ids of the rows; null for a row without a page. */
  ids: readonly (string | null)[];
  offset: number;
  count: Count | null;
}

const shown = new Map<string, Store<ShownRows | null>>();

export function shownRows(list: string): Store<ShownRows | null> {
  const known = shown.get(list) ?? createStore<ShownRows | null>(null);
  shown.set(list, known);
  return known;
}

/** Name of the rows of a list on the page of a record, apart from those of the list's page. */
export const inRecord = (list: string): string => `${list} of a record`;

export interface Place {
  /** Position in the list, from 1. */
  position: number;
  count: Count | null;
  previous: string | null;
  next: string | null;
}

/** Place of a record in the rows that were last shown; null if it was not among them. */
export function placeOf(rows: ShownRows | null, id: string): Place | null {
  const at = rows?.ids.indexOf(id) ?? -1;
  if (!rows || at < 0) return null;
  return {
    position: rows.offset + at + 1,
    count: rows.count,
    previous: rows.ids.slice(0, at).findLast((one) => one !== null) ?? null,
    next: rows.ids.slice(at + 1).find((one) => one !== null) ?? null,
  };
}
