import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { type Control, useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { NewSecretDialog } from '../../../domain/NewSecretDialog.tsx';
import { RoleSelect } from '../../../domain/RoleSelect.tsx';
import type { Role } from '../../../gql/graphql.ts';
import { useCommand } from '../../../lib/command.ts';
import { FormField } from '../../../lib/FormField.tsx';
import { applyUserErrors } from '../../../lib/form.ts';
import { useText } from '../../../lib/i18n.tsx';
import { useSession } from '../../../lib/session.ts';
import { FormDialog } from '../../../shell/FormDialog.tsx';
import { createWebhook } from './WebhookCommands.ts';
import { inputOf, WebhookFields, type WebhookValues, webhookShape } from './WebhookFields.tsx';

const schema = z.object({
  ...webhookShape,
  role: z.string().check(z.minLength(1, 'ui.form.required')),
});

/** 新建事件推送: the address, the events and the role that reads them; then the secret, once. */
export function CreateWebhookDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const { member } = useSession();
  const { run } = useCommand(createWebhook);
  const [secret, setSecret] = useState<string | null>(null);
  const form = useForm({
    resolver: zodResolver(schema),
    defaultValues: {
      name: '',
      url: '',
      subjectTypes: [] as string[],
      events: '',
      role: member.role,
    },
  });
  const submit = form.handleSubmit(async ({ role, ...values }) => {
    const payload = await run({ ...inputOf(values), role: role as Role });
    if (!payload) return;
    if (payload.secret) setSecret(payload.secret);
    else applyUserErrors(form, payload.userErrors, t);
  });
  if (secret)
    return (
      <NewSecretDialog
        title={t('ui.webhook.secretTitle')}
        text={t('ui.webhook.secretText')}
        label={t('ui.webhook.secret')}
        secret={secret}
        onClose={onClose}
      />
    );
  return (
    <FormDialog
      form={form}
      size="md"
      title={t('ui.webhook.create')}
      description={t('ui.webhook.createText')}
      confirmLabel={t('ui.webhook.create')}
      onSubmit={submit}
      onClose={onClose}
    >
      {/* The form has the fields of both. */}
      <WebhookFields control={form.control as unknown as Control<WebhookValues>} />
      <FormField control={form.control} name="role">
        {(field) => <RoleSelect {...field} description={t('ui.webhook.roleHelp')} />}
      </FormField>
    </FormDialog>
  );
}
