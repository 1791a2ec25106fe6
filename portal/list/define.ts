import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { LucideIcon } from 'lucide-react';
import type { ComponentType, ReactNode } from 'react';
import type { BulkProps, Count } from '../domain/bulk/selection.ts';
import type { Session } from '../lib/auth.ts';
import type { MessageId, Text } from '../lib/i18n.tsx';
import { type Side, sideOf } from '../lib/session.ts';
import type { PageAction } from '../shell/feature.ts';
import type { Label, ListColumn, Row, Totals } from './column.ts';
import { type Columns, columnKinds } from './column-kinds.tsx';
import type { Filter, FilterValue } from './filters.ts';
import type { Panel } from './panel.ts';

export type { Columns } from './column-kinds.tsx';
export { coming, filter, me } from './filters.ts';
export { beside } from './panel.ts';

export interface Connection<R> {
  nodes: readonly R[];
  pageInfo: { hasNextPage: boolean; endCursor?: string | null };
  count?: Count | null;
}

type Values<K extends string> = Partial<Record<K, FilterValue>>;

export interface ListViewSpec<K extends string> {
  id: string;
  label: Label;
  filters?: Values<K>;
  for?: readonly Side[];
  /** Type that the role must be able to list; absent: shown to all. */
  may?: string;
  /** Placeholder without rows, instead of the one about filters. */
  empty?: readonly [title: MessageId, text: MessageId];
  /** Order of its rows, as text of the URL, instead of the list's. */
  sort?: string;
}

export const view = <K extends string = never>(
  id: string,
  label: Label,
  filters?: ListViewSpec<K>['filters'],
  more?: Pick<ListViewSpec<K>, 'for' | 'may' | 'empty' | 'sort'>,
): ListViewSpec<K> => ({ id, label, filters, ...more });

type Opened<P = object> = ComponentType<P & { onClose: () => void }>;

/** A button for the selected rows; its dialog receives the selection. */
export interface BulkAction<F = object> extends Omit<PageAction, 'dialog' | 'to'> {
  dialog: Opened<BulkProps<F>>;
  /** States of rows that it applies to; absent: all. */
  states?: readonly string[];
}

export const bulkAction = <F>(
  mutation: string,
  label: MessageId,
  dialog: Opened<BulkProps<F>>,
  icon?: LucideIcon,
  states?: readonly string[],
): BulkAction<F> => ({ mutation, label, icon, dialog, states });

type InputOf<V> = V extends { filter?: infer F } ? NonNullable<F> : Record<never, never>;
type Key<V> = keyof InputOf<V> & string;
/** The route of a row, with parameters. */
export interface RowLink {
  to: string;
  params: Record<string, string>;
  search?: Record<string, string>;
}

/** Another list under the same title. */
export interface Sibling {
  to: string;
  label: MessageId;
  /** Type that the role must be able to list; absent: shown to all. */
  may?: string;
}

/** Parts of the filtered rows; their counts and amounts add up to those of the list. */
export interface Facets<K extends string = string> {
  /** The filter that a part sets. */
  filter: K;
  /** Values that other filters must have, as text of the URL. */
  when: Readonly<Partial<Record<K, string>>>;
  of: ComponentType<FacetsProps>;
}

export interface FacetsProps {
  /** The filter of the list, without the chosen part. */
  filter: Readonly<Record<string, unknown>>;
  /** The chosen part; empty for all of them. */
  value: string;
  onChange: (value: string) => void;
}

/**
 * Declaration of a list page. URL, variables, chips, tabs, columns, selection, states and pages
 * follow from it.
 */
export interface ListSpec<D, V, R extends Row> {
  /** Unique among all lists; saved views and selections refer to it. */
  name: string;
  title: MessageId;
  meta?: MessageId | ((session: Session, t: Text) => ReactNode);
  /** The lists that share the title, this one included. */
  siblings?: readonly Sibling[];
  query: TypedDocumentNode<D, V>;
  rows: (data: D) => Connection<R> | null | undefined;
  /** Query variables in addition to `first`, `after`, `filter` and `orderBy`. */
  variables?: (session: Session) => Partial<V>;
  /** One `count` per view, aliased by the view's id; the variables are the views' filters. */
  counts?: TypedDocumentNode<{ [view: string]: unknown }, { [view: string]: InputOf<V> | null }>;
  /** The connection with the `totals` of the columns' measures, aliased `list`; absent: no sums. */
  totals?: TypedDocumentNode<{ list: { totals: object } }, { filter?: InputOf<V> | null }>;
  /** Period filter with presets in the toolbar; the sums are compared with the period before. */
  period?: Key<V>;
  /** Last complete day of the rows, where it is not today. */
  lastDay?: TypedDocumentNode<{ dataAsOf: { until: string } }, Record<string, never>>;
  facets?: Facets<Key<V>>;
  /** Placeholder of the search box; absent: no search box. */
  search?: MessageId;
  searchField?: Key<V>;
  filters?: { [K in Key<V>]?: Filter<NonNullable<InputOf<V>[K]>> };
  /** Tabs; the page opens with the first. */
  views?: readonly ListViewSpec<Key<V>>[];
  /** Order fields, each with a column of the same id; the first is the default, descending. */
  sorts?: readonly string[];
  defaultSort?: string | Readonly<Partial<Record<Side, string>>>;
  columns: (kinds: Columns<R>) => readonly ListColumn<R>[];
  /** Link of a row: a route with `$id`, or a function. A list with a panel opens it instead. */
  link?: string | ((row: R) => RowLink | null | undefined);
  panel?: Panel;
  /** Placeholder of an empty list; the last text is for viewers who cannot add rows. */
  empty: readonly [title: MessageId, text?: MessageId, passive?: MessageId];
  /** The last action that the role has is the primary one. */
  actions?: readonly PageAction[];
  /** With at least one, rows can be selected. */
  bulk?: readonly BulkAction<InputOf<V>>[];
  above?: ComponentType;
}

/** A declared list without the types of its query, as the framework handles it. */
export interface List
  extends Omit<
    ListSpec<unknown, Record<string, unknown>, Row>,
    'filters' | 'columns' | 'counts' | 'totals' | 'bulk' | 'views' | 'period' | 'facets'
  > {
  filters: Readonly<Record<string, Filter>>;
  columns: readonly ListColumn<Row>[];
  views: readonly ListViewSpec<string>[];
  counts?: TypedDocumentNode<Record<string, { count: Count } | null>, Record<string, unknown>>;
  totals?: TypedDocumentNode<{ list: { totals: Totals } | null }, Record<string, unknown>>;
  bulk?: readonly BulkAction[];
  period?: string;
  facets?: Facets;
}

export function defineList<D, V, R extends Row>(spec: ListSpec<D, V, R>): List {
  const { columns, filters = {}, views = [], ...rest } = spec;
  return { ...rest, filters, views, columns: columns(columnKinds<R>()) } as unknown as List;
}

/** Whether a part belongs to the session's console, and its role may list what the part tells of. */
export const isFor = (part: { for?: readonly Side[]; may?: string }, session: Session): boolean =>
  (!part.for || part.for.includes(sideOf(session))) &&
  (!part.may || session.may.includes(part.may));
