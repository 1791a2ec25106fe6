import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { useText } from '../../lib/i18n.tsx';
import { currentSession, loadSession } from '../../lib/session.ts';
import { signInProblem } from '../../shell/sign-in-problem.ts';

/** The server takes codes of six digits and recovery codes, nothing shorter. */
const SHORTEST = 6;
const schemaOf = (shape: string) =>
  z.object({ code: z.string().check(z.trim(), z.minLength(SHORTEST, shape)) });

/**
 * A form of one code. `send` passes it on; what the server answers against it stands at the field. `shape` says what
 * to enter.
 */
export function useCodeForm(send: (code: string) => Promise<void>, shape: string) {
  const t = useText();
  const form = useForm({ resolver: zodResolver(schemaOf(shape)), defaultValues: { code: '' } });
  const submit = form.handleSubmit(async ({ code }) => {
    try {
      await send(code);
      // The change came with a new session. One that is good for enrolling only leads there.
      await loadSession();
      if (currentSession()?.mustEnroll) window.location.assign('/second-factor');
    } catch (error) {
      const message = signInProblem(error, t, t('ui.totp.failed'));
      form.setError('code', { message }, { shouldFocus: true });
    }
  });
  return { form, submit };
}
