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

const SetContact = graphql(`
  mutation ContactDialog_set($input: CustomerSetContactInput!, $idempotencyKey: ID!) {
    step: customerSetContact(input: $input, idempotencyKey: $idempotencyKey) {
      customer { id contactOnFile contactSource contactName contactPhone contactMail }
      userErrors { code field message params { key value } }
    }
  }
`);

const filled = z.string().check(z.trim(), z.minLength(1, 'ui.form.required'));
const schema = z.object({
  name: filled,
  mail: filled,
  phone: z.string().check(z.trim()),
  ...reasonShape,
});
const TEXTS = [
  ['name', 60],
  ['mail', 254],
  ['phone', 30],
] as const;

export interface ContactDialogProps {
  customer: { id: string; name: string };
  onClose: () => void;
}

/** Enters the contact on file. The present one is masked, so the whole contact is typed. */
export function ContactDialog({ customer: { id, name }, onClose }: ContactDialogProps) {
  const t = useText();
  const { run } = useCommand(SetContact);
  const form = useForm<z.infer<typeof schema>>({
    resolver: zodResolver(schema),
    defaultValues: { name: '', mail: '', phone: '', reason: '' },
  });
  const submit = form.handleSubmit(async ({ phone, ...values }) => {
    const payload = await run({ id, ...values, ...(phone && { phone }) });
    if (!isAccepted(form, payload, t)) return;
    toast.show({ tone: 'good', title: t('ui.customer.contactSet.done') });
    onClose();
  });
  return (
    <FormDialog
      form={form}
      title={t('ui.customer.contactDialog.title', { name })}
      description={t('ui.customer.contactDialog.text')}
      confirmLabel={t('ui.save')}
      onSubmit={submit}
      onClose={onClose}
    >
      {TEXTS.map(([field, max]) => (
        <FormField key={field} control={form.control} name={field}>
          {(props) => (
            <TextField
              {...props}
              label={t(`ui.customer.contact.${field}`)}
              isRequired={field !== 'phone'}
              maxLength={max}
            />
          )}
        </FormField>
      ))}
      <ReasonField control={form.control} label={t('ui.customer.contactReason')} />
    </FormDialog>
  );
}
