import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { KINDS } from '../../../domain/roles.ts';
import { graphql } from '../../../gql/gql.ts';
import type { OrganizationKind } from '../../../gql/graphql.ts';
import { useCommand } from '../../../lib/command.ts';
import { FormField } from '../../../lib/FormField.tsx';
import { isAccepted, requiredMail } from '../../../lib/form.ts';
import { useText } from '../../../lib/i18n.tsx';
import { FormDialog } from '../../../shell/FormDialog.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';
import { RadioGroup } from '../../../ui/fields/RadioGroup.tsx';
import { TextField } from '../../../ui/fields/TextField.tsx';

const Create = graphql(`
  mutation CreateOrganizationDialog_create($input: OrganizationCreateInput!, $idempotencyKey: ID!) {
    step: organizationCreate(input: $input, idempotencyKey: $idempotencyKey) {
      organization { id name kind }
      userErrors { code field message params { key value } }
    }
  }
`);

const filled = z.string().check(z.trim(), z.minLength(1, 'ui.form.required'));
const schema = z.object({
  kind: z.enum(KINDS),
  name: filled,
  nameEn: z.string(),
  code: z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9-]{1,19}$/, 'ui.organization.codeShape')),
  ownerName: filled,
  ownerMail: requiredMail,
});

export function CreateOrganizationDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const { run } = useCommand(Create);
  const form = useForm<z.infer<typeof schema>>({
    resolver: zodResolver(schema),
    defaultValues: {
      kind: 'PARTNER',
      name: '',
      nameEn: '',
      code: '',
      ownerName: '',
      ownerMail: '',
    },
  });
  const submit = form.handleSubmit(async ({ nameEn, ...values }) => {
    const payload = await run({ ...values, nameEn: nameEn.trim() || null });
    if (!isAccepted(form, payload, t)) return;
    toast.show({
      tone: 'good',
      title: t('ui.organization.created', { name: values.name }),
      description: t('ui.organization.invited', { mail: values.ownerMail }),
    });
    onClose();
  });
  const fields = [
    { name: 'name', required: true, max: 100 },
    { name: 'nameEn', required: false, max: 100 },
    { name: 'code', required: true, max: 20, help: t('ui.organization.codeShape') },
    { name: 'ownerName', required: true, max: 80 },
    { name: 'ownerMail', required: true, max: 254, help: t('ui.organization.ownerMailHelp') },
  ] as const;
  return (
    <FormDialog
      form={form}
      size="md"
      title={t('ui.organization.create')}
      confirmLabel={t('ui.organization.createAndInvite')}
      onSubmit={submit}
      onClose={onClose}
    >
      <FormField control={form.control} name="kind">
        {({ inputRef: _, onChange, ...field }) => (
          <RadioGroup
            {...field}
            onChange={(kind) => onChange(kind as OrganizationKind)}
            label={t('ui.organization.kind')}
            orientation="horizontal"
            options={KINDS.map((id) => ({ id, label: t.enum('OrganizationKind', id) }))}
          />
        )}
      </FormField>
      {fields.map(({ name, required, max, ...rest }) => (
        <FormField key={name} control={form.control} name={name}>
          {(field) => (
            <TextField
              {...field}
              label={t(`ui.organization.${name}`)}
              description={'help' in rest ? rest.help : undefined}
              type={name === 'ownerMail' ? 'email' : 'text'}
              isRequired={required}
              maxLength={max}
              autoComplete="off"
            />
          )}
        </FormField>
      ))}
    </FormDialog>
  );
}
