import { useCallback, useEffect, useRef, useState } from 'react';
import { AuthError, type LinkState, openLink, readLink } from '../../lib/auth.ts';
import {
  currentSession,
  resumeSession,
  useOvertaken,
  usePendingSignIn,
} from '../../lib/session.ts';

export type BuyerLink =
  | { step: 'opening' }
  | { step: 'dead'; state: Exclude<LinkState, 'OK'>; purpose: string | null }
  /** Another person is signed in here; opening the link would end that session. */
  | { step: 'ask'; name: string }
  | { step: 'failed' }
  /** Another tab opened another link, which ended this one's session. */
  | { step: 'overtaken' }
  | { step: 'open' };

const DEAD = new Set<string>(['UNKNOWN', 'EXPIRED', 'USED', 'NOT_YET', 'REVOKED']);

/** Opens the session of a customer's link and keeps it open while the page is mounted. */
export function useBuyerLink(
  token: string,
  purposes: readonly string[],
): { link: BuyerLink; open: () => void } {
  const [link, setLink] = useState<BuyerLink>({ step: 'opening' });
  const started = useRef(false);
  const pending = usePendingSignIn();
  const overtaken = useOvertaken();

  const fail = useCallback((error: unknown, purpose: string | null) => {
    const code = error instanceof AuthError ? error.code : 'INTERNAL';
    if (DEAD.has(code)) setLink({ step: 'dead', state: code as Exclude<LinkState, 'OK'>, purpose });
    else setLink({ step: 'failed' });
  }, []);

  const open = useCallback(() => {
    setLink({ step: 'opening' });
    openLink(token).then(
      (session) => {
        resumeSession(session);
        setLink({ step: 'open' });
      },
      (error: unknown) => fail(error, null),
    );
  }, [token, fail]);

  useEffect(() => {
    if (started.current) return;
    started.current = true;
    readLink(token).then(
      ({ state, purpose }) => {
        const before = currentSession();
        if (state !== 'OK') setLink({ step: 'dead', state, purpose });
        else if (!purpose || !purposes.includes(purpose))
          setLink({ step: 'dead', state: 'UNKNOWN', purpose });
        else if (before && !before.link) setLink({ step: 'ask', name: before.user.name });
        else open();
      },
      (error: unknown) => fail(error, null),
    );
  }, [token, purposes, open, fail]);

  // The session of a link is short and has no password; reopening the link starts the next one.
  useEffect(() => {
    if (!pending) return;
    openLink(token).then(resumeSession, (error: unknown) => {
      pending.failed(new Error('the link does not open any more'));
      fail(error, null);
    });
  }, [pending, token, fail]);

  return { link: overtaken && link.step === 'open' ? { step: 'overtaken' } : link, open };
}
