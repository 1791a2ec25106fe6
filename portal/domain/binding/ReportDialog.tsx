import { zodResolver } from '@hookform/resolvers/zod';
import { type Control, useForm } from 'react-hook-form';
import { useMutation } from 'urql';
import { z } from 'zod/mini';
import { graphql } from '../../gql/gql.ts';
import { FormField } from '../../lib/FormField.tsx';
import { applyUserErrors } from '../../lib/form.ts';
import { useText } from '../../lib/i18n.tsx';
import { useIdempotencyKey } from '../../lib/idempotency.ts';
import { FormDialog } from '../../shell/FormDialog.tsx';
import { toast } from '../../ui/feedback/Toast.tsx';
import { TextArea } from '../../ui/fields/TextArea.tsx';
import { CustomerChoiceFields } from './CustomerChoiceFields.tsx';
import {
  type CustomerChoice,
  choiceChecks,
  choiceInput,
  choicePaths,
  choiceShape,
  noChoice,
} from './customerChoice.ts';
import { FREE } from './states.ts';

const Report = graphql(`
  mutation ReportDialog_report($input: PartnerBindingReportInput!, $idempotencyKey: ID!) {
    partnerBindingReport(input: $input, idempotencyKey: $idempotencyKey) {
      partnerBinding { ...BindingSteps_binding }
      userErrors { code field message params { key value } }
    }
  }
`);

const NOTE_MAX = 500;

const schema = z
  .object({ ...choiceShape, note: z.string().check(z.trim()) })
  .check(...choiceChecks);

export interface ReportDialogProps {
  /** The customer of the page; without one the form asks for it. */
  customer?: { id: string; name: string } | null;
  onClose: () => void;
}

/** Reserves a customer for the partner before it is invited. */
export function ReportDialog({ customer, onClose }: ReportDialogProps) {
  const t = useText();
  const [, report] = useMutation(Report);
  const { keyFor, settle } = useIdempotencyKey();
  const form = useForm({
    resolver: zodResolver(schema),
    defaultValues: {
      ...noChoice,
      ...(customer && { who: 'known' as const, customerId: customer.id }),
      note: '',
    },
  });

  const submit = form.handleSubmit(async ({ note, ...choice }) => {
    const input = { ...choiceInput(choice), note: note || null };
    const { data } = await report({ input, idempotencyKey: keyFor(input) });
    if (!data) return;
    settle();
    const { userErrors } = data.partnerBindingReport;
    if (userErrors.length > 0) {
      applyUserErrors(form, userErrors, t, { paths: choicePaths });
      return;
    }
    onClose();
    toast.show({ tone: 'good', title: t('ui.binding.report.done') });
  });

  return (
    <FormDialog
      form={form}
      size="md"
      title={t('ui.binding.report.title')}
      description={t('ui.binding.report.lead')}
      confirmLabel={t('ui.binding.report.submit')}
      onSubmit={submit}
      onClose={onClose}
    >
      <CustomerChoiceFields
        control={form.control as unknown as Control<CustomerChoice>}
        states={FREE}
        fixed={customer}
      />
      <FormField control={form.control} name="note">
        {(field) => (
          <TextArea {...field} label={t('ui.binding.report.note')} maxLength={NOTE_MAX} />
        )}
      </FormField>
    </FormDialog>
  );
}
