import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { forgotPassword } from '../../lib/auth.ts';
import { FormField } from '../../lib/FormField.tsx';
import { useText } from '../../lib/i18n.tsx';
import { RouteButton } from '../../shell/links.ts';
import { signInProblem } from '../../shell/sign-in-problem.ts';
import { useTitle } from '../../shell/title.ts';
import { Welcome } from '../../shell/Welcome.tsx';
import { Button } from '../../ui/actions/Button.tsx';
import { Banner } from '../../ui/feedback/Banner.tsx';
import { TextField } from '../../ui/fields/TextField.tsx';

const schema = z.object({
  mail: z.string().check(z.trim(), z.minLength(1, 'ui.form.required')),
});

/** Asks for the address of a password mail. The answer is the same for every address. */
export function ForgotPasswordPage() {
  const t = useText();
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { mail: '' } });
  const [problem, setProblem] = useState<string | null>(null);
  const [sentTo, setSentTo] = useState<string | null>(null);
  useTitle(t('ui.forgot.title'));

  const submit = form.handleSubmit(async ({ mail }) => {
    setProblem(null);
    try {
      await forgotPassword(mail);
      setSentTo(mail);
    } catch (error) {
      setProblem(signInProblem(error, t, t('ui.forgot.failed')));
    }
  });

  if (sentTo)
    return (
      <Welcome>
        <div>
          <h1>{t('ui.forgot.sentTitle')}</h1>
          <p>{t('ui.forgot.sentText', { mail: sentTo })}</p>
        </div>
        <p className="note">{t('ui.forgot.sentNote')}</p>
        <RouteButton to="/sign-in" wide>
          {t('ui.forgot.back')}
        </RouteButton>
      </Welcome>
    );
  return (
    <Welcome>
      <div>
        <h1>{t('ui.forgot.title')}</h1>
        <p className="muted">{t('ui.forgot.lead')}</p>
      </div>
      {problem && (
        <Banner tone="bad" live>
          {problem}
        </Banner>
      )}
      <form className="stack" onSubmit={submit} noValidate>
        <FormField control={form.control} name="mail">
          {(field) => (
            <TextField
              {...field}
              label={t('ui.signIn.mail')}
              type="email"
              autoComplete="username"
              autoFocus
            />
          )}
        </FormField>
        <Button type="submit" variant="primary" wide isPending={form.formState.isSubmitting}>
          {t('ui.forgot.submit')}
        </Button>
      </form>
      <RouteButton to="/sign-in" variant="ghost" wide>
        {t('ui.forgot.back')}
      </RouteButton>
    </Welcome>
  );
}
