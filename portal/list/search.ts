import { createStore, type Store } from '../lib/store.ts';

/**
 * The search parameters of every list; defaults are left out of the URL. Beside these stand the list's own
 * filters, each as text: several values are joined with "~", an empty text clears what the view sets.
 */
export interface ListSearch {
  /** What is searched for. */
  q?: string;
  /** Field, with "-" in front for the largest or newest first. */
  sort?: string;
  size?: number;
  /** End cursors of the pages before the present one; the last one is sent as `after`. */
  after?: string[];
  /** A view of the list, or the id of a saved one. */
  view?: string;
  /** Columns in their order, with a width where one was set: "NAME~status~gross.120". */
  cols?: string;
  density?: string;
  /** The record beside the list. */
  open?: string;
  [filter: string]: string | number | string[] | undefined;
}

export const SIZES = [20, 50, 100] as const;
export const DEFAULT_SIZE = 50;
const NAME = /^[A-Za-z]\w{0,40}$/;

/** A value of the URL as text: the router reads "2026" as a number and "true" as a boolean. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : undefined;

/** For the route of every list. It keeps what may be a filter; the list itself ignores what it does not know. */
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

/** A list as it was last seen, so that the way back from a record leads to the same rows. */
export function lastSearch(list: string): Store<ListSearch> {
  const known = seen.get(list) ?? createStore<ListSearch>({});
  seen.set(list, known);
  return known;
}
