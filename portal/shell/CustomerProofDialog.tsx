import { zodResolver } from '@hookform/resolvers/zod';
import { useEffect, useRef } from 'react';
import { useForm } from 'react-hook-form';
import { applyUserErrors, errorText } from '../lib/form.ts';
import { useText } from '../lib/i18n.tsx';
import { ProofDeclined, usePendingProof } from '../lib/proof.ts';
import { Banner } from '../ui/feedback/Banner.tsx';
import { FormDialog } from './FormDialog.tsx';
import { CodeClock, CodeField, codeSchema } from './OneTimeCode.tsx';
import { useCustomerCode } from './useCustomerCode.ts';

/**
 * Sends a code to the customer's contact on file and asks for it before the first step that a link takes for the
 * customer. With the code the step continues; closing returns to the form.
 */
export function CustomerProofDialog() {
  const t = useText();
  const pending = usePendingProof();
  const { sent, problem, isSending, send, prove } = useCustomerCode();
  const begun = useRef(false);
  const form = useForm({ resolver: zodResolver(codeSchema), defaultValues: { code: '' } });
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    void send();
  }, [send]);
  const submit = form.handleSubmit(async ({ code }) => {
    const errors = await prove(code);
    if (!errors) return;
    if (errors.length === 0) pending?.done();
    else {
      form.setValue('code', '');
      applyUserErrors(form, errors, t);
    }
  });
  async function resend() {
    form.reset();
    await send();
    form.setFocus('code');
  }
  return (
    <FormDialog
      form={form}
      title={t('ui.customerProof.title')}
      description={
        sent ? t('ui.customerProof.sent', { contact: sent.sentTo }) : t('ui.customerProof.sending')
      }
      confirmLabel={t('ui.proof.confirm')}
      asksBeforeClosing={false}
      onSubmit={submit}
      onClose={() => pending?.failed(new ProofDeclined())}
    >
      {problem && (
        <Banner tone="bad" live>
          {errorText(problem, t)}
        </Banner>
      )}
      <CodeField control={form.control} description={t('ui.customerProof.note')} />
      <CodeClock
        expiresAt={sent?.expiresAt}
        resendAt={sent?.resendAt}
        isSending={isSending}
        onResend={() => void resend()}
      />
    </FormDialog>
  );
}
