import { createStore, useStore } from '../../lib/store.ts';

/** Approvals that wait out their cancel window, by discount. They outlive the page, as the message does. */
const pending = createStore<ReadonlySet<string>>(new Set());

/** A decision that a closed tab would lose asks before it lets go. */
const warn = (event: BeforeUnloadEvent): void => event.preventDefault();

export function holdDecision(id: string): void {
  if (pending.get().size === 0) window.addEventListener('beforeunload', warn);
  pending.set(new Set([...pending.get(), id]));
}

export function releaseDecision(id: string): void {
  const rest = new Set(pending.get());
  rest.delete(id);
  pending.set(rest);
  if (rest.size === 0) window.removeEventListener('beforeunload', warn);
}

export const usePendingDecisions = (): ReadonlySet<string> => useStore(pending);
