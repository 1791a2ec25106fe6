import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { ReasonField, reasonShape } from '../../../domain/ReasonField.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { serverNow } from '../../../lib/clock.ts';
import { useCommand } from '../../../lib/command.ts';
import { fromDay, isoDay } from '../../../lib/dates.ts';
import { FormField } from '../../../lib/FormField.tsx';
import { isAccepted } from '../../../lib/form.ts';
import { useText } from '../../../lib/i18n.tsx';
import { FormDialog } from '../../../shell/FormDialog.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';
import { DatePicker } from '../../../ui/fields/DatePicker.tsx';
import { TextField } from '../../../ui/fields/TextField.tsx';

const Data = graphql(`
  fragment InvoicingDataDialog_purchaser on InvoicePurchaser {
    title taxNumber bankName bankAccount address phone
    recipientName recipientPhone recipientAddress recipientMailbox
  }
`);
const SetData = graphql(`
  mutation InvoicingDataDialog_set($input: InvoicingSettingSetInput!, $idempotencyKey: ID!) {
    step: invoicingSettingSet(input: $input, idempotencyKey: $idempotencyKey) {
      invoicingSetting { id }
      userErrors { code field message params { key value } }
    }
  }
`);

const TEXTS = [
  ['title', 100],
  ['taxNumber', 20],
  ['bankName', 100],
  ['bankAccount', 40],
  ['address', 200],
  ['phone', 40],
  ['recipientMailbox', 254],
  ['recipientAddress', 200],
  ['recipientName', 60],
  ['recipientPhone', 40],
] as const;
const filled = z.string().check(z.trim(), z.minLength(1, 'ui.form.required'));
const schema = z.object({
  title: filled,
  taxNumber: z
    .string()
    .check(z.trim(), z.regex(/^[\dA-Za-z]{15,20}$/, 'ui.partner.tax.numberShape')),
  bankName: filled,
  bankAccount: z.string().check(z.trim(), z.regex(/^[\d -]{8,40}$/, 'ui.partner.tax.accountShape')),
  address: filled,
  phone: filled,
  recipientMailbox: filled,
  recipientAddress: filled,
  recipientName: filled,
  recipientPhone: filled,
  effectiveFrom: z.nullable(z.string()).check(z.refine((day) => day !== null, 'ui.form.required')),
  ...reasonShape,
});

export interface InvoicingDataDialogProps {
  /** The data in force; null if none are set. */
  purchaser: FragmentType<typeof Data> | null;
  onClose: () => void;
}

/** Sets the invoicing data from a day on. The server asks for fresh proof. */
export function InvoicingDataDialog({ purchaser, onClose }: InvoicingDataDialogProps) {
  const t = useText();
  const known = readFragment(Data, purchaser);
  const { run } = useCommand(SetData);
  const today = isoDay(serverNow());
  const form = useForm<z.infer<typeof schema>>({
    mode: 'onTouched',
    resolver: zodResolver(schema),
    defaultValues: {
      ...Object.fromEntries(TEXTS.map(([name]) => [name, known?.[name] ?? ''])),
      effectiveFrom: today,
      reason: '',
    },
  });
  const submit = form.handleSubmit(async ({ effectiveFrom: day, ...values }) => {
    const effectiveFrom = day && day > today ? fromDay(day) : null;
    const payload = await run({ ...values, effectiveFrom });
    if (!isAccepted(form, payload, t)) return;
    toast.show({ tone: 'good', title: t('ui.invoicingData.saved') });
    onClose();
  });
  return (
    <FormDialog
      form={form}
      size="md"
      title={t('ui.nav.invoicingData')}
      description={t('ui.invoicingData.editText')}
      confirmLabel={t('ui.save')}
      onSubmit={submit}
      onClose={onClose}
    >
      {TEXTS.map(([name, max]) => (
        <FormField key={name} control={form.control} name={name}>
          {(field) => (
            <TextField
              {...field}
              type={name === 'recipientMailbox' ? 'email' : 'text'}
              label={t(`ui.invoicingData.${name}`)}
              maxLength={max}
              autoComplete="off"
              isRequired
            />
          )}
        </FormField>
      ))}
      <FormField control={form.control} name="effectiveFrom">
        {({ inputRef: _, ...field }) => (
          <DatePicker
            {...field}
            label={t('ui.invoicingData.from')}
            description={t('ui.invoicingData.fromHelp')}
            min={today}
            isRequired
          />
        )}
      </FormField>
      <ReasonField control={form.control} label={t('ui.reason')} help={t('ui.reason.audit')} />
    </FormDialog>
  );
}
