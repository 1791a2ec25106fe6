import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import type { InvoiceKind } from '../../gql/graphql.ts';
import { serverNow } from '../../lib/clock.ts';
import { useCommand } from '../../lib/command.ts';
import { isoDay } from '../../lib/dates.ts';
import { FormField } from '../../lib/FormField.tsx';
import { applyUserErrors } from '../../lib/form.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { FormDialog } from '../../shell/FormDialog.tsx';
import { toast } from '../../ui/feedback/Toast.tsx';
import { DatePicker } from '../../ui/fields/DatePicker.tsx';
import { MoneyField } from '../../ui/fields/MoneyField.tsx';
import { PercentField } from '../../ui/fields/PercentField.tsx';
import { RadioGroup } from '../../ui/fields/RadioGroup.tsx';
import { TextField } from '../../ui/fields/TextField.tsx';
import { registerInvoice } from './InvoiceCommands.ts';
import styles from './RegisterDialog.module.css';

const Invoice = graphql(`
  fragment RegisterDialog_invoice on Invoice {
    id version paymentRequestNumber expectedVatRate
    gross { amount currency }
    bill { id number period }
  }
`);

const KINDS = ['VAT_SPECIAL', 'VAT_ORDINARY'] as const satisfies readonly InvoiceKind[];
const required = z.string().check(z.trim(), z.minLength(1, 'ui.form.required'));
const schema = z.object({
  kind: z.enum(KINDS),
  number: z.string().check(z.trim(), z.regex(/^\d{8,20}$/, 'ui.invoice.numberDigits')),
  issuedOn: z.nullable(z.string()).check(z.refine((day) => day !== null, 'ui.form.required')),
  amount: required,
  vatRate: required,
  netAmount: required,
  taxAmount: required,
});
type Values = z.infer<typeof schema>;

export interface RegisterDialogProps {
  invoice: FragmentType<typeof Invoice>;
  onClose: () => void;
}

/** Registers the document's data; the server compares it and reports each difference at its field. */
export function RegisterDialog({ invoice, onClose }: RegisterDialogProps) {
  const t = useText();
  const format = useFormat();
  const i = readFragment(Invoice, invoice);
  const { run } = useCommand(registerInvoice);
  const today = isoDay(serverNow());
  const form = useForm<Values>({
    mode: 'onTouched',
    resolver: zodResolver(schema),
    defaultValues: {
      kind: 'VAT_SPECIAL',
      number: '',
      issuedOn: today,
      amount: '',
      vatRate: '',
      netAmount: '',
      taxAmount: '',
    },
  });
  const submit = form.handleSubmit(async ({ issuedOn, ...values }) => {
    const payload = await run({
      id: i.id,
      version: i.version,
      issuedOn: issuedOn ?? today,
      ...values,
    });
    if (!payload) return;
    if (payload.userErrors.length > 0) {
      applyUserErrors(form, payload.userErrors, t);
      return;
    }
    toast.show({ tone: 'good', title: t('ui.invoice.registeredToast') });
    onClose();
  });
  const { control } = form;
  return (
    <FormDialog
      form={form}
      size="md"
      title={t('ui.invoice.registerTitle', { period: i.bill.period })}
      description={t('ui.invoice.registerText', { request: i.paymentRequestNumber })}
      confirmLabel={t('ui.invoice.register')}
      onSubmit={submit}
      onClose={onClose}
    >
      <FormField control={control} name="kind">
        {({ inputRef: _, onChange, ...field }) => (
          <RadioGroup
            {...field}
            label={t('ui.invoice.kind')}
            description={t('ui.invoice.kindHelp')}
            orientation="horizontal"
            options={KINDS.map((id) => ({ id, label: t.enum('InvoiceKind', id) }))}
            onChange={(next) => onChange(next as InvoiceKind)}
          />
        )}
      </FormField>
      <div className={styles.pair}>
        <FormField control={control} name="number">
          {(field) => (
            <TextField
              {...field}
              label={t('ui.invoice.number')}
              description={t('ui.invoice.numberHelp')}
              inputMode="numeric"
              maxLength={20}
              isRequired
            />
          )}
        </FormField>
        <FormField control={control} name="issuedOn">
          {(field) => (
            <DatePicker {...field} label={t('ui.invoice.issuedOn')} max={today} isRequired />
          )}
        </FormField>
        <FormField control={control} name="amount">
          {(field) => (
            <MoneyField
              {...field}
              label={t('ui.invoice.gross')}
              description={t('ui.invoice.grossHelp', { amount: format.money(i.gross) })}
              isRequired
            />
          )}
        </FormField>
        <FormField control={control} name="vatRate">
          {(field) => (
            <PercentField
              {...field}
              label={t('ui.invoice.vatRate')}
              description={
                i.expectedVatRate &&
                t('ui.invoice.rateHelp', { rate: format.percent(i.expectedVatRate) })
              }
              isRequired
            />
          )}
        </FormField>
        <FormField control={control} name="netAmount">
          {(field) => <MoneyField {...field} label={t('ui.invoice.net')} isRequired />}
        </FormField>
        <FormField control={control} name="taxAmount">
          {(field) => <MoneyField {...field} label={t('ui.invoice.tax')} isRequired />}
        </FormField>
      </div>
    </FormDialog>
  );
}
