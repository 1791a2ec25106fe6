import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';

/** Kinds of filter: several values, one text, days from–to (both included), on or off. */
export type FilterKind = 'list' | 'text' | 'period' | 'flag';
export interface Period {
  start: string;
  end: string;
}
interface FilterValues {
  list: string[];
  text: string;
  period: Period | null;
  flag: boolean;
}
export interface SortState {
  id: string;
  direction: 'asc' | 'desc';
}

export interface ListShape<F extends Record<string, FilterKind>> {
  filters: F;
  /** Ids that may be sorted by; the first is the default. */
  sorts?: readonly string[];
  defaultSort?: SortState;
  defaultSize?: number;
  /** Largest page; the API allows 100. */
  sizes?: readonly number[];
}

/** The search parameters of a list: all optional, defaults are left out of the URL. */
export interface ListSearch {
  q?: string;
  sort?: string;
  size?: number;
  /** End cursors of the pages before the present one; the last one is sent as `after`. */
  after?: string[];
  view?: string;
  cols?: string;
  open?: string;
  [filter: string]: string | number | string[] | undefined;
}

const RESERVED = ['q', 'view', 'cols', 'open'] as const;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value
    ? value
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : undefined;

function readFilter<K extends FilterKind>(kind: K, raw: string | undefined): FilterValues[K] {
  const [start = '', end = ''] = (raw ?? '').split('~');
  const values: FilterValues = {
    list: raw ? raw.split('~') : [],
    text: raw ?? '',
    period: DAY.test(start) && DAY.test(end) ? { start, end } : null,
    flag: raw === '1',
  };
  return values[kind];
}

function writeFilter(value: string[] | string | Period | boolean | null): string | undefined {
  if (Array.isArray(value)) return value.join('~') || undefined;
  if (value && typeof value === 'object') return `${value.start}~${value.end}`;
  if (typeof value === 'boolean') return value ? '1' : undefined;
  return value || undefined;
}

export interface ListDefinition<F extends Record<string, FilterKind>> extends ListShape<F> {
  /** For the route: `validateSearch: customerList.validate`. Drops whatever it does not know. */
  validate: (search: Record<string, unknown>) => ListSearch;
}

/** Declares what the URL of one list may hold. Used by its route and its page. */
export function defineList<const F extends Record<string, FilterKind>>(
  shape: ListShape<F>,
): ListDefinition<F> {
  const sizes = shape.sizes ?? [20, 50, 100];
  function validate(search: Record<string, unknown>): ListSearch {
    const out: ListSearch = {};
    for (const key of [...RESERVED, ...Object.keys(shape.filters)]) {
      const value = text(search[key]);
      if (value !== undefined) out[key] = value;
    }
    const sort = text(search.sort);
    if (sort && shape.sorts?.includes(sort.replace(/^-/, ''))) out.sort = sort;
    if (sizes.includes(Number(search.size))) out.size = Number(search.size);
    const after = Array.isArray(search.after)
      ? search.after.filter((c): c is string => typeof c === 'string')
      : [];
    if (after.length) out.after = after;
    return out;
  }
  return { ...shape, sizes, validate };
}

export type FiltersOf<F extends Record<string, FilterKind>> = {
  [K in keyof F]: FilterValues[F[K]];
};

export interface ListState<F extends Record<string, FilterKind>> {
  search: string;
  filters: FiltersOf<F>;
  sort: SortState | null;
  size: number;
  /** Cursor of the present page, null on the first one. */
  after: string | null;
  /** Number of rows before the present page. */
  offset: number;
  view: string | null;
  columns: string[] | null;
  open: string | null;
  /** Whether search or any filter narrows the list. */
  isFiltered: boolean;
  setSearch(value: string): void;
  setFilter<K extends keyof F>(key: K, value: FiltersOf<F>[K]): void;
  setSort(sort: SortState): void;
  setSize(size: number): void;
  /** Goes on after the present page's `endCursor`. */
  next(endCursor: string): void;
  previous(): void;
  clear(): void;
  /** Applies a view: its filters instead of the present ones. */
  setView(view: string | null, filters?: Partial<FiltersOf<F>>): void;
  setColumns(columns: string[] | null): void;
  setOpen(id: string | null): void;
}

/** The state of a list, kept in the URL only: reload, Back and a pasted link give the same rows. */
export function useListState<F extends Record<string, FilterKind>>(
  list: ListDefinition<F>,
): ListState<F> {
  const search = useSearch({ strict: false }) as ListSearch;
  const navigate = useNavigate();
  return useMemo(() => {
    const read = (key: string) => text(search[key]);
    const stack = search.after ?? [];
    const size = search.size ?? list.defaultSize ?? 50;
    const filters = Object.fromEntries(
      Object.entries(list.filters).map(([key, kind]) => [key, readFilter(kind, read(key))]),
    ) as FiltersOf<F>;
    const noFilters = Object.fromEntries(Object.keys(list.filters).map((key) => [key, undefined]));
    const firstSort: SortState | null =
      list.defaultSort ?? (list.sorts?.[0] ? { id: list.sorts[0], direction: 'desc' } : null);

    function go(change: Partial<ListSearch>, replace = false): void {
      const next = { ...search, ...change };
      for (const key of Object.keys(next)) if (next[key] === undefined) delete next[key];
      void navigate({ to: '.', search: next as never, replace, resetScroll: false });
    }
    const restart = (change: Partial<ListSearch>, replace = false) =>
      go({ ...change, after: undefined, open: undefined }, replace);

    return {
      search: search.q ?? '',
      filters,
      sort: search.sort
        ? {
            id: search.sort.replace(/^-/, ''),
            direction: search.sort.startsWith('-') ? 'desc' : 'asc',
          }
        : firstSort,
      size,
      after: stack.at(-1) ?? null,
      offset: stack.length * size,
      view: search.view ?? null,
      columns: search.cols ? search.cols.split('~') : null,
      open: search.open ?? null,
      isFiltered:
        Boolean(search.q) || Object.keys(list.filters).some((key) => read(key) !== undefined),
      setSearch: (value) => restart({ q: value || undefined }, true),
      setFilter: (key, value) => restart({ [key as string]: writeFilter(value as string) }),
      setSort: ({ id, direction }) => {
        const isDefault = firstSort?.id === id && firstSort.direction === direction;
        restart({ sort: isDefault ? undefined : direction === 'desc' ? `-${id}` : id });
      },
      setSize: (value) => restart({ size: value === (list.defaultSize ?? 50) ? undefined : value }),
      next: (endCursor) => go({ after: [...stack, endCursor], open: undefined }),
      previous: () =>
        go({ after: stack.length > 1 ? stack.slice(0, -1) : undefined, open: undefined }),
      clear: () => restart({ ...noFilters, q: undefined, view: undefined }),
      setView: (view, preset = {}) => {
        const written = Object.fromEntries(
          Object.entries(preset).map(([key, value]) => [key, writeFilter(value as string)]),
        );
        restart({ ...noFilters, ...written, q: undefined, view: view ?? undefined });
      },
      setColumns: (columns) => go({ cols: columns?.join('~') || undefined }, true),
      setOpen: (id) => go({ open: id ?? undefined }),
    };
  }, [search, navigate, list]);
}
