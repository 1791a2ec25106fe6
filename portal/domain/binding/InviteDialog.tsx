import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { type Control, useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { graphql } from '../../gql/gql.ts';
import { useCommand } from '../../lib/command.ts';
import { FormField } from '../../lib/FormField.tsx';
import { applyUserErrors, requiredMail } from '../../lib/form.ts';
import { useText } from '../../lib/i18n.tsx';
import { FormDialog } from '../../shell/FormDialog.tsx';
import { Button } from '../../ui/actions/Button.tsx';
import { RadioGroup } from '../../ui/fields/RadioGroup.tsx';
import { TextArea } from '../../ui/fields/TextArea.tsx';
import { TextField } from '../../ui/fields/TextField.tsx';
import { Dialog } from '../../ui/overlays/Dialog.tsx';
import { CustomerChoiceFields } from './CustomerChoiceFields.tsx';
import {
  type CustomerChoice,
  choiceChecks,
  choiceInput,
  choicePaths,
  choiceShape,
  firstChoice,
} from './customerChoice.ts';
import { InviteLink } from './InviteLink.tsx';
import { INVITABLE, NOTE_MAX, TYPES } from './states.ts';

const Invite = graphql(`
  mutation InviteDialog_invite($input: PartnerBindingInviteInput!, $idempotencyKey: ID!) {
    step: partnerBindingInvite(input: $input, idempotencyKey: $idempotencyKey) {
      partnerBinding { ...BindingSteps_binding }
      inviteUrl
      userErrors { code field message params { key value } }
    }
  }
`);

const schema = z
  .object({
    ...choiceShape,
    mail: requiredMail,
    type: z.enum(TYPES),
    note: z.string().check(z.trim()),
  })
  .check(...choiceChecks);

export interface InviteDialogProps {
  /** Customer of the page; absent: the form asks for it. */
  customer?: { id: string; name: string } | null;
  onClose: () => void;
}

export function InviteDialog({ customer, onClose }: InviteDialogProps) {
  const t = useText();
  const { run } = useCommand(Invite);
  const [sent, setSent] = useState<{ mail: string; url: string | null } | null>(null);
  const form = useForm({
    resolver: zodResolver(schema),
    defaultValues: {
      ...firstChoice(customer),
      mail: '',
      type: 'ADVISORY' as const,
      note: '',
    },
  });

  const submit = form.handleSubmit(async ({ mail, type, note, ...choice }) => {
    const input = { ...choiceInput(choice), mail, type, note: note || null };
    const payload = await run(input);
    if (!payload) return;
    const { userErrors, inviteUrl } = payload;
    if (userErrors.length > 0) applyUserErrors(form, userErrors, t, { paths: choicePaths });
    else setSent({ mail, url: inviteUrl ?? null });
  });

  if (sent)
    return (
      <Dialog
        isOpen
        onOpenChange={onClose}
        title={t('ui.binding.invite.sentTitle')}
        description={t('ui.binding.invite.sentText', { mail: sent.mail })}
        closeLabel={t('ui.close')}
        footer={
          <Button variant="primary" onPress={onClose}>
            {t('ui.done')}
          </Button>
        }
      >
        {sent.url && <InviteLink url={sent.url} />}
      </Dialog>
    );
  return (
    <FormDialog
      form={form}
      size="md"
      title={t('ui.binding.invite.title')}
      description={t('ui.binding.invite.lead')}
      confirmLabel={t('ui.binding.invite.submit')}
      onSubmit={submit}
      onClose={onClose}
    >
      <CustomerChoiceFields
        control={form.control as unknown as Control<CustomerChoice>}
        states={INVITABLE}
        fixed={customer}
      />
      <FormField control={form.control} name="mail">
        {(field) => (
          <TextField
            {...field}
            label={t('ui.binding.invite.mail')}
            description={t('ui.binding.invite.mailHelp')}
            type="email"
            autoComplete="off"
            isRequired
          />
        )}
      </FormField>
      <FormField control={form.control} name="type">
        {(field) => (
          <RadioGroup
            {...field}
            onChange={(value) => field.onChange(value as (typeof TYPES)[number])}
            label={t('ui.binding.fact.type')}
            variant="cards"
            options={TYPES.map((id) => ({
              id,
              label: t.enum('BindingType', id),
              description: t(`ui.binding.type.${id}.partner`),
            }))}
          />
        )}
      </FormField>
      <FormField control={form.control} name="note">
        {(field) => (
          <TextArea
            {...field}
            label={t('ui.binding.invite.note')}
            description={t('ui.binding.invite.noteHelp')}
            maxLength={NOTE_MAX}
          />
        )}
      </FormField>
    </FormDialog>
  );
}
