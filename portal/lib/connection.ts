import { CombinedError } from '@urql/core';
import { createStore } from './store.ts';

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;
/** A server that does not answer within this time counts as unreachable. */
const PATIENCE_MS = 5_000;
/** After this time the person is told that loading takes long. */
const SLOW_MS = 10_000;
/** From this status on, a proxy may have answered. */
const BAD_GATEWAY = 502;

/** Whether the server is reachable. One lost request does not change it. */
export const connected = createStore(navigator.onLine);

let checking: Promise<boolean> | null = null;
let failures = 0;
let next: ReturnType<typeof setTimeout> | undefined;

/** Pause after a number of failures: it grows, with a random part that spreads the clients. */
export const backOff = (times: number): number =>
  Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (times - 1)) * (0.5 + Math.random() / 2);

/** Checks whether the server is reachable, and repeats until it is. */
export function checkConnection(): Promise<boolean> {
  checking ??= answers()
    .then(settle)
    .finally(() => {
      checking = null;
    });
  return checking;
}

async function answers(): Promise<boolean> {
  if (!navigator.onLine) return false;
  const init: RequestInit = { cache: 'no-store', signal: AbortSignal.timeout(PATIENCE_MS) };
  return await fetch('/livez', init).then(
    ({ ok }) => ok,
    () => false,
  );
}

function settle(isThere: boolean): boolean {
  clearTimeout(next);
  failures = isThere ? 0 : failures + 1;
  // Without a network, the browser's own event announces the return.
  if (!isThere && navigator.onLine) next = setTimeout(checkConnection, backOff(failures));
  if (isThere !== connected.get()) connected.set(isThere);
  return isThere;
}

/** Starts a check after a sign of trouble, unless one is running. */
function doubt(): void {
  if (connected.get()) void checkConnection();
}

window.addEventListener('online', () => void checkConnection());
window.addEventListener('offline', () => settle(false));

/** `fetch` for our server; its outcome updates the connection state. */
export const fetchServer: typeof fetch = async (input, init) => {
  try {
    const response = await fetch(input, init);
    if (response.status >= BAD_GATEWAY) doubt();
    else if (!connected.get()) settle(true);
    return response;
  } catch (error) {
    if (!init?.signal?.aborted) doubt();
    throw error;
  }
};

/** The person canceled the wait. */
export class GaveUp extends Error {}

/** Cancels every request that takes long. */
const late = new Set<() => void>();
/** Whether a request that the page waits for takes long. */
export const slow = createStore(false);

export function giveUp(): void {
  for (const end of late) end();
}

/** `fetchServer` for requests that a person waits for. */
export const fetchAwaited: typeof fetch = async (input, init) => {
  const patience = new AbortController();
  const end = () => patience.abort(new GaveUp());
  const own = init?.signal ? [init.signal] : [];
  const timer = setTimeout(() => {
    late.add(end);
    slow.set(true);
  }, SLOW_MS);
  try {
    return await fetchServer(input, {
      ...init,
      signal: AbortSignal.any([patience.signal, ...own]),
    });
  } finally {
    clearTimeout(timer);
    if (late.delete(end)) slow.set(late.size > 0);
  }
};

export async function mustBeConnected(error = new Error('The server is away')): Promise<void> {
  if (!(await checkConnection())) throw new CombinedError({ networkError: error });
}

/** Loads a code chunk. If the server is reachable, a failure means that the chunk no longer exists. */
export async function loadPart<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    await mustBeConnected(error as Error);
    throw error;
  }
}
