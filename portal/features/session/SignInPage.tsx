import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { type AuthConfig, readAuthConfig } from '../../lib/auth.ts';
import { useText } from '../../lib/i18n.tsx';
import { announce } from '../../lib/session.ts';
import { RouteLink } from '../../shell/links.ts';
import { SignInForm } from '../../shell/SignInForm.tsx';
import { useTitle } from '../../shell/title.ts';
import { Welcome } from '../../shell/Welcome.tsx';
import { Banner } from '../../ui/feedback/Banner.tsx';
import { DemoAccounts } from './DemoAccounts.tsx';

const route = getRouteApi('/sign-in');

export function SignInPage() {
  const t = useText();
  const { next = '/' } = route.useSearch();
  const [config, setConfig] = useState<AuthConfig | null>(null);
  useTitle(t('ui.signIn.title'));
  useEffect(() => {
    // The form works without the list; an unreachable server is reported at the first attempt.
    readAuthConfig().then(setConfig, () => undefined);
  }, []);

  // A full page load, so that nothing of an earlier session stays in memory.
  function enter() {
    announce('changed');
    window.location.assign(next);
  }
  return (
    <Welcome aside={config?.demo && <DemoAccounts accounts={config.accounts} onDone={enter} />}>
      <div>
        <h1>{t('ui.signIn.title')}</h1>
        <p className="muted">{t('ui.signIn.lead')}</p>
      </div>
      {config?.insecureCookieProblem && (
        <Banner tone="waiting" title={t('ui.signIn.insecureTitle')}>
          {t('ui.signIn.insecureText')}
        </Banner>
      )}
      <SignInForm onDone={enter} />
      <RouteLink to="/forgot-password">{t('ui.forgot.link')}</RouteLink>
      <p className="note">{t('ui.signIn.noAccount')}</p>
      {config?.demo && (
        <p className="note">
          {t('ui.signIn.mailbox')} <RouteLink to="/mailbox">{t('ui.mailbox.title')}</RouteLink>
        </p>
      )}
    </Welcome>
  );
}
