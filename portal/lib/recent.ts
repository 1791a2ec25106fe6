import { createStore, useStore } from './store.ts';

/** A recently opened object with its name at that time. */
export interface Recent {
  type: string;
  id: string;
  title: string;
  note: string | null;
}

const LIMIT = 6;
const PREFIX = 'partnergraph.recent.';

const stores = new Map<string, ReturnType<typeof open>>();

function open(member: string) {
  const store = createStore(read(member));
  stores.set(member, store);
  return store;
}

function read(member: string): readonly Recent[] {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + member) ?? '[]') as Recent[];
  } catch {
    return [];
  }
}

const storeOf = (member: string) => stores.get(member) ?? open(member);

/** The objects that a member opened last on this device, newest first. */
export const useRecent = (member: string): readonly Recent[] => useStore(storeOf(member));

export function remember(member: string, object: Recent): void {
  const store = storeOf(member);
  const others = store.get().filter(({ id }) => id !== object.id);
  store.set([object, ...others].slice(0, LIMIT));
  localStorage.setItem(PREFIX + member, JSON.stringify(store.get()));
}

/** Signing out leaves no names on this device. */
export function forgetRecent(): void {
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  for (const key of keys) localStorage.removeItem(key);
}
