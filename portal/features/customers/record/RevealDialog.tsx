import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { useMutation } from 'urql';
import { z } from 'zod/mini';
import { ReasonField, reasonShape } from '../../../domain/ReasonField.tsx';
import { graphql } from '../../../gql/gql.ts';
import type { RevealDialog_RevealContactMutation } from '../../../gql/graphql.ts';
import { applyUserErrors } from '../../../lib/form.ts';
import { useText } from '../../../lib/i18n.tsx';
import { FormDialog } from '../../../shell/FormDialog.tsx';

const Reveal = graphql(`
  mutation RevealDialog_revealContact($input: CustomerRevealContactInput!) {
    customerRevealContact(input: $input) {
      contact { name phone mail }
      userErrors { code field message params { key value } }
    }
  }
`);
export type Contact = NonNullable<
  RevealDialog_RevealContactMutation['customerRevealContact']['contact']
>;

const schema = z.object(reasonShape);

export interface RevealDialogProps {
  customer: { id: string; name: string };
  onClose: () => void;
  onReveal: (contact: Contact) => void;
}

/** Asks for the reason before contact data is shown; the audit records it. */
export function RevealDialog({ customer, onClose, onReveal }: RevealDialogProps) {
  const t = useText();
  const [, reveal] = useMutation(Reveal);
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { reason: '' } });
  const submit = form.handleSubmit(async ({ reason }) => {
    const { data } = await reveal({ input: { id: customer.id, reason } });
    if (!data) return;
    const { contact, userErrors } = data.customerRevealContact;
    if (contact) onReveal(contact);
    else applyUserErrors(form, userErrors, t);
  });
  return (
    <FormDialog
      form={form}
      title={t('ui.customer.revealTitle', { name: customer.name })}
      description={t('ui.customer.revealText')}
      confirmLabel={t('ui.customer.reveal')}
      onSubmit={submit}
      onClose={onClose}
    >
      <ReasonField control={form.control} label={t('ui.customer.revealReason')} />
    </FormDialog>
  );
}
