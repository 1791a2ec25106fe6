import { type ComponentType, useRef } from 'react';
import { type AnyVariables, type GraphQLRequest, useClient } from 'urql';
import type { MessageId } from '../lib/i18n.tsx';
import { later } from '../lib/later.tsx';
import type { Side } from '../lib/session.ts';

/** First query of a record's page or panel. Each exports it as `prefetch`, because it knows its variables. */
export type Prefetch = (id: string, side: Side) => GraphQLRequest<unknown, AnyVariables>;

/** The page of a record, with the loader of its chunk. */
export interface Details {
  to: string;
  load: () => Promise<{ prefetch: Prefetch }>;
}

export interface Panel {
  label: MessageId;
  of: ComponentType<{ id: string; onClose: () => void }>;
  load?: () => Promise<{ prefetch: Prefetch }>;
}

/** Rows open a page: `link: toPage('/bills/$id', () => import('./BillPage.tsx'))`. */
export const toPage = (to: string, load: Details['load']): Details => ({ to, load });

/** Rows open a panel: `panel: beside('ui.order', () => import('./OrderPanel.tsx'), 'OrderPanel')`. */
export const beside = <K extends string>(
  label: MessageId,
  load: () => Promise<Record<K, Panel['of']> & { prefetch: Prefetch }>,
  name: K,
): Panel => ({ label, of: later<K, { id: string; onClose: () => void }>(load, name), load });

/** A shorter stay of the pointer is not an intent to open. */
const REST_MS = 80;

/** Handlers for the link of a record: prefetch its data on hover or focus. */
export function usePrefetch(load: Details['load'] | undefined, id: string, side: Side) {
  const client = useClient();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  if (!load) return {};
  const leave = () => clearTimeout(timer.current);
  function rest() {
    leave();
    timer.current = setTimeout(async () => {
      const { query, variables } = (await load!()).prefetch(id, side);
      await client.query(query, variables).toPromise();
    }, REST_MS);
  }
  return { onPointerEnter: rest, onFocus: rest, onPointerLeave: leave, onBlur: leave };
}
