import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { ReasonField, reasonShape } from '../../../domain/ReasonField.tsx';
import { graphql } from '../../../gql/gql.ts';
import { useCommand } from '../../../lib/command.ts';
import { FormField } from '../../../lib/FormField.tsx';
import { isAccepted } from '../../../lib/form.ts';
import { useText } from '../../../lib/i18n.tsx';
import { FormDialog } from '../../../shell/FormDialog.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';
import { TextField } from '../../../ui/fields/TextField.tsx';

const Correct = graphql(`
  mutation CorrectDialog_correct($input: CustomerCorrectInput!, $idempotencyKey: ID!) {
    step: customerCorrect(input: $input, idempotencyKey: $idempotencyKey) {
      customer { id name cloudAccount }
      userErrors { code field message params { key value } }
    }
  }
`);

const filled = z.string().check(z.trim(), z.minLength(1, 'ui.form.required'));
const schema = z.object({ name: filled, cloudAccount: filled, ...reasonShape });
const TEXTS = [
  ['name', 120],
  ['cloudAccount', 64],
] as const;

export interface CorrectDialogProps {
  customer: { id: string; name: string; cloudAccount: string | null };
  onClose: () => void;
}

/** Corrects the name and the account that a partner or a file gave a customer. */
export function CorrectDialog({ customer, onClose }: CorrectDialogProps) {
  const t = useText();
  const { run } = useCommand(Correct);
  const { id, name, cloudAccount } = customer;
  const form = useForm<z.infer<typeof schema>>({
    resolver: zodResolver(schema),
    defaultValues: { name, cloudAccount: cloudAccount ?? '', reason: '' },
  });
  const submit = form.handleSubmit(async (values) => {
    const payload = await run({ id, ...values });
    if (!isAccepted(form, payload, t)) return;
    toast.show({ tone: 'good', title: t('ui.customer.correctDone') });
    onClose();
  });
  return (
    <FormDialog
      form={form}
      title={t('ui.customer.correct')}
      description={t('ui.customer.correctText')}
      confirmLabel={t('ui.save')}
      onSubmit={submit}
      onClose={onClose}
    >
      {TEXTS.map(([field, max]) => (
        <FormField key={field} control={form.control} name={field}>
          {(props) => (
            <TextField {...props} label={t(`ui.customer.${field}`)} isRequired maxLength={max} />
          )}
        </FormField>
      ))}
      <ReasonField control={form.control} label={t('ui.customer.correctReason')} />
    </FormDialog>
  );
}
