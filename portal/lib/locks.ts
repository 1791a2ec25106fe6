import { useEffect, useState } from 'react';

/** Maximum number of tabs with names of their own. */
const TABS = 9;

/** Names of the Web Locks that the tabs of this browser hold, as of the last navigation. */
let held = new Set<string>();
/** Names that this tab holds, by the first of their kind. */
const own = new Map<string, string>();

/** Looks again. Web Locks exist only on https and localhost. */
export async function lookForLocks(): Promise<void> {
  const found = await navigator.locks?.query();
  held = new Set(found?.held?.map(({ name }) => name ?? ''));
}

/** Returns `first` or a numbered copy of it that no other tab holds; prefers one that is `wanted`. */
export function ownName(first: string, wanted: (name: string) => boolean): string {
  const names = Array.from({ length: TABS }, (_, at) => (at ? `${first}.${at + 1}` : first));
  const free = names.filter((name) => !held.has(name));
  return own.get(first) ?? free.find(wanted) ?? free[0] ?? first;
}

/** One lock is requested after the other, so that a lock that this tab gives back is free. */
let last: Promise<unknown> = Promise.resolve();

/** Holds a name until the returned function is called. Calls `onTaken` if another tab has it. */
function hold(first: string, name: string, onTaken: () => void): () => void {
  let giveBack = (): void => undefined;
  const given = new Promise<void>((resolve) => {
    giveBack = resolve;
  });
  let isTaken = false;
  const answer = (lock: Lock | null): unknown => {
    if (lock) return given;
    isTaken = true;
    held.add(name);
    own.delete(first);
    return onTaken();
  };
  own.set(first, name);
  last = last.then(() => navigator.locks?.request(name, { ifAvailable: true }, answer));
  return () => {
    own.delete(first);
    if (!isTaken) held.delete(name);
    giveBack();
  };
}

/** Returns a name that this tab holds while the component is shown, and whether another tab holds `first`. */
export function useOwnName(
  first: string,
  wanted: (name: string) => boolean,
): [name: string, isApart: boolean] {
  const [name, setName] = useState(() => ownName(first, wanted));
  useEffect(() => hold(first, name, () => setName(ownName(first, wanted))), [first, name, wanted]);
  return [name, name !== first && held.has(first)];
}
