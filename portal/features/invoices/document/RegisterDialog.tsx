import { zodResolver } from '@hookform/resolvers/zod';
import { useEffect } from 'react';
import { useForm } from 'react-hook-form';
import { FilesField } from '../../../domain/files/FilesField.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { serverNow } from '../../../lib/clock.ts';
import { useCommand } from '../../../lib/command.ts';
import { isoDay } from '../../../lib/dates.ts';
import { FormField } from '../../../lib/FormField.tsx';
import { applyUserErrors, errorText } from '../../../lib/form.ts';
import { useText } from '../../../lib/i18n.tsx';
import { FormDialog } from '../../../shell/FormDialog.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';
import { registerInvoice } from '../InvoiceCommands.ts';
import { ByHandFields } from './ByHandFields.tsx';
import { Comparison } from './Comparison.tsx';
import { FROM_FILE, NAMES, type RegistrationValues, schema } from './registration.ts';
import { useInvoiceFile } from './useInvoiceFile.ts';

const Invoice = graphql(`
  fragment RegisterDialog_invoice on Invoice {
    id version paymentRequestNumber
    bill { id number period }
    ...ByHandFields_invoice
  }
`);

export interface RegisterDialogProps {
  invoice: FragmentType<typeof Invoice>;
  onClose: () => void;
}

/**
 * Registers an invoice by its file, whose fields are compared with the bill, or by hand. With a file only the fields that
 * it lacks are entered.
 */
export function RegisterDialog({ invoice, onClose }: RegisterDialogProps) {
  const t = useText();
  const i = readFragment(Invoice, invoice);
  const { run } = useCommand(registerInvoice);
  const today = isoDay(serverNow());
  const form = useForm<RegistrationValues>({
    mode: 'onTouched',
    resolver: zodResolver(schema),
    defaultValues: {
      attachmentIds: [],
      kind: 'VAT_SPECIAL',
      number: '',
      issuedOn: today,
      amount: '',
      vatRate: '',
      netAmount: '',
      taxAmount: '',
    },
  });
  const ids = form.watch('attachmentIds');
  const uploaded = ids.filter((id) => id.startsWith('att_'));
  const { file, given, isReading } = useInvoiceFile(i.id, uploaded);
  const byHand = NAMES.filter((name) => given(FROM_FILE[name]) === null);
  // The form holds the file's values, so that its rules accept the fields that are not shown.
  useEffect(() => {
    if (!file) return;
    for (const { field, given: value } of file.fields) {
      const name = NAMES.find((one) => FROM_FILE[one] === field);
      if (name && value != null)
        form.setValue(name, value, { shouldValidate: form.formState.isSubmitted });
    }
  }, [file, form]);

  const submit = form.handleSubmit(async ({ attachmentIds, issuedOn, ...values }) => {
    const entered = { ...values, issuedOn: issuedOn ?? today };
    const payload = await run({
      id: i.id,
      version: i.version,
      attachmentIds,
      ...Object.fromEntries(byHand.map((name) => [name, entered[name]])),
    });
    if (!payload) return;
    if (payload.userErrors.length > 0) {
      applyUserErrors(form, payload.userErrors, t);
      return;
    }
    toast.show({ tone: 'good', title: t('ui.invoice.registeredToast') });
    onClose();
  });
  return (
    <FormDialog
      form={form}
      size="lg"
      title={t('ui.invoice.registerTitle', { period: i.bill.period })}
      description={t('ui.invoice.registerText', { request: i.paymentRequestNumber })}
      confirmLabel={t('ui.invoice.register')}
      onSubmit={submit}
      onClose={onClose}
    >
      <FormField control={form.control} name="attachmentIds">
        {(field) => (
          <FilesField
            {...field}
            label={t('ui.invoice.file.label')}
            description={t('ui.invoice.file.help')}
            accept={['.xml', '.ofd', '.pdf']}
            max={5}
          />
        )}
      </FormField>
      {isReading && (
        <p className="note" role="status">
          {t('ui.invoice.file.reading')}
        </p>
      )}
      {file?.userErrors.map((problem) => (
        <Banner key={problem.code} tone="bad">
          {errorText(problem, t)}
        </Banner>
      ))}
      {file && file.fields.length > 0 && <Comparison file={file} />}
      <ByHandFields control={form.control} invoice={i} names={byHand} today={today} />
    </FormDialog>
  );
}
