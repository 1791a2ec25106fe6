import { zodResolver } from '@hookform/resolvers/zod';
import { type Control, useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { graphql } from '../../gql/gql.ts';
import { useCommand } from '../../lib/command.ts';
import { FormField } from '../../lib/FormField.tsx';
import { isAccepted } from '../../lib/form.ts';
import { useText } from '../../lib/i18n.tsx';
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
  firstChoice,
} from './customerChoice.ts';
import { NOTE_MAX, UNCLAIMED } from './states.ts';

const PreRegister = graphql(`
  mutation PreRegisterDialog_preRegister($input: PartnerBindingPreRegisterInput!, $idempotencyKey: ID!) {
    step: partnerBindingPreRegister(input: $input, idempotencyKey: $idempotencyKey) {
      partnerBinding { ...BindingSteps_binding }
      userErrors { code field message params { key value } }
    }
  }
`);

const schema = z
  .object({ ...choiceShape, note: z.string().check(z.trim()) })
  .check(...choiceChecks);

export interface PreRegisterDialogProps {
  customer?: { id: string; name: string } | null;
  onClose: () => void;
}

/** Pre-registers a customer, which protects it for the partner before the invitation. */
export function PreRegisterDialog({ customer, onClose }: PreRegisterDialogProps) {
  const t = useText();
  const { run } = useCommand(PreRegister);
  const form = useForm({
    resolver: zodResolver(schema),
    defaultValues: {
      ...firstChoice(customer),
      note: '',
    },
  });

  const submit = form.handleSubmit(async ({ note, ...choice }) => {
    const input = { ...choiceInput(choice), note: note || null };
    const payload = await run(input);
    if (!isAccepted(form, payload, t, { paths: choicePaths })) return;
    onClose();
    toast.show({ tone: 'good', title: t('ui.binding.preRegister.done') });
  });

  return (
    <FormDialog
      form={form}
      size="md"
      title={t('ui.binding.preRegister.title')}
      description={t('ui.binding.preRegister.lead')}
      confirmLabel={t('ui.binding.preRegister.submit')}
      onSubmit={submit}
      onClose={onClose}
    >
      <CustomerChoiceFields
        control={form.control as unknown as Control<CustomerChoice>}
        states={UNCLAIMED}
        fixed={customer}
      />
      <FormField control={form.control} name="note">
        {(field) => (
          <TextArea {...field} label={t('ui.binding.preRegister.note')} maxLength={NOTE_MAX} />
        )}
      </FormField>
    </FormDialog>
  );
}
