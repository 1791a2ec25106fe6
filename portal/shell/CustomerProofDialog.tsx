import { zodResolver } from '@hookform/resolvers/zod';
import { Clock, RotateCw } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { useNow } from '../lib/clock.ts';
import { FormField } from '../lib/FormField.tsx';
import { applyUserErrors, errorText } from '../lib/form.ts';
import { useFormat } from '../lib/format.ts';
import { useText } from '../lib/i18n.tsx';
import { ProofDeclined, usePendingProof } from '../lib/proof.ts';
import { Button } from '../ui/actions/Button.tsx';
import { Badge } from '../ui/display/Badge.tsx';
import { Banner } from '../ui/feedback/Banner.tsx';
import { TextField } from '../ui/fields/TextField.tsx';
import styles from './CustomerProofDialog.module.css';
import { FormDialog } from './FormDialog.tsx';
import { useCustomerCode } from './useCustomerCode.ts';

const DIGITS = 6;
const schema = z.object({
  code: z.string().check(z.length(DIGITS, 'ui.buyer.code.incomplete')),
});

/** The digits in a typed or pasted text, at most the length of a code. */
const digitsOf = (text: string) => text.replace(/\D/g, '').slice(0, DIGITS);

/**
 * Sends a code to the customer's contact on file and asks for it before the first step that a link takes for the
 * customer. With the code the step continues; closing returns to the form.
 */
export function CustomerProofDialog() {
  const t = useText();
  const format = useFormat();
  const now = useNow(1_000);
  const pending = usePendingProof();
  const { sent, problem, isSending, send, prove } = useCustomerCode();
  const begun = useRef(false);
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { code: '' } });
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
  const left = (instant: string | undefined) =>
    instant ? Math.max(0, Date.parse(instant) - now) : 0;
  const [validFor, resendIn] = [left(sent?.expiresAt), left(sent?.resendAt)];
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
      <FormField control={form.control} name="code">
        {(field) => (
          <TextField
            {...field}
            onChange={(text) => field.onChange(digitsOf(text))}
            label={t('ui.buyer.code.label')}
            description={t('ui.customerProof.note')}
            inputMode="numeric"
            autoComplete="one-time-code"
            isRequired
          />
        )}
      </FormField>
      <div className={styles.clock}>
        {sent && (
          <Badge tone={validFor > 0 ? 'idle' : 'waiting'} icon={Clock}>
            {validFor > 0
              ? t('ui.buyer.code.valid', { time: format.countdown(validFor) })
              : t('ui.buyer.code.over')}
          </Badge>
        )}
        <span className="grow" />
        <Button
          size="sm"
          variant="ghost"
          icon={RotateCw}
          isPending={isSending}
          isDisabled={resendIn > 0}
          onPress={() => void resend()}
        >
          {resendIn > 0
            ? t('ui.buyer.code.resendIn', { time: format.countdown(resendIn) })
            : t('ui.buyer.code.resend')}
        </Button>
      </div>
    </FormDialog>
  );
}
