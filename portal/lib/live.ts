import type { Exchange } from '@urql/core';
import { subscriptionExchange } from '@urql/core';
import type { Client, RequestParams } from 'graphql-sse';
import { presence } from './activity.ts';
import { backOff, connected, fetchServer } from './connection.ts';
import { currentSession, whenSessionChanges } from './session.ts';
import { createStore } from './store.ts';

/** How long the one stream stays open after its last subscription. */
const IDLE_MS = 5_000;
/** A stream that lived so long was a good one: the next pause is a short one again. */
const STEADY_MS = 20_000;
/** The server counts from when it is asked, the page from when it asks. */
const MARGIN_MS = 1_000;

/** Answers after which asking again is no use: this page and the server do not understand each other. */
const FINAL = [400, 403];

/** Counts the times at which events may have been missed: what is on the screen must be read anew. */
export const missed = createStore(0);

interface Follower {
  readonly request: RequestParams;
  readonly next: (result: unknown) => void;
  readonly error: (error: unknown) => void;
  readonly complete: () => void;
  end?: () => void;
}

/**
 * The one stream of this tab, which all subscriptions share; its code comes with the first of them. When it
 * breaks, all of them move to a new one together: by itself each would open a stream of its own.
 */
const followers = new Set<Follower>();
let client: Client<true> | null = null;
let opening = false;
let failures = 0;

async function open(): Promise<void> {
  opening = true;
  const { createClient, NetworkError } = await import('graphql-sse');
  opening = false;
  const own = createClient<true>({
    url: '/graphql/stream',
    singleConnection: true,
    lazyCloseTimeout: IDLE_MS,
    headers: () => ({ 'apollo-require-preflight': '1', ...presence() }),
    retryAttempts: 0,
    fetchFn: begin,
  });
  const since = Date.now();
  client = own;
  join = (follower) => {
    follower.end = own.subscribe(follower.request, {
      next: (result) => follower.next(result),
      error(error) {
        if (own !== client) return;
        const status = error instanceof NetworkError ? (error.response?.status ?? 0) : FINAL[0]!;
        if (FINAL.includes(status)) return follower.error(error);
        client = null;
        own.dispose();
        if (Date.now() - since > STEADY_MS) failures = 0;
        void reopen();
      },
      complete: () => own === client && follower.complete(),
    });
  };
  for (const follower of followers) join(follower);
}

/** Subscriptions that are about to begin, and whether one of those before them came too late for what it missed. */
let beginning = 0;
let isLate = false;

/**
 * Whatever is on the screen was read after this document was asked for, and perhaps before anybody listened.
 * So each subscription asks for the events since then. Where the server does not know them any more,
 * what is open is read anew, once all have begun.
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
      tellMissed();
    }
  }
};

let join = (_follower: Follower): void => {};

async function reopen(): Promise<void> {
  opening = true;
  failures += 1;
  await pause(failures);
  opening = false;
  if (followers.size > 0) await open().catch(reopen);
}

/** Nobody follows any more: this page is being left, and its session ends. */
export function stopFollowing(): void {
  followers.clear();
  const last = client;
  client = null;
  last?.dispose();
}

/** The other tabs hear what this one hears, and have missed what it has missed. */
const tabs = new BroadcastChannel('partnergraph.live');
const readAnew = (): void => missed.set(missed.get() + 1);
tabs.onmessage = readAnew;

function tellMissed(): void {
  readAnew();
  tabs.postMessage('missed');
}

/** Waits longer after each failure and while the server is away, but not when it is back or somebody has signed in again. */
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

/** Follows a subscription on the stream of this tab; returns its end. */
function follow(follower: Follower): () => void {
  followers.add(follower);
  if (client) join(follower);
  else if (!opening) void open().catch(reopen);
  return () => {
    followers.delete(follower);
    follower.end?.();
  };
}

/**
 * The same for what every tab of a session follows: one of them listens and tells the others, because a
 * browser has only six connections to a server. When it goes, the next one takes over.
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
