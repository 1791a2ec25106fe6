import { useState } from 'react';
import { AuthError, demoSignIn } from '../lib/auth.ts';
import { useText } from '../lib/i18n.tsx';
import { resumeSession, usePendingSignIn, useSession } from '../lib/session.ts';
import { Button } from '../ui/actions/Button.tsx';
import { Banner } from '../ui/feedback/Banner.tsx';
import { Dialog } from '../ui/overlays/Dialog.tsx';
import { SignInForm } from './SignInForm.tsx';

/** Sign-in over the page after the session ended; the failed request is then repeated. */
export function SignInOverlay() {
  const t = useText();
  const session = useSession();
  const pending = usePendingSignIn();
  const [problem, setProblem] = useState<string | null>(null);
  const { mail } = session.user;

  async function oneClick() {
    try {
      resumeSession(await demoSignIn(mail));
    } catch (error) {
      setProblem(
        t.maybe(`ui.signIn.error.${error instanceof AuthError ? error.code : 'INTERNAL'}`),
      );
    }
  }
  return (
    <Dialog
      isOpen={pending !== null}
      onOpenChange={() => pending?.failed(new Error('sign-in declined'))}
      title={t('ui.signIn.againTitle')}
      description={t('ui.signIn.againText')}
      size="sm"
      closeLabel={t('ui.close')}
    >
      {problem && (
        <Banner tone="bad" live>
          {problem}
        </Banner>
      )}
      {session.link ? (
        <p>{t('ui.signIn.linkEnded')}</p>
      ) : (
        <>
          {session.demo && (
            <Button variant="primary" wide onPress={oneClick}>
              {t('ui.signIn.demoAs', { name: session.user.name })}
            </Button>
          )}
          <SignInForm mail={mail} onDone={resumeSession} />
        </>
      )}
    </Dialog>
  );
}
