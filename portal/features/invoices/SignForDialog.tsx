import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useCommand } from '../../lib/command.ts';
import { FormField } from '../../lib/FormField.tsx';
import { isAccepted } from '../../lib/form.ts';
import { useText } from '../../lib/i18n.tsx';
import { useSession } from '../../lib/session.ts';
import { FormDialog } from '../../shell/FormDialog.tsx';
import { toast } from '../../ui/feedback/Toast.tsx';
import { TextField } from '../../ui/fields/TextField.tsx';
import { signForInvoice } from './InvoiceCommands.ts';

const Invoice = graphql(`
  fragment SignForDialog_invoice on Invoice { id version number partner { id name } }
`);

const schema = z.object({
  signedByName: z.string().check(z.trim(), z.minLength(1, 'ui.form.required')),
});

export interface SignForDialogProps {
  invoice: FragmentType<typeof Invoice>;
  onClose: () => void;
}

export function SignForDialog({ invoice, onClose }: SignForDialogProps) {
  const t = useText();
  const i = readFragment(Invoice, invoice);
  const { run } = useCommand(signForInvoice);
  const form = useForm({
    resolver: zodResolver(schema),
    defaultValues: { signedByName: useSession().user.name },
  });
  const submit = form.handleSubmit(async ({ signedByName }) => {
    const payload = await run({ id: i.id, version: i.version, signedByName });
    if (!isAccepted(form, payload, t)) return;
    toast.show({ tone: 'good', title: t('ui.invoice.signedToast') });
    onClose();
  });
  return (
    <FormDialog
      form={form}
      title={t('ui.invoice.signForTitle', { number: i.number ?? '' })}
      description={t('ui.invoice.signForText', { partner: i.partner.name })}
      confirmLabel={t('ui.invoice.signFor')}
      onSubmit={submit}
      onClose={onClose}
    >
      <FormField control={form.control} name="signedByName">
        {(field) => (
          <TextField {...field} label={t('ui.invoice.signedBy')} maxLength={100} isRequired />
        )}
      </FormField>
    </FormDialog>
  );
}
