import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { serverNow } from '../../../lib/clock.ts';
import { useCommand } from '../../../lib/command.ts';
import { isoDay } from '../../../lib/dates.ts';
import { FormField } from '../../../lib/FormField.tsx';
import { isAccepted } from '../../../lib/form.ts';
import { useText } from '../../../lib/i18n.tsx';
import { FormDialog } from '../../../shell/FormDialog.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';
import { DatePicker } from '../../../ui/fields/DatePicker.tsx';
import { MoneyField } from '../../../ui/fields/MoneyField.tsx';
import { TextField } from '../../../ui/fields/TextField.tsx';
import { registerRedLetter } from '../InvoiceCommands.ts';

const Invoice = graphql(`
  fragment RedLetterDialog_invoice on Invoice { id version gross { amount } }
`);

const schema = z.object({
  number: z.string().check(z.trim(), z.regex(/^\d{8,20}$/, 'ui.invoice.numberDigits')),
  confirmationNumber: z.string().check(z.trim(), z.minLength(1, 'ui.form.required')),
  issuedOn: z.nullable(z.string()).check(z.refine((day) => day !== null, 'ui.form.required')),
  amount: z.string().check(z.trim(), z.minLength(1, 'ui.form.required')),
});

export interface RedLetterDialogProps {
  invoice: FragmentType<typeof Invoice>;
  /** Number of the returned document. */
  original: string;
  /** `done`: the document is registered. */
  onClose: (done: boolean) => void;
}

/** Registers the red-letter document that cancels a returned one. */
export function RedLetterDialog({ invoice, original, onClose }: RedLetterDialogProps) {
  const t = useText();
  const i = readFragment(Invoice, invoice);
  const { run } = useCommand(registerRedLetter);
  const today = isoDay(serverNow());
  const form = useForm<z.infer<typeof schema>>({
    mode: 'onTouched',
    resolver: zodResolver(schema),
    defaultValues: {
      number: '',
      confirmationNumber: '',
      issuedOn: today,
      amount: `-${i.gross.amount}`,
    },
  });
  const submit = form.handleSubmit(async ({ issuedOn, ...values }) => {
    const payload = await run({
      id: i.id,
      version: i.version,
      originalNumber: original,
      issuedOn: issuedOn ?? today,
      ...values,
    });
    if (!isAccepted(form, payload, t)) return;
    toast.show({ tone: 'good', title: t('ui.invoice.redLetterToast') });
    onClose(true);
  });
  const { control } = form;
  return (
    <FormDialog
      form={form}
      title={t('ui.invoice.registerRedLetter')}
      description={t('ui.invoice.redLetterText', { number: original })}
      confirmLabel={t('ui.invoice.registerRedLetter')}
      onSubmit={submit}
      onClose={() => onClose(false)}
    >
      <FormField control={control} name="number">
        {(field) => (
          <TextField
            {...field}
            label={t('ui.invoice.redLetterNumber')}
            inputMode="numeric"
            maxLength={20}
            isRequired
          />
        )}
      </FormField>
      <FormField control={control} name="confirmationNumber">
        {(field) => (
          <TextField
            {...field}
            label={t('ui.invoice.redLetterConfirmation')}
            maxLength={40}
            isRequired
          />
        )}
      </FormField>
      <FormField control={control} name="issuedOn">
        {(field) => (
          <DatePicker {...field} label={t('ui.invoice.redLetterIssuedOn')} max={today} isRequired />
        )}
      </FormField>
      <FormField control={control} name="amount">
        {(field) => (
          <MoneyField {...field} label={t('ui.invoice.redLetterAmount')} allowNegative isRequired />
        )}
      </FormField>
    </FormDialog>
  );
}
