import { type ComponentType, useRef } from 'react';
import { useClient } from 'urql';
import type { MessageId } from '../lib/i18n.tsx';
import { lazyComponent } from '../lib/lazy.tsx';
import { askAhead, type Prefetch } from '../lib/prefetch.ts';
import { useSession } from '../lib/session.ts';

/** The panel of a record beside its list. */
export interface Panel {
  label: MessageId;
  of: ComponentType<{ id: string; onClose: () => void }>;
  /** Absent: nothing is asked before the panel opens. */
  load?: () => Promise<{ prefetch: Prefetch }>;
}

/** Rows open a panel: `panel: beside('ui.order', () => import('./OrderPanel.tsx'), 'OrderPanel')`. */
export const beside = <K extends string>(
  label: MessageId,
  load: () => Promise<Record<K, Panel['of']> & { prefetch: Prefetch }>,
  name: K,
): Panel => ({
  label,
  of: lazyComponent<K, { id: string; onClose: () => void }>(load, name),
  load,
});

/** A shorter stay of the pointer is not an intent to open. */
const REST_MS = 80;

/** Handlers for the link to a panel: its code and data are asked on hover or focus, as the router does for a page. */
export function usePanelAhead(panel: Panel | undefined, id: string) {
  const client = useClient();
  const session = useSession();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const load = panel?.load;
  if (!load) return {};
  const leave = () => clearTimeout(timer.current);
  function rest() {
    leave();
    timer.current = setTimeout(async () => {
      const { prefetch } = await load!();
      await askAhead(client, prefetch({ id, search: {}, session }));
    }, REST_MS);
  }
  return { onPointerEnter: rest, onFocus: rest, onPointerLeave: leave, onBlur: leave };
}
