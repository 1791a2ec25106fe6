import { AuthError, switchMember } from '../lib/auth.ts';
import { currentText } from '../lib/i18n.tsx';
import { announce } from '../lib/session.ts';
import { toast } from '../ui/feedback/Toast.tsx';

/** Switches to another membership and opens Home; shows a refusal. */
export async function switchOrganization(memberId: string): Promise<void> {
  try {
    await switchMember(memberId);
    announce('changed');
    window.location.assign('/');
  } catch (error) {
    toast.show({
      tone: 'bad',
      title: currentText().error(error instanceof AuthError ? error.code : 'INTERNAL'),
    });
  }
}
