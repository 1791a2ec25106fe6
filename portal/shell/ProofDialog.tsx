import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { AuthError, prove } from '../lib/auth.ts';
import { FormField } from '../lib/FormField.tsx';
import { useText } from '../lib/i18n.tsx';
import { ProofDeclined, usePendingProof } from '../lib/proof.ts';
import { loadSession, useMaybeSession } from '../lib/session.ts';
import { TextField } from '../ui/fields/TextField.tsx';
import { FormDialog } from './FormDialog.tsx';
import { signInProblem } from './sign-in-problem.ts';

const filled = z.object({ proof: z.string().check(z.trim(), z.minLength(1, 'ui.form.required')) });
const empty = z.object({ proof: z.string() });

/**
 * Asks for proof of identity before a sensitive change. With proof the command continues; closing
 * returns to the form.
 */
export function ProofDialog() {
  const t = useText();
  const session = useMaybeSession();
  const pending = usePendingProof();
  // Demo accounts have no passwords: one click is the proof, as for signing in.
  const isClick = session?.demo === true;
  const asksCode = session?.user.totp === true;
  const form = useForm({
    resolver: zodResolver(isClick ? empty : filled),
    defaultValues: { proof: '' },
  });
  const submit = form.handleSubmit(async ({ proof }) => {
    try {
      await prove(isClick ? {} : asksCode ? { code: proof } : { password: proof });
      pending?.done();
    } catch (error) {
      const code = error instanceof AuthError ? error.code : 'INTERNAL';
      // Two-step sign-in was turned on or off elsewhere: ask for the other proof.
      if (code === 'TOTP_REQUIRED') await loadSession();
      const message =
        code === 'INVALID_CREDENTIALS'
          ? t('ui.proof.wrongPassword')
          : signInProblem(error, t, t('ui.proof.failed'));
      form.setError('proof', { message }, { shouldFocus: true });
    }
  });
  return (
    <FormDialog
      form={form}
      title={t('ui.proof.title')}
      description={t(isClick ? 'ui.proof.demoText' : 'ui.proof.text')}
      confirmLabel={
        isClick ? t('ui.signIn.demoAs', { name: session.user.name }) : t('ui.proof.confirm')
      }
      asksBeforeClosing={false}
      onSubmit={submit}
      onClose={() => pending?.failed(new ProofDeclined())}
    >
      {!isClick && (
        <FormField control={form.control} name="proof">
          {(field) =>
            asksCode ? (
              <TextField
                {...field}
                label={t('ui.signIn.totp')}
                description={t('ui.signIn.totpHelp')}
                autoComplete="one-time-code"
              />
            ) : (
              <TextField
                {...field}
                label={t('ui.signIn.password')}
                type="password"
                autoComplete="current-password"
              />
            )
          }
        </FormField>
      )}
    </FormDialog>
  );
}
