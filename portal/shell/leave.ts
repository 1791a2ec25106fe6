import { signOut } from '../lib/auth.ts';
import { stopFollowing } from '../lib/live.ts';
import { forgetRecent } from '../lib/recent.ts';
import { announce } from '../lib/session.ts';

/** Ends the session, here and in the other tabs, and leads to the sign-in page. */
export async function leave(): Promise<void> {
  stopFollowing();
  await signOut().catch(() => undefined);
  forgetRecent();
  announce('signed-out');
  window.location.assign('/sign-in');
}
