import { CombinedError } from '@urql/core';
import { createStore } from './store.ts';

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;
/** A server that has not answered by then is away. */
const PATIENCE_MS = 5_000;
/** Who waits longer wants to know why. */
const SLOW_MS = 10_000;
/** From here on, whatever stands before the server may be speaking in its place. */
const BAD_GATEWAY = 502;

/** Whether the server can be reached. A single request that is lost does not change it. */
export const connected = createStore(navigator.onLine);

let checking: Promise<boolean> | null = null;
let failures = 0;
let next: ReturnType<typeof setTimeout> | undefined;

/** How long to wait after so many failures: longer each time, and not all pages at once. */
export const backOff = (times: number): number =>
  Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (times - 1)) * (0.5 + Math.random() / 2);

/** Asks whether the server is there; while it is not, this goes on by itself. */
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
  // A browser without a network says itself when there is one again.
  if (!isThere && navigator.onLine) next = setTimeout(checkConnection, backOff(failures));
  if (isThere !== connected.get()) connected.set(isThere);
  return isThere;
}

/** Something speaks against the server's being there: it is asked, unless that goes on already. */
function doubt(): void {
  if (connected.get()) void checkConnection();
}

window.addEventListener('online', () => void checkConnection());
window.addEventListener('offline', () => settle(false));

/** `fetch` for the portal's own server: what happens to a request tells whether the server is there. */
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

/** The person did not want to wait any longer. */
export class GaveUp extends Error {}

/** Ends the wait for each request that takes long. */
const late = new Set<() => void>();
/** Whether something that the page waits for takes long. */
export const slow = createStore(false);

export function giveUp(): void {
  for (const end of late) end();
}

/** `fetchServer` for what a person waits for. */
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

/** Throws what a request without the server gives. */
export async function mustBeConnected(error = new Error('The server is away')): Promise<void> {
  if (!(await checkConnection())) throw new CombinedError({ networkError: error });
}

/** Loads a part of the portal. Where the server answers, the part itself is gone. */
export async function loadPart<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    await mustBeConnected(error as Error);
    throw error;
  }
}
