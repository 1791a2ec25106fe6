import type { OptimisticMutationConfig, UpdatesConfig } from '@urql/exchange-graphcache';
import type { LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';
import type { Session } from '../lib/auth.ts';
import type { MessageId } from '../lib/i18n.tsx';
import { type Side, sideOf } from '../lib/session.ts';
import { createStore } from '../lib/store.ts';

/** Sections of the navigation, in their order. */
export const NAV_GROUPS = ['home', 'sales', 'trade', 'money', 'developers', 'admin'] as const;
export type NavGroup = (typeof NAV_GROUPS)[number];

export interface NavEntry {
  /** Path of an existing page. */
  to: string;
  icon: LucideIcon;
  labelId: MessageId;
  group: NavGroup;
  /** Who sees it: consoles, and within them those who may list a type or call a mutation; without it everybody there. */
  for: { sides: readonly Side[]; may?: string };
}

/** Something a person can begin: a button of a list's page, and an entry of the command palette. */
export interface PageAction {
  /** It is there for those whose role may call this. */
  mutation: string;
  label: MessageId;
  icon?: LucideIcon;
  /** What it opens: a dialog over the page, or another page. */
  dialog?: ComponentType<{ onClose: () => void }>;
  to?: string;
}

/** A part of a record's page that another feature brings: it is loaded when its tab is opened. */
export interface RecordTab {
  /** As the page's URL names it. */
  id: string;
  label: MessageId;
  /** Gets the id of the record. */
  content: ComponentType<{ of: string }>;
}

export type ObjectPath = (id: string, event?: string | null) => string;

/** What one feature folder adds to the shell. Its routes are exported beside it, so that their types survive. */
export interface Feature {
  nav?: readonly NavEntry[];
  /**
   * Where an object is shown, by SDL type: for links from clocks, notifications and search. A clock also names
   * its event: the path then leads to the page where that event is answered.
   */
  objects?: Readonly<Record<string, ObjectPath>>;
  /** Tabs on the pages of others' records, by SDL type. */
  tabs?: Readonly<Record<string, readonly RecordTab[]>>;
  /** What its pages let people begin, which the command palette offers everywhere. */
  actions?: readonly PageAction[];
  /** Cache updates by mutation field; see `lib/urql.ts`. */
  updates?: UpdatesConfig;
  /** What cheap and reversible mutations will have changed, shown at once. */
  optimistic?: OptimisticMutationConfig;
  /** Search box in the middle of the top bar. */
  search?: ComponentType;
  /** Buttons at the right of the top bar, such as tasks and notifications. */
  topBar?: readonly ComponentType[];
}

/** Deadlines that are mine to act on, by path of a navigation entry. Written by the feature that counts them. */
export const navCounts = createStore<Record<string, number>>({});

/** The entries a session sees. */
export function navFor(entries: readonly NavEntry[], session: Session): NavEntry[] {
  const side = sideOf(session);
  return entries.filter(
    (entry) =>
      entry.for.sides.includes(side) && (!entry.for.may || session.may.includes(entry.for.may)),
  );
}
