import { type ComponentType, useRef } from 'react';
import { type AnyVariables, type GraphQLRequest, useClient } from 'urql';
import type { MessageId } from '../lib/i18n.tsx';
import { later } from '../lib/later.tsx';
import type { Side } from '../lib/session.ts';

/** What the page or panel of a record asks first. Each exports it as `warm`, since it knows its own variables. */
export type Warm = (id: string, side: Side) => GraphQLRequest<unknown, AnyVariables>;

/** Where a record is shown, and how to have its data there before it is. */
export interface Details {
  to: string;
  load: () => Promise<{ warm: Warm }>;
}

export interface Panel {
  label: MessageId;
  of: ComponentType<{ id: string; onClose: () => void }>;
  load?: () => Promise<{ warm: Warm }>;
}

/** Rows lead to a page of their own: `link: toPage('/bills/$id', () => import('./BillPage.tsx'))`. */
export const toPage = (to: string, load: Details['load']): Details => ({ to, load });

/** Rows open beside the list: `panel: beside('ui.order', () => import('./OrderPanel.tsx'), 'OrderPanel')`. */
export const beside = <K extends string>(
  label: MessageId,
  load: () => Promise<Record<K, Panel['of']> & { warm: Warm }>,
  name: K,
): Panel => ({ label, of: later<K, { id: string; onClose: () => void }>(load, name), load });

/** Shorter rests of the pointer are passages. */
const REST_MS = 80;

/** For the link of a record: asks for its data when the pointer or the focus rests on it. */
export function useWarming(load: Details['load'] | undefined, id: string, side: Side) {
  const client = useClient();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  if (!load) return {};
  const leave = () => clearTimeout(timer.current);
  function rest() {
    leave();
    timer.current = setTimeout(async () => {
      const { query, variables } = (await load!()).warm(id, side);
      await client.query(query, variables).toPromise();
    }, REST_MS);
  }
  return { onPointerEnter: rest, onFocus: rest, onPointerLeave: leave, onBlur: leave };
}
