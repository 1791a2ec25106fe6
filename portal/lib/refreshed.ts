import { createStore } from './store.ts';

/** A step stays under way this long at most, while its page waits for answers. */
const MOST_MS = 5_000;

/** Number of queries that the server has not answered. */
export const asking = createStore(0);

/** Resolves when the queries that a change repeats are answered, so that the page shows its effect. */
export async function refreshed(): Promise<void> {
  // The cache repeats them after it has taken the change.
  await new Promise((resolve) => setTimeout(resolve));
  if (asking.get() === 0) return;
  await new Promise<void>((resolve) => {
    const end = () => {
      clearTimeout(timer);
      forget();
      resolve();
    };
    const timer = setTimeout(end, MOST_MS);
    const forget = asking.subscribe(() => asking.get() === 0 && end());
  });
}
