import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { RoleSelect } from '../../../domain/RoleSelect.tsx';
import { LEAST_ROLE, PROGRAM_ROLES, SCOPES } from '../../../domain/roles.ts';
import type { ApiKeyScope, Role } from '../../../gql/graphql.ts';
import { serverNow } from '../../../lib/clock.ts';
import { isoDay, plusDays, untilDay } from '../../../lib/dates.ts';
import { FormField } from '../../../lib/FormField.tsx';
import { useText } from '../../../lib/i18n.tsx';
import { useSession } from '../../../lib/session.ts';
import { FormDialog } from '../../../shell/FormDialog.tsx';
import { CheckboxGroup } from '../../../ui/fields/Checkbox.tsx';
import { DatePicker } from '../../../ui/fields/DatePicker.tsx';
import { TextField } from '../../../ui/fields/TextField.tsx';
import { DEFAULT_DAYS, useNewKey } from './useNewKey.tsx';

const schema = z.object({
  name: z.string().check(z.trim(), z.minLength(1, 'ui.form.required')),
  role: z.string().check(z.minLength(1, 'ui.form.required')),
  scopes: z.array(z.string()).check(z.minLength(1, 'ui.key.noScope')),
  lastDay: z.nullable(z.string()),
});

export function CreateKeyDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const { org } = useSession();
  const { create, secretDialog } = useNewKey(onClose);
  const today = isoDay(serverNow());
  const form = useForm({
    resolver: zodResolver(schema),
    defaultValues: {
      name: '',
      role: LEAST_ROLE[org.kind] ?? '',
      scopes: ['READ'] as string[],
      lastDay: plusDays(today, DEFAULT_DAYS) as string | null,
    },
  });
  const submit = form.handleSubmit(async ({ name, role, scopes, lastDay }) => {
    await create(form, {
      name,
      role: role as Role,
      scopes: scopes as ApiKeyScope[],
      expiresAt: lastDay && untilDay(lastDay),
    });
  });
  if (secretDialog) return secretDialog;
  return (
    <FormDialog
      form={form}
      size="md"
      title={t('ui.key.create')}
      description={t('ui.key.createText')}
      confirmLabel={t('ui.key.create')}
      onSubmit={submit}
      onClose={onClose}
    >
      <FormField control={form.control} name="name">
        {(field) => (
          <TextField
            {...field}
            label={t('ui.key.name')}
            description={t('ui.key.nameHelp')}
            isRequired
            maxLength={80}
          />
        )}
      </FormField>
      <FormField control={form.control} name="role">
        {(field) => <RoleSelect {...field} extra={org.kind === 'OPERATOR' ? PROGRAM_ROLES : []} />}
      </FormField>
      <FormField control={form.control} name="scopes">
        {({ inputRef: _, ...field }) => (
          <CheckboxGroup
            {...field}
            label={t('ui.key.scopes')}
            options={SCOPES.map((id) => ({
              id,
              label: t.enum('ApiKeyScope', id),
              description: t(`ui.key.scope.${id}`),
            }))}
          />
        )}
      </FormField>
      <FormField control={form.control} name="lastDay">
        {({ inputRef: _, ...field }) => (
          <DatePicker
            {...field}
            label={t('ui.key.lastDay')}
            description={t('ui.key.lastDayHelp')}
            min={today}
          />
        )}
      </FormField>
    </FormDialog>
  );
}
