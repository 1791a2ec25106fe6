import { createStore, type Store } from '../lib/store.ts';

/**
 * Search parameters of every list; defaults are left out of the URL. The list's filters come next
 * to them, each as text: values are joined with "~", an empty text clears the filter of the view.
 */
export interface ListSearch {
  q?: string;
  sort?: string;
  size?: number;
  /** End cursors of the previous pages; the last one is sent as `after`. */
  after?: string[];
  view?: string;
  /** Columns in order, with an optional width: "NAME~status~gross.120". */
  cols?: string;
  density?: string;
  open?: string;
  [filter: string]: string | number | string[] | undefined;
}

/** Id of a saved view. */
export const SAVED_ID = /^svw_/;

export const SIZES = [20, 50, 100] as const;
export const DEFAULT_SIZE = 50;
const NAME = /^[A-Za-z]\w{0,40}$/;

/** A URL value as text: the router parses "2026" as a number and "true" as a boolean. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : undefined;

/** A URL value that is a text of at least one letter. */
export const wordOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value ? value : undefined;

/** Search validation of every list route; the list itself ignores unknown filters. */
export function listSearch(search: Record<string, unknown>): ListSearch {
  const out: ListSearch = {};
  for (const [key, value] of Object.entries(search)) {
    const text = textOf(value);
    if (NAME.test(key) && text !== undefined && key !== 'size' && key !== 'after') out[key] = text;
  }
  const size = Number(search.size);
  if (size !== DEFAULT_SIZE && SIZES.some((known) => known === size)) out.size = size;
  const after = Array.isArray(search.after)
    ? search.after.filter((cursor): cursor is string => typeof cursor === 'string')
    : [];
  if (after.length > 0) out.after = after;
  return out;
}

const seen = new Map<string, Store<ListSearch>>();

/** The last state of a list, for links back from a record. */
export function lastSearch(list: string): Store<ListSearch> {
  const known = seen.get(list) ?? createStore<ListSearch>({});
  seen.set(list, known);
  return known;
}
