import { type OrgKind, readSession, type Session } from './auth.ts';
import { createStore, useStore } from './store.ts';

/** The console of a session: the kind of its organization, or the buyer's space. */
export type Side = OrgKind | 'BUYER';

const session = createStore<Session | null>(null);

/** Whether another tab opened another link of a customer, so that this tab's link has no session any more. */
const overtaken = createStore(false);

/** Whether two sessions have the same rights: a member's own, or those of one link. */
const isSame = (a: Session | null, b: Session | null): boolean =>
  a?.member.id === b?.member.id &&
  a?.link?.purpose === b?.link?.purpose &&
  a?.link?.subjectId === b?.link?.subjectId;

/** Set while a request waits for a new sign-in. */
const pending = createStore<{ done: () => void; failed: (reason: Error) => void } | null>(null);
let waiting: Promise<void> | null = null;

const channel = new BroadcastChannel('partnergraph.session');
channel.onmessage = ({ data }) => {
  if (data === 'signed-out') window.location.assign('/sign-in');
  // Another tab signed in or switched the organization; the cache must not mix two sessions.
  if (data !== 'changed') return;
  const before = session.get();
  void readSession().then((next) => {
    if (isSame(next, before) && !next?.mustEnroll) pending.get()?.done();
    // A reload would open this tab's link again, and the two tabs would end each other's session for ever.
    else if (before?.link && next?.link) overtaken.set(true);
    else window.location.reload();
  });
};

export const loadSession = async (): Promise<void> => session.set(await readSession());

/** Reloads the session at its expiry. An expired one stays set, because the sign-in opens over the page. */
export async function refreshSession(): Promise<Session | null> {
  const before = session.get();
  const now = await readSession().catch(() => null);
  if (now && now.member.id === before?.member.id && now.expiresAt !== before.expiresAt)
    session.set(now);
  return now;
}
export const currentSession = (): Session | null => session.get();
/** Calls `listener` after each sign-in and each change of the expiry. */
export const whenSessionChanges = session.subscribe;
export const useMaybeSession = (): Session | null => useStore(session);

/** The session of a page inside the shell, which renders no page without one. */
export function useSession(): Session {
  const value = useStore(session);
  if (!value) throw new Error('This page needs a session.');
  return value;
}

/** Whether the session's role may list a type or call a mutation at all. */
export function useMay(): (name: string) => boolean {
  const { may } = useSession();
  return (name) => may.includes(name);
}

export const sideOf = (value: Session): Side => value.org.kind;

export const announce = (event: 'signed-out' | 'changed'): void => channel.postMessage(event);

/** Opens the sign-in dialog over the page; rejects when the person cancels. Callers share one dialog. */
export function requestSignIn(): Promise<void> {
  waiting ??= new Promise<void>((done, failed) => pending.set({ done, failed })).finally(() => {
    waiting = null;
    pending.set(null);
  });
  return waiting;
}

export const usePendingSignIn = () => useStore(pending);

export const useOvertaken = () => useStore(overtaken);

/** Takes over the new session if it belongs to the same member or link and is fully signed in; otherwise reloads. */
export function resumeSession(next: Session): void {
  const before = session.get();
  announce('changed');
  if (next.mustEnroll || (before && !isSame(before, next))) {
    window.location.reload();
    return;
  }
  session.set(next);
  overtaken.set(false);
  pending.get()?.done();
}
