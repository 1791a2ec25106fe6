import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { RoleSelect } from '../../../domain/RoleSelect.tsx';
import { graphql } from '../../../gql/gql.ts';
import type { Role } from '../../../gql/graphql.ts';
import { useCommand } from '../../../lib/command.ts';
import { FormField } from '../../../lib/FormField.tsx';
import { isAccepted, requiredMail } from '../../../lib/form.ts';
import { useText } from '../../../lib/i18n.tsx';
import { useSession } from '../../../lib/session.ts';
import { FormDialog } from '../../../shell/FormDialog.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';
import { TextField } from '../../../ui/fields/TextField.tsx';

const Invite = graphql(`
  mutation InviteMemberDialog_invite($input: MemberInviteInput!, $idempotencyKey: ID!) {
    step: memberInvite(input: $input, idempotencyKey: $idempotencyKey) {
      memberInvitation { id status expiresAt }
      userErrors { code field message params { key value } }
    }
  }
`);

const schema = z.object({
  name: z.string().check(z.trim(), z.minLength(1, 'ui.form.required')),
  mail: requiredMail,
  role: z.string().check(z.minLength(1, 'ui.form.required')),
});

export function InviteMemberDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const { org } = useSession();
  const { run } = useCommand(Invite);
  const form = useForm({
    resolver: zodResolver(schema),
    defaultValues: { name: '', mail: '', role: org.kind === 'OPERATOR' ? 'OPERATOR' : '' },
  });
  const submit = form.handleSubmit(async (values) => {
    const payload = await run({ ...values, role: values.role as Role });
    if (!isAccepted(form, payload, t)) return;
    toast.show({ tone: 'good', title: t('ui.team.invited', { mail: values.mail }) });
    onClose();
  });
  return (
    <FormDialog
      form={form}
      title={t('ui.team.invite')}
      description={t('ui.team.inviteText', { org: org.name })}
      confirmLabel={t('ui.team.sendInvitation')}
      onSubmit={submit}
      onClose={onClose}
    >
      <FormField control={form.control} name="name">
        {(field) => <TextField {...field} label={t('ui.team.name')} isRequired maxLength={80} />}
      </FormField>
      <FormField control={form.control} name="mail">
        {(field) => <TextField {...field} label={t('ui.mail')} type="email" isRequired />}
      </FormField>
      <FormField control={form.control} name="role">
        {(field) => <RoleSelect {...field} value={field.value || null} />}
      </FormField>
    </FormDialog>
  );
}
