import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { AuthError, type LinkState, openLink, readLink } from '../../lib/auth.ts';
import { useText } from '../../lib/i18n.tsx';
import { announce } from '../../lib/session.ts';
import { useTitle } from '../../shell/title.ts';
import { Welcome } from '../../shell/Welcome.tsx';
import { Button } from '../../ui/actions/Button.tsx';
import { Banner } from '../../ui/feedback/Banner.tsx';
import { Loading, Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { DeadLink } from './DeadLink.tsx';

const route = getRouteApi('/link/$token');

/**
 * Landing page of one-time links. Opening the page does not use up the link, because mail scanners
 * open links too; the button does.
 */
export function OneTimeLinkPage() {
  const t = useText();
  const { token } = route.useParams();
  const [link, setLink] = useState<{ state: LinkState; purpose: string | null } | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  useTitle(t('ui.link.title'));
  useEffect(() => {
    readLink(token).then(setLink, (error: unknown) => {
      if (error instanceof AuthError && error.code === 'NETWORK') setProblem('NETWORK');
      else setLink({ state: 'UNKNOWN', purpose: null });
    });
  }, [token]);

  async function confirm() {
    setBusy(true);
    try {
      await openLink(token);
      announce('changed');
      window.location.assign('/');
    } catch (error) {
      setBusy(false);
      setProblem(error instanceof AuthError ? error.code : 'INTERNAL');
    }
  }
  return (
    <Welcome>
      {problem && (
        <Banner tone="bad" live>
          {t.maybe(`ui.signIn.error.${problem}`, { minutes: 1 }, t('ui.link.UNKNOWN'))}
        </Banner>
      )}
      {!link && !problem && (
        <Loading label={t('ui.loading')}>
          <Skeleton lines={3} height={16} />
        </Loading>
      )}
      {link?.state === 'OK' && (
        <>
          <div>
            <h1>{t.maybe(`ui.link.purpose.${link.purpose}`, undefined, t('ui.link.title'))}</h1>
            <p className="muted">{t('ui.link.lead')}</p>
          </div>
          <Button variant="primary" wide isPending={busy} onPress={confirm}>
            {t('ui.link.continue')}
          </Button>
          <p className="note">{t('ui.link.note')}</p>
        </>
      )}
      {link && link.state !== 'OK' && <DeadLink text={t(`ui.link.${link.state}`)} />}
    </Welcome>
  );
}
