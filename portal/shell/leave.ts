import { signOut } from '../lib/auth.ts';
import { currentText } from '../lib/i18n.tsx';
import { stopFollowing } from '../lib/live.ts';
import { forgetRecent } from '../lib/recent.ts';
import { announce } from '../lib/session.ts';
import { toast } from '../ui/feedback/Toast.tsx';

/** Ends the session in all tabs and opens the sign-in page; stays if the server did not confirm the end. */
export async function leave(): Promise<void> {
  try {
    await signOut();
  } catch {
    const t = currentText();
    toast.show({ tone: 'bad', title: t('ui.leave.failed'), description: t('ui.leave.signedIn') });
    return;
  }
  stopFollowing();
  forgetRecent();
  announce('signed-out');
  window.location.assign('/sign-in');
}
