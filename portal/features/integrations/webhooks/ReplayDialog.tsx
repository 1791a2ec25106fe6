import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { useStep } from '../../../domain/useStep.ts';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { serverNow } from '../../../lib/clock.ts';
import { fromDay, isoDay } from '../../../lib/dates.ts';
import { FormField } from '../../../lib/FormField.tsx';
import { applyUserErrors } from '../../../lib/form.ts';
import { useText } from '../../../lib/i18n.tsx';
import { FormDialog } from '../../../shell/FormDialog.tsx';
import { DatePicker } from '../../../ui/fields/DatePicker.tsx';
import { replayWebhook } from './WebhookCommands.ts';

const Webhook = graphql(`
  fragment ReplayDialog_webhook on WebhookEndpoint { id version }
`);

export interface ReplayDialogProps {
  webhook: FragmentType<typeof Webhook>;
  onClose: () => void;
}

/** 重新投递: from the beginning of a day on. The log offers the same from an event on. */
export function ReplayDialog({ webhook, onClose }: ReplayDialogProps) {
  const t = useText();
  const { id, version } = readFragment(Webhook, webhook);
  const { submit: send } = useStep(replayWebhook, t('ui.webhook.replayed'));
  const today = isoDay(serverNow());
  const form = useForm({
    resolver: zodResolver(z.object({ day: z.string().check(z.minLength(1, 'ui.form.required')) })),
    defaultValues: { day: today },
  });
  const submit = form.handleSubmit(async ({ day }) => {
    const errors = await send({ id, version, from: fromDay(day) });
    if (!errors) return;
    if (errors.length > 0) applyUserErrors(form, errors, t, { paths: { from: 'day' } });
    else onClose();
  });
  return (
    <FormDialog
      form={form}
      title={t('ui.webhook.replay')}
      description={t('ui.webhook.replayText')}
      confirmLabel={t('ui.webhook.replay')}
      onSubmit={submit}
      onClose={onClose}
    >
      <FormField control={form.control} name="day">
        {({ inputRef: _, ...field }) => (
          <DatePicker
            {...field}
            value={field.value}
            onChange={(value) => field.onChange(value ?? '')}
            label={t('ui.webhook.replayFrom')}
            max={today}
          />
        )}
      </FormField>
    </FormDialog>
  );
}
