import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { graphql } from '../../../gql/gql.ts';
import { useCommand } from '../../../lib/command.ts';
import { FormField } from '../../../lib/FormField.tsx';
import { isAccepted } from '../../../lib/form.ts';
import { useText } from '../../../lib/i18n.tsx';
import { FormDialog } from '../../../shell/FormDialog.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';
import { TextField } from '../../../ui/fields/TextField.tsx';

const setKey = graphql(`
  mutation NotificationKeyDialog_set(
    $input: UpstreamAccountSetNotificationKeyInput!, $idempotencyKey: ID!
  ) {
    step: upstreamAccountSetNotificationKey(input: $input, idempotencyKey: $idempotencyKey) {
      upstreamAccount { id ...Accounts_account }
      userErrors { code field message params { key value } }
    }
  }
`);

const schema = z.object({
  notificationKey: z.string().check(z.trim(), z.minLength(8, 'ui.upstream.keyLength')),
});

export interface NotificationKeyDialogProps {
  id: string;
  name: string;
  onClose: () => void;
}

/** 通知密钥: the key with which KooGallery signs notifications. */
export function NotificationKeyDialog({ id, name, onClose }: NotificationKeyDialogProps) {
  const t = useText();
  const { run } = useCommand(setKey);
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { notificationKey: '' } });
  const submit = form.handleSubmit(async (values) => {
    const step = await run({ id, ...values });
    if (!isAccepted(form, step, t)) return;
    toast.show({ tone: 'good', title: t('ui.upstream.keySaved') });
    onClose();
  });
  return (
    <FormDialog
      form={form}
      title={t('ui.upstream.notificationKey')}
      description={name}
      confirmLabel={t('ui.save')}
      onSubmit={submit}
      onClose={onClose}
    >
      <FormField control={form.control} name="notificationKey">
        {(field) => (
          <TextField
            {...field}
            label={t('ui.upstream.notificationKey')}
            description={t('ui.upstream.secretHelp')}
            type="password"
            autoComplete="off"
            maxLength={256}
            isRequired
          />
        )}
      </FormField>
    </FormDialog>
  );
}
