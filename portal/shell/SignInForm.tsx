import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { AuthError, type Session, signIn } from '../lib/auth.ts';
import { FormField } from '../lib/FormField.tsx';
import { useText } from '../lib/i18n.tsx';
import { Button } from '../ui/actions/Button.tsx';
import { Banner } from '../ui/feedback/Banner.tsx';
import { TextField } from '../ui/fields/TextField.tsx';
import { RouteLink } from './links.ts';
import styles from './SignInForm.module.css';
import { signInProblem } from './sign-in-problem.ts';

const schema = z.object({
  mail: z.string().check(z.trim(), z.minLength(1, 'ui.form.required')),
  password: z.string().check(z.minLength(1, 'ui.form.required')),
  totp: z.string().check(z.trim()),
});

export interface SignInFormProps {
  /** Fixed when a session is renewed: another person must sign in from the start. */
  mail?: string;
  onDone: (session: Session) => void;
}

/** Mail and password, then a code if the account requires it. */
export function SignInForm({ mail, onDone }: SignInFormProps) {
  const t = useText();
  const form = useForm({
    resolver: zodResolver(schema),
    defaultValues: { mail: mail ?? '', password: '', totp: '' },
  });
  const [step, setStep] = useState<'password' | 'totp'>('password');
  const [problem, setProblem] = useState<unknown>(null);

  const submit = form.handleSubmit(async ({ totp, ...rest }) => {
    setProblem(null);
    try {
      onDone(await signIn(totp ? { ...rest, totp } : rest));
    } catch (error) {
      const code = error instanceof AuthError ? error.code : 'INTERNAL';
      if (code === 'TOTP_REQUIRED' && step === 'password') return setStep('totp');
      if (code === 'TOTP_REQUIRED' || code === 'TOTP_INVALID') {
        const message = code === 'TOTP_INVALID' ? `ui.signIn.error.${code}` : 'ui.form.required';
        return form.setError('totp', { message }, { shouldFocus: true });
      }
      setProblem(error);
    }
  });

  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      {problem !== null && (
        <Banner tone="bad" live>
          <p>{signInProblem(problem, t)}</p>
          {problem instanceof AuthError && problem.code === 'LOCKED' && (
            <p>
              {t('ui.signIn.lockedHelp')}{' '}
              <RouteLink to="/forgot-password">{t('ui.forgot.mailLink')}</RouteLink>
            </p>
          )}
        </Banner>
      )}
      {step === 'password' ? (
        <>
          <FormField control={form.control} name="mail">
            {(field) => (
              <TextField
                {...field}
                label={t('ui.signIn.mail')}
                type="email"
                autoComplete="username"
                isReadOnly={Boolean(mail)}
                autoFocus={!mail}
              />
            )}
          </FormField>
          <FormField control={form.control} name="password">
            {(field) => (
              <TextField
                {...field}
                label={t('ui.signIn.password')}
                type="password"
                autoComplete="current-password"
                autoFocus={Boolean(mail)}
              />
            )}
          </FormField>
        </>
      ) : (
        <FormField control={form.control} name="totp">
          {(field) => (
            <TextField
              {...field}
              label={t('ui.signIn.totp')}
              description={t('ui.signIn.totpHelp')}
              autoComplete="one-time-code"
              autoFocus
            />
          )}
        </FormField>
      )}
      <Button type="submit" variant="primary" wide isPending={form.formState.isSubmitting}>
        {t('ui.signIn.submit')}
      </Button>
      {step === 'totp' && (
        <Button variant="ghost" wide onPress={() => setStep('password')}>
          {t('ui.back')}
        </Button>
      )}
    </form>
  );
}
