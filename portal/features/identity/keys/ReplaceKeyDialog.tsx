import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { serverNow } from '../../../lib/clock.ts';
import { earlierDay, isoDay, lastDay, plusDays, untilDay } from '../../../lib/dates.ts';
import { FormField } from '../../../lib/FormField.tsx';
import { useText } from '../../../lib/i18n.tsx';
import { FormDialog } from '../../../shell/FormDialog.tsx';
import { DatePicker } from '../../../ui/fields/DatePicker.tsx';
import { DEFAULT_DAYS, useNewKey } from './useNewKey.tsx';

const Key = graphql(`
  fragment ReplaceKeyDialog_key on ApiKey { id name role scopes expiresAt }
`);

const schema = z.object({
  lastDay: z.nullable(z.string()),
  oldLastDay: z.nullable(z.string()).check(z.refine((day) => day !== null, 'ui.form.required')),
});
const OVERLAP_DAYS = 1;

export interface ReplaceKeyDialogProps {
  apiKey: FragmentType<typeof Key>;
  onClose: () => void;
}

/** A new key with the name, role and scopes of another, which ends after an overlap. */
export function ReplaceKeyDialog({ apiKey, onClose }: ReplaceKeyDialogProps) {
  const t = useText();
  const { create, secretDialog } = useNewKey(onClose);
  const [key] = useState(() => readFragment(Key, apiKey));
  const { id, name, role, scopes, expiresAt } = key;
  const today = isoDay(serverNow());
  const end = expiresAt && lastDay(expiresAt);
  const soon = plusDays(today, OVERLAP_DAYS);
  const form = useForm({
    resolver: zodResolver(schema),
    defaultValues: {
      lastDay: end ? plusDays(today, DEFAULT_DAYS) : null,
      oldLastDay: (end ? earlierDay(soon, end) : soon) as string | null,
    },
  });
  const submit = form.handleSubmit(async (given) => {
    await create(form, {
      name,
      role,
      scopes,
      replaces: id,
      expiresAt: given.lastDay && untilDay(given.lastDay),
      replacedUntil: untilDay(given.oldLastDay!),
    });
  });
  if (secretDialog) return secretDialog;
  return (
    <FormDialog
      form={form}
      title={t('ui.key.replaceTitle', { name })}
      description={t('ui.key.replaceText', { role: t.enum('Role', role) })}
      confirmLabel={t('ui.key.replace')}
      onSubmit={submit}
      onClose={onClose}
    >
      <FormField control={form.control} name="oldLastDay">
        {({ inputRef: _, ...field }) => (
          <DatePicker
            {...field}
            label={t('ui.key.oldLastDay')}
            description={t('ui.key.oldLastDayHelp')}
            isRequired
            min={today}
            {...(end && { max: end })}
          />
        )}
      </FormField>
      <FormField control={form.control} name="lastDay">
        {({ inputRef: _, ...field }) => (
          <DatePicker
            {...field}
            label={t('ui.key.newLastDay')}
            description={t('ui.key.lastDayHelp')}
            min={today}
          />
        )}
      </FormField>
    </FormDialog>
  );
}
