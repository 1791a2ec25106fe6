import { zodResolver } from '@hookform/resolvers/zod';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { AuthError, type LinkState, readLink, setPassword } from '../../lib/auth.ts';
import { FormField } from '../../lib/FormField.tsx';
import { useText } from '../../lib/i18n.tsx';
import { RouteButton } from '../../shell/links.ts';
import { useTitle } from '../../shell/title.ts';
import { Welcome } from '../../shell/Welcome.tsx';
import { Button } from '../../ui/actions/Button.tsx';
import { Banner } from '../../ui/feedback/Banner.tsx';
import { Loading, Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { TextField } from '../../ui/fields/TextField.tsx';
import { DeadLink } from './DeadLink.tsx';

const route = getRouteApi('/set-password');
const MINIMUM = 12;
const PURPOSES = ['SET_PASSWORD', 'JOIN_ORGANIZATION'];

const schema = z
  .object({
    password: z.string().check(z.minLength(MINIMUM, 'ui.setPassword.tooShort')),
    again: z.string(),
  })
  .check(
    z.refine((v) => v.password === v.again, { error: 'ui.setPassword.differs', path: ['again'] }),
  );

export function SetPasswordPage() {
  const t = useText();
  const { token } = route.useSearch();
  const form = useForm({
    resolver: zodResolver(schema),
    defaultValues: { password: '', again: '' },
  });
  const [problem, setProblem] = useState<string | null>(null);
  const [done, setDone] = useState(false);
  const [state, setState] = useState<LinkState | null>(null);
  const [purpose, setPurpose] = useState<string | null>(null);
  const joins = purpose === 'JOIN_ORGANIZATION';
  useTitle(t('ui.setPassword.title'));
  useEffect(() => {
    // An error is shown when the password is sent.
    readLink(token).then(
      ({ state, purpose }) => {
        setState(state === 'OK' && !PURPOSES.includes(purpose ?? '') ? 'UNKNOWN' : state);
        setPurpose(purpose);
      },
      () => setState('OK'),
    );
  }, [token]);

  const submit = form.handleSubmit(async ({ password }) => {
    setProblem(null);
    try {
      await setPassword({ token, password });
      setDone(true);
    } catch (error) {
      const code = error instanceof AuthError ? error.code : 'INTERNAL';
      setProblem(
        t.maybe(`ui.setPassword.error.${code}`, undefined, t('ui.setPassword.error.UNKNOWN')),
      );
    }
  });

  if (done)
    return (
      <Welcome>
        <h1>{t('ui.setPassword.doneTitle')}</h1>
        <p>{t(joins ? 'ui.setPassword.joinedText' : 'ui.setPassword.doneText')}</p>
        <RouteButton to="/sign-in" variant="primary" wide>
          {t('ui.signIn.submit')}
        </RouteButton>
      </Welcome>
    );
  if (state !== 'OK')
    return (
      <Welcome>
        {state ? (
          <DeadLink
            isPassword={!joins}
            text={t.maybe(`ui.setPassword.error.${state}`, undefined, t(`ui.link.${state}`))}
          />
        ) : (
          <Loading label={t('ui.loading')}>
            <Skeleton lines={3} height={16} />
          </Loading>
        )}
      </Welcome>
    );
  return (
    <Welcome>
      <div>
        <h1>{t('ui.setPassword.title')}</h1>
        <p className="muted">{t('ui.setPassword.lead')}</p>
      </div>
      {problem && (
        <Banner tone="bad" live>
          {problem}
        </Banner>
      )}
      <form className="stack" onSubmit={submit} noValidate>
        <FormField control={form.control} name="password">
          {(field) => (
            <TextField
              {...field}
              label={t('ui.setPassword.password')}
              description={t('ui.setPassword.rule')}
              type="password"
              autoComplete="new-password"
              autoFocus
            />
          )}
        </FormField>
        <FormField control={form.control} name="again">
          {(field) => (
            <TextField
              {...field}
              label={t('ui.setPassword.again')}
              type="password"
              autoComplete="new-password"
            />
          )}
        </FormField>
        <Button type="submit" variant="primary" wide isPending={form.formState.isSubmitting}>
          {t('ui.setPassword.submit')}
        </Button>
      </form>
    </Welcome>
  );
}
