import type { Exchange } from '@urql/core';
import { subscriptionExchange } from '@urql/core';
import type { Client, RequestParams } from 'graphql-sse';
import { presence } from './activity.ts';
import { backOff, connected, fetchServer } from './connection.ts';
import { currentSession, whenSessionChanges } from './session.ts';
import { createStore } from './store.ts';

/** Time for which the stream stays open after its last subscription. */
const IDLE_MS = 5_000;
/** A stream that lived this long resets the pause before the next. */
const STEADY_MS = 20_000;
/** Allows for the difference between the server's time and the page's. */
const MARGIN_MS = 1_000;

/** Status codes after which a retry is useless: page and server do not match. */
const FINAL = [400, 403];

/** Counts losses of events: everything on the screen must be refetched. */
export const missed = createStore(0);

interface Follower {
  readonly request: RequestParams;
  readonly next: (result: unknown) => void;
  readonly error: (error: unknown) => void;
  readonly complete: () => void;
  end?: () => void;
}

interface Stream {
  readonly client: Client<true>;
  /** Starts a subscription on the stream. */
  readonly join: (follower: Follower) => void;
}

/**
 * The single stream of this tab, shared by all subscriptions; its code is loaded with the first.
 * When it breaks, all subscriptions move to a new stream together; separately, each would open its
 * own.
 */
let stream: Stream | null = null;
const followers = new Set<Follower>();
let opening = false;
let failures = 0;

async function open(): Promise<void> {
  opening = true;
  const { createClient, NetworkError } = await import('graphql-sse');
  opening = false;
  const isCurrent = (): boolean => stream?.client === client;
  const client = createClient<true>({
    url: '/graphql/stream',
    singleConnection: true,
    lazyCloseTimeout: IDLE_MS,
    headers: () => ({ 'apollo-require-preflight': '1', ...presence() }),
    retryAttempts: 0,
    // A stream takes its subscriptions with it; after a sign-out the server would refuse to end each one.
    fetchFn: (url: string, init?: RequestInit) =>
      !isCurrent() && init?.method === 'DELETE'
        ? Promise.resolve(new Response())
        : begin(url, init),
  });
  const since = Date.now();
  const join = (follower: Follower): void => {
    follower.end = client.subscribe(follower.request, {
      next: (result) => follower.next(result),
      error(error) {
        if (!isCurrent()) return;
        const status = error instanceof NetworkError ? (error.response?.status ?? 0) : FINAL[0]!;
        if (FINAL.includes(status)) return follower.error(error);
        stream = null;
        client.dispose();
        if (Date.now() - since > STEADY_MS) failures = 0;
        void reopen();
      },
      complete: () => isCurrent() && follower.complete(),
    });
  };
  stream = { client, join };
  for (const follower of followers) join(follower);
}

/** Subscriptions about to begin, and whether an earlier one could not get its missed events. */
let beginning = 0;
let isLate = false;

/**
 * The data on the screen was read after this document was requested, perhaps before anybody
 * subscribed. So each subscription asks for the events since then. If the server no longer has
 * them, open queries are refetched once all subscriptions have begun.
 */
const begin: typeof fetch = async (url, init) => {
  if (init?.method !== 'POST') return await fetchServer(url, init);
  const age = Date.now() - performance.timeOrigin + MARGIN_MS;
  const headers = { ...init.headers, 'x-partnergraph-age': String(Math.ceil(age)) };
  beginning += 1;
  try {
    const response = await fetchServer(url, { ...init, headers });
    isLate ||= response.headers.has('x-partnergraph-missed');
    return response;
  } finally {
    beginning -= 1;
    if (beginning === 0 && isLate) {
      isLate = false;
      notifyMissed();
    }
  }
};

async function reopen(): Promise<void> {
  opening = true;
  failures += 1;
  await pause(failures);
  opening = false;
  if (followers.size > 0) await open().catch(reopen);
}

/** The last subscription ended: the page is being left and its session ends. */
export function stopFollowing(): void {
  followers.clear();
  const last = stream;
  stream = null;
  last?.client.dispose();
}

/** Other tabs receive this tab's events, so they missed the same ones. */
const tabs = new BroadcastChannel('partnergraph.live');
const refetch = (): void => missed.set(missed.get() + 1);
tabs.onmessage = refetch;

function notifyMissed(): void {
  refetch();
  tabs.postMessage('missed');
}

/** Pauses longer after each failure; a recovery of the server or a sign-in ends the pause. */
function pause(times: number): Promise<void> {
  return new Promise((resolve) => {
    const over = () => {
      clearTimeout(timer);
      for (const forget of forgets) forget();
      resolve();
    };
    const overIfConnected = () => connected.get() && over();
    const timer = setTimeout(overIfConnected, backOff(times));
    const forgets = [connected.subscribe(overIfConnected), whenSessionChanges(over)];
  });
}

/** Starts a subscription on the stream of this tab; returns the function that ends it. */
function follow(follower: Follower): () => void {
  followers.add(follower);
  if (stream) stream.join(follower);
  else if (!opening) void open().catch(reopen);
  return () => {
    followers.delete(follower);
    follower.end?.();
  };
}

/**
 * Shares a subscription between the tabs of a session: one tab subscribes and tells the others,
 * because a browser opens only six connections to a server. When that tab closes, another takes
 * over.
 */
function followTogether(name: string, follower: Follower): () => void {
  const channel = new BroadcastChannel(name);
  channel.onmessage = ({ data }) => follower.next(data);
  const left = new AbortController();
  const listen = () =>
    new Promise<void>((resolve) => {
      const end = follow({
        ...follower,
        next(result) {
          follower.next(result);
          channel.postMessage(result);
        },
      });
      left.signal.addEventListener('abort', () => {
        end();
        resolve();
      });
    });
  navigator.locks.request(name, { signal: left.signal }, listen).catch(() => undefined);
  return () => {
    left.abort();
    channel.close();
  };
}

/** Subscriptions over server-sent events, by the name under which the server knows their documents. */
export const liveExchange: Exchange = subscriptionExchange({
  forwardSubscription: ({ query = '', variables, extensions }) => ({
    subscribe(sink) {
      const request = { query, variables, extensions } as RequestParams;
      const follower = { request, ...bound(sink as unknown as Follower) };
      const hash = (extensions?.persistedQuery as { sha256Hash?: string } | undefined)?.sha256Hash;
      const alike = hash && Object.keys(variables ?? {}).length === 0;
      // Web Locks exist only on https and localhost.
      const unsubscribe =
        alike && 'locks' in navigator
          ? followTogether(`partnergraph.live.${currentSession()?.member.id}.${hash}`, follower)
          : follow(follower);
      return { unsubscribe };
    },
  }),
});

const bound = (sink: Follower) => ({
  next: (result: unknown) => sink.next(result),
  error: (error: unknown) => sink.error(error),
  complete: () => sink.complete(),
});
