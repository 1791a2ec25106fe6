import type { OptimisticMutationConfig, UpdatesConfig } from '@urql/exchange-graphcache';
import type { LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';
import type { ShellQuery } from '../gql/graphql.ts';
import type { Session } from '../lib/auth.ts';
import type { MessageId } from '../lib/i18n.tsx';
import { type Side, sideOf } from '../lib/session.ts';
import { createStore } from '../lib/store.ts';

/** Sections of the navigation, in order. */
export const NAV_GROUPS = ['home', 'sales', 'trade', 'money', 'developers', 'admin'] as const;
export type NavGroup = (typeof NAV_GROUPS)[number];

export interface NavEntry {
  to: string;
  icon: LucideIcon;
  labelId: MessageId;
  group: NavGroup;
  /** Consoles, and within them viewers who may list a type or call a mutation; absent: everybody there. */
  for: { sides: readonly Side[]; may?: string };
}

/** An action that a person can start: a button of a list's page and an entry of the command palette. */
export interface PageAction {
  /** Mutation that the role must be able to call. */
  mutation: string;
  /** Another mutation without which the action would lead nowhere. */
  needs?: string;
  label: MessageId;
  icon?: LucideIcon;
  /** Target: a dialog over the page, or another page. */
  dialog?: ComponentType<{ onClose: () => void }>;
  to?: string;
  search?: Readonly<Record<string, string>>;
}

/** A tab on a record's page, provided by another feature and loaded when opened. */
export interface RecordTab {
  id: string;
  label: MessageId;
  /** Type that the viewer must be able to list, or mutation to call; absent: everybody who sees the record. */
  may?: string;
  content: ComponentType<{ of: string }>;
}

/** A view of the buyer's space, which a customer enters by a link; loaded when opened. */
export interface BuyerView {
  id: string;
  label: MessageId;
  content: ComponentType<{ open?: string }>;
}

/** Props of the dialog of a bulk action; `domain/bulk` has their kinds. */
interface BulkDialogProps {
  selection: { readonly list: string; readonly count: { value: number; isExact: boolean } } & (
    | { readonly ids: readonly string[]; readonly filter?: undefined }
    | { readonly filter: object; readonly ids?: undefined }
  );
  clear: () => void;
  onClose: () => void;
}

/** An action on all tasks of a kind, with its dialog. */
export interface TaskBulk {
  mutation: string;
  label: MessageId;
  dialog: ComponentType<BulkDialogProps>;
}

/**
 * Steps that a task offers in place: `one` has the buttons of one object, `many` the names of the bulk mutations that
 * act on all at once, and the module of their dialogs.
 */
export interface TaskSteps {
  one?: ComponentType<{ id: string }>;
  many?: { mutations: readonly string[]; load: () => Promise<{ bulk: readonly TaskBulk[] }> };
}

/** Props of an item of the top bar: the answer to the query of the shell, and the function that asks again. */
export interface TopBarItemProps {
  query: ShellQuery | undefined;
  reload: () => void;
}

export type ObjectPath = (id: string, event: string | undefined, session: Session) => string;

/** Parts that one feature adds to the shell. Routes are exported separately to keep their types. */
export interface Feature {
  nav?: readonly NavEntry[];
  /**
   * Paths of objects by SDL type, for deadlines, notifications and search. A deadline also passes
   * its event, `remind` if it has none: the path then leads to the page where it is answered. The
   * session tells own objects.
   */
  objects?: Readonly<Record<string, ObjectPath>>;
  /** Steps of tasks on Home, by type, event and acting side: `Invoice.lapse.PARTNER`. Loaded when a task is opened. */
  tasks?: Readonly<Record<string, TaskSteps>>;
  /** Tabs on record pages of other features, by SDL type. */
  tabs?: Readonly<Record<string, readonly RecordTab[]>>;
  /** Views of the buyer's space, in the order of the features. */
  buyer?: readonly BuyerView[];
  actions?: readonly PageAction[];
  updates?: UpdatesConfig;
  /** Optimistic results of cheap and reversible mutations. */
  optimistic?: OptimisticMutationConfig;
  search?: ComponentType;
  /** Buttons at the right of the top bar, such as tasks and notifications. */
  topBar?: readonly ComponentType<TopBarItemProps>[];
}

/** Number of the viewer's due items, by path of a navigation entry. Written by the feature that counts them. */
export const navCounts = createStore<Record<string, number>>({});

export function navFor(entries: readonly NavEntry[], session: Session): NavEntry[] {
  const side = sideOf(session);
  return entries.filter(
    (entry) =>
      entry.for.sides.includes(side) && (!entry.for.may || session.may.includes(entry.for.may)),
  );
}
