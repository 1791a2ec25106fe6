import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { useText } from '../../lib/i18n.tsx';
import { currentSession, loadSession } from '../../lib/session.ts';
import { signInProblem } from '../../shell/sign-in-problem.ts';

/** Minimum length of a code: six digits; recovery codes are longer. */
const SHORTEST = 6;
const schemaOf = (shape: string) =>
  z.object({ code: z.string().check(z.trim(), z.minLength(SHORTEST, shape)) });

/** A form with one code. `send` submits it; its error is shown at the field. */
export function useCodeForm(send: (code: string) => Promise<void>, shape: string) {
  const t = useText();
  const form = useForm({ resolver: zodResolver(schemaOf(shape)), defaultValues: { code: '' } });
  const submit = form.handleSubmit(async ({ code }) => {
    try {
      await send(code);
      // The change started a new session. One that is limited to enrolment leads only there.
      await loadSession();
      if (currentSession()?.mustEnroll) window.location.assign('/second-factor');
    } catch (error) {
      const message = signInProblem(error, t, t('ui.totp.failed'));
      form.setError('code', { message }, { shouldFocus: true });
    }
  });
  return { form, submit };
}
