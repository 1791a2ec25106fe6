import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Session } from '../lib/auth.ts';
import { useSession } from '../lib/session.ts';
import type { Sort } from '../ui/table/table.ts';
import type { List } from './define.ts';
import { DEFAULT_SIZE, type ListSearch, textOf } from './search.ts';
import { firstSortOf, sortsOf } from './sorts.ts';

export const DENSITIES = ['compact', 'standard', 'comfortable'] as const;
export type RowDensity = (typeof DENSITIES)[number];

/** State of a view, as URL parameters: filters, `q`, `sort`, `cols`, `density`. */
export type ViewState = Readonly<Record<string, string>>;

/** The view that the URL refers to. */
export interface Base {
  id: string;
  state: ViewState;
  /** Saved views are written out in full, because the recipient of a link may not have them. */
  isSaved: boolean;
}

/** A visible column, with a width in px if the person set one. */
export interface ShownColumn {
  id: string;
  width?: number;
}

/** Prints and reads "NAME~gross.120". */
const printColumns = (columns: readonly ShownColumn[] | null): string =>
  columns?.map(({ id, width }) => (width ? `${id}.${width}` : id)).join('~') ?? '';
const readColumns = (text: string): readonly ShownColumn[] | null =>
  text === ''
    ? null
    : text.split('~').map((part) => {
        const [id = '', width] = part.split('.');
        return { id, width: Number(width) || undefined };
      });

export interface ListState {
  text: (key: string) => string;
  /** Text that the view sets. */
  kept: (key: string) => string;
  sort: Sort | null;
  size: number;
  after: string | null;
  offset: number;
  /** Visible columns in order; null for the default. */
  columns: readonly ShownColumn[] | null;
  density: RowDensity | null;
  open: string | null;
  differs: (key: string) => boolean;
  isFiltered: boolean;
  isDirty: boolean;
  viewState: ViewState;
  setText: (key: string, text: string) => void;
  setSort: (sort: Sort) => void;
  setSize: (size: number) => void;
  next: (endCursor: string) => void;
  previous: () => void;
  clear: () => void;
  show: (base: Base, isFirst: boolean) => void;
  setColumns: (columns: readonly ShownColumn[] | null) => void;
  setDensity: (density: RowDensity | null) => void;
  setOpen: (id: string | null) => void;
}

/** The settings of a list in the URL, over those of its view. */
export function readState(list: List, { state: view }: Base, search: ListSearch, session: Session) {
  const sorts = sortsOf(list, session);
  const firstSort = firstSortOf(list, session);
  const kept = (key: string): string => view[key] ?? (key === 'sort' ? firstSort : '');
  const text = (key: string): string => textOf(search[key]) ?? kept(key);
  const sort = sorts.includes(text('sort').replace(/^-/, '')) ? text('sort') : firstSort;
  return {
    kept,
    text,
    firstSort,
    sortText: sort,
    sort: sort
      ? ({
          id: sort.replace(/^-/, ''),
          direction: sort.startsWith('-') ? 'desc' : 'asc',
        } as const)
      : null,
    size: search.size ?? DEFAULT_SIZE,
    after: search.after?.at(-1) ?? null,
  };
}

/** The state of a list, kept in the URL only, so that reload, Back and a pasted link give the same rows. */
export function useListState(list: List, base: Base): ListState {
  const search = useSearch({ strict: false }) as ListSearch;
  const navigate = useNavigate();
  const session = useSession();
  return useMemo(() => {
    const filterKeys = [...Object.keys(list.filters), 'q'];
    const { firstSort, sortText, ...read } = readState(list, base, search, session);
    const { kept, text, size } = read;
    const stack = search.after ?? [];
    const columns = readColumns(text('cols'));
    const density = DENSITIES.find((known) => known === text('density')) ?? null;
    const now: Record<string, string> = {
      ...Object.fromEntries(filterKeys.map((key) => [key, text(key)])),
      sort: sortText === firstSort ? '' : sortText,
      cols: printColumns(columns),
      density: density ?? '',
    };
    const differs = (key: string): boolean =>
      now[key] !== (key === 'sort' && kept(key) === firstSort ? '' : kept(key));

    /** Text for the URL: empty if the view already sets `value`. */
    function written(key: string, value: string): string | undefined {
      if (value !== kept(key)) return value;
      return base.isSaved && value ? value : undefined;
    }
    function go(change: Partial<ListSearch>, replace = false): void {
      const next = { ...search, ...change };
      for (const key of Object.keys(next)) if (next[key] === undefined) delete next[key];
      void navigate({ to: '.', search: next, replace, resetScroll: false });
    }
    const restart = (change: Partial<ListSearch>, replace = false) =>
      go({ ...change, after: undefined, open: undefined }, replace);

    return {
      ...read,
      offset: stack.length * size,
      columns,
      density,
      open: search.open ?? null,
      differs,
      isFiltered: filterKeys.some(differs),
      isDirty: Object.keys(now).some(differs),
      viewState: Object.fromEntries(Object.entries(now).filter(([, value]) => value)),
      setText: (key, value) => restart({ [key]: written(key, value) }, key === 'q'),
      setSort: ({ id, direction }) =>
        restart({ sort: written('sort', direction === 'desc' ? `-${id}` : id) }),
      setSize: (value) => restart({ size: value === DEFAULT_SIZE ? undefined : value }),
      next: (endCursor) => go({ after: [...stack, endCursor], open: undefined }),
      previous: () =>
        go({ after: stack.length > 1 ? stack.slice(0, -1) : undefined, open: undefined }),
      clear: () => restart(Object.fromEntries(filterKeys.map((k) => [k, written(k, kept(k))]))),
      show(view, isFirst) {
        const nothing = Object.fromEntries(Object.keys(search).map((key) => [key, undefined]));
        const size = search.size;
        restart({
          ...nothing,
          size,
          ...(view.isSaved ? view.state : {}),
          view: isFirst ? undefined : view.id,
        });
      },
      setColumns: (chosen) => go({ cols: written('cols', printColumns(chosen)) }, true),
      setDensity: (value) => go({ density: written('density', value ?? '') }, true),
      setOpen: (id) => go({ open: id ?? undefined }),
    };
  }, [search, navigate, session, list, base]);
}
