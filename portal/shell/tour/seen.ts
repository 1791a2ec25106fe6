import { createStore, useStore } from '../../lib/store.ts';

/** Help that a person has seen on this device: the tour, and the newest entry of the news. */
export interface Seen {
  tour: boolean;
  /** Id of the newest news entry that was shown. */
  news: string;
}

const KEY = 'partnergraph.seen';
const NOTHING: Seen = { tour: false, news: '' };

const stored = (): Record<string, Partial<Seen>> => {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '{}') as Record<string, Partial<Seen>>;
  } catch {
    return {};
  }
};

const store = createStore(stored());

/** Kept for each person, as the theme is: on the device. */
export const useSeen = (user: string): Seen => ({ ...NOTHING, ...useStore(store)[user] });

export function markSeen(user: string, change: Partial<Seen>): void {
  const all = store.get();
  const next = { ...all, [user]: { ...all[user], ...change } };
  store.set(next);
  localStorage.setItem(KEY, JSON.stringify(next));
}
