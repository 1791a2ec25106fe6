import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { useStep } from '../../../domain/useStep.ts';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { applyUserErrors } from '../../../lib/form.ts';
import { useText } from '../../../lib/i18n.tsx';
import { FormDialog } from '../../../shell/FormDialog.tsx';
import { updateWebhook } from './WebhookCommands.ts';
import { inputOf, WebhookFields, type WebhookValues, webhookShape } from './WebhookFields.tsx';

const Webhook = graphql(`
  fragment EditWebhookDialog_webhook on WebhookEndpoint { id version name url subjectTypes events }
`);

export interface EditWebhookDialogProps {
  webhook: FragmentType<typeof Webhook>;
  onClose: () => void;
}

/** Changes the purpose, the address and the events of a webhook. */
export function EditWebhookDialog({ webhook, onClose }: EditWebhookDialogProps) {
  const t = useText();
  const { id, version, name, url, subjectTypes, events } = readFragment(Webhook, webhook);
  const { submit: send } = useStep(updateWebhook, t('ui.webhook.updated'));
  const form = useForm<WebhookValues>({
    resolver: zodResolver(z.object(webhookShape)),
    defaultValues: { name, url, subjectTypes: [...subjectTypes], events: events.join(', ') },
  });
  const submit = form.handleSubmit(async (values) => {
    const errors = await send({ id, version, ...inputOf(values) });
    if (!errors) return;
    if (errors.length > 0) applyUserErrors(form, errors, t);
    else onClose();
  });
  return (
    <FormDialog
      form={form}
      size="md"
      title={t('ui.webhook.edit')}
      confirmLabel={t('ui.save')}
      onSubmit={submit}
      onClose={onClose}
    >
      <WebhookFields control={form.control} />
    </FormDialog>
  );
}
