import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { LucideIcon } from 'lucide-react';
import type { ComponentType, ReactNode } from 'react';
import type { BulkProps, Count } from '../domain/bulk/selection.ts';
import type { Session } from '../lib/auth.ts';
import type { MessageId, Text } from '../lib/i18n.tsx';
import { type Side, sideOf } from '../lib/session.ts';
import type { PageAction } from '../shell/feature.ts';
import type { Label, ListColumn, Row } from './column.ts';
import { type Columns, columnKinds } from './column-kinds.tsx';
import type { Details, Panel } from './details.ts';
import type { Filter, FilterValue } from './filters.ts';

export type { Columns } from './column-kinds.tsx';
export { beside, toPage } from './details.ts';
export { coming, filter, me } from './filters.ts';

/** A page of a connection as the API gives it. */
export interface Connection<R> {
  nodes: readonly R[];
  pageInfo: { hasNextPage: boolean; endCursor?: string | null };
  count?: Count | null;
}

type Values<K extends string> = Partial<Record<K, FilterValue>>;

export interface ListViewSpec<K extends string> {
  id: string;
  label: Label;
  /** Filters that it sets; the person may change them on top. */
  filters?: Values<K>;
  for?: readonly Side[];
  /** Said when it has no rows, in place of the words about filters. */
  empty?: readonly [title: MessageId, text: MessageId];
}

/** A tab of a list. */
export const view = <K extends string = never>(
  id: string,
  label: Label,
  filters?: ListViewSpec<K>['filters'],
  more?: Pick<ListViewSpec<K>, 'for' | 'empty'>,
): ListViewSpec<K> => ({ id, label, filters, ...more });

type Opened<P = object> = ComponentType<P & { onClose: () => void }>;

/** A button in the bar over the rows while some are selected; its dialog gets the selection. */
export interface BulkAction<F = object> extends Omit<PageAction, 'dialog' | 'to'> {
  dialog: Opened<BulkProps<F>>;
  /** States of rows that it can act on; without it all. */
  states?: readonly string[];
}

/** A button for the selected rows. */
export const bulkAction = <F>(
  mutation: string,
  label: MessageId,
  dialog: Opened<BulkProps<F>>,
  icon?: LucideIcon,
  states?: readonly string[],
): BulkAction<F> => ({ mutation, label, icon, dialog, states });

type InputOf<V> = V extends { filter?: infer F } ? NonNullable<F> : Record<never, never>;
type Key<V> = keyof InputOf<V> & string;
/** Where a row leads: a route with its parameters. */
export interface RowLink {
  to: string;
  params: Record<string, string>;
  search?: Record<string, string>;
}

/** Another list that stands beside this one under the same title. */
export interface Sibling {
  to: string;
  label: MessageId;
  /** It is there for those who may list this type; without it for all. */
  may?: string;
}

/** A list page, declared. Everything else follows: URL, variables, chips, tabs, columns, selection, states, pages. */
export interface ListSpec<D, V, R extends Row> {
  /** Unique among all lists: saved views and selections go by it. */
  name: string;
  title: MessageId;
  /** Beside the title. */
  meta?: MessageId | ((session: Session, t: Text) => ReactNode);
  /** This list and those beside it, between which the page switches. */
  siblings?: readonly Sibling[];
  query: TypedDocumentNode<D, V>;
  rows: (data: D) => Connection<R> | null | undefined;
  /** Of the query, beside those that follow from the state: `first`, `after`, `filter`, `orderBy`. */
  variables?: (session: Session) => Partial<V>;
  /** One `count` for each view, under the view's id; its variables are the views' filters. */
  counts?: TypedDocumentNode<{ [view: string]: unknown }, { [view: string]: InputOf<V> | null }>;
  /** Placeholder of the search box; without it there is none. */
  search?: MessageId;
  /** The input's field that the search goes to. */
  searchField?: Key<V>;
  filters?: { [K in Key<V>]?: Filter<NonNullable<InputOf<V>[K]>> };
  /** Tabs; the first one is what the page opens with. */
  views?: readonly ListViewSpec<Key<V>>[];
  /** Order fields that a column of the same id sorts by; the first is the default, largest first. */
  sorts?: readonly string[];
  defaultSort?: string;
  columns: (kinds: Columns<R>) => readonly ListColumn<R>[];
  /** Where a row leads: a route with its `$id`, or more; a list with a panel opens it beside itself. */
  link?: Details | string | ((row: R) => RowLink | null | undefined);
  panel?: Panel;
  /** Said when there is nothing yet; the last sentence to those who cannot add anything. */
  empty: readonly [title: MessageId, text?: MessageId, passive?: MessageId];
  /** The last one that a role has is the main one. */
  actions?: readonly PageAction[];
  /** With one or more the rows can be selected. */
  bulk?: readonly BulkAction<InputOf<V>>[];
  /** Between the head and the tabs. */
  above?: ComponentType;
}

/** A declared list without the types of its query, as the framework handles it. */
export interface List
  extends Omit<
    ListSpec<unknown, Record<string, unknown>, Row>,
    'filters' | 'columns' | 'counts' | 'bulk' | 'views'
  > {
  filters: Readonly<Record<string, Filter>>;
  columns: readonly ListColumn<Row>[];
  views: readonly ListViewSpec<string>[];
  counts?: TypedDocumentNode<Record<string, { count: Count } | null>, Record<string, unknown>>;
  bulk?: readonly BulkAction[];
}

/** Declares a list page. */
export function defineList<D, V, R extends Row>(spec: ListSpec<D, V, R>): List {
  const { columns, filters = {}, views = [], ...rest } = spec;
  return { ...rest, filters, views, columns: columns(columnKinds<R>()) } as unknown as List;
}

/** Whether something is there on a console. */
export const isFor = (part: { for?: readonly Side[] }, session: Session): boolean =>
  !part.for || part.for.includes(sideOf(session));
