import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import type { SupportContent } from '../../../gql/graphql.ts';
import { useCommand } from '../../../lib/command.ts';
import { FormField } from '../../../lib/FormField.tsx';
import { isAccepted, requiredMail } from '../../../lib/form.ts';
import { useText } from '../../../lib/i18n.tsx';
import { useFormVersion } from '../../../lib/version.ts';
import { FormDialog } from '../../../shell/FormDialog.tsx';
import { StaleDialog } from '../../../shell/StaleDialog.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';
import { CheckboxGroup } from '../../../ui/fields/Checkbox.tsx';
import { TextField } from '../../../ui/fields/TextField.tsx';
import { createGroup, updateGroup } from './SupportCommands.ts';

const Group = graphql(`
  fragment SupportGroupDialog_group on SupportGroup {
    id version name content hours phone mail
  }
`);

const CONTENTS = [
  'PRODUCT_QUESTIONS',
  'OPERATION_GUIDANCE',
  'RUN_AND_MAINTENANCE',
  'ON_SITE_AND_EMERGENCY',
  'PERIODIC_MAINTENANCE',
] as const satisfies readonly SupportContent[];

const filled = z.string().check(z.trim(), z.minLength(1, 'ui.form.required'));
const schema = z.object({
  name: filled,
  content: z.array(z.enum(CONTENTS)).check(z.minLength(1, 'ui.form.required')),
  hours: filled,
  phone: z
    .string()
    .check(
      z.trim(),
      z.minLength(1, 'ui.form.required'),
      z.regex(/^\+?[\d -]{5,}$/, 'ui.support.phoneShape'),
    ),
  mail: requiredMail,
});
type Values = z.infer<typeof schema>;

const TEXTS = [
  ['hours', 100],
  ['phone', 30],
  ['mail', 254],
] as const;

export interface SupportGroupDialogProps {
  /** The group to edit; absent: a new one is created. */
  group?: FragmentType<typeof Group>;
  onClose: () => void;
}

/** Name, content, hours, telephone number and mail address of a new support group, or of one that changes. */
export function SupportGroupDialog({ group, onClose }: SupportGroupDialogProps) {
  const t = useText();
  const g = readFragment(Group, group);
  const create = useCommand(createGroup);
  const update = useCommand(updateGroup);
  const latest: Values = {
    name: g?.name ?? '',
    content: [...(g?.content ?? [])],
    hours: g?.hours ?? '',
    phone: g?.phone ?? '',
    mail: g?.mail ?? '',
  };
  const form = useForm<Values>({ resolver: zodResolver(schema), defaultValues: latest });
  const version = useFormVersion(g?.version ?? 1);
  const submit = form.handleSubmit(async (values) => {
    const payload = g
      ? await update.run({ id: g.id, version: version.base(), ...values })
      : await create.run(values);
    if (!isAccepted(form, payload, t, { version })) return;
    toast.show({
      tone: 'good',
      title: t(g ? 'ui.support.saved' : 'ui.support.created', { name: values.name }),
    });
    onClose();
  });
  const contentText = (content: readonly SupportContent[]) =>
    content.map((one) => t.enum('SupportContent', one)).join(t('ui.listSeparator'));
  return (
    <>
      <FormDialog
        form={form}
        size="md"
        title={t(g ? 'ui.support.edit' : 'ui.support.create')}
        description={t('ui.support.answer')}
        confirmLabel={t('ui.save')}
        onSubmit={submit}
        onClose={onClose}
      >
        <FormField control={form.control} name="name">
          {(field) => (
            <TextField
              {...field}
              label={t('ui.support.name')}
              maxLength={60}
              isRequired
              autoFocus
            />
          )}
        </FormField>
        <FormField control={form.control} name="content">
          {({ inputRef: _, ...field }) => (
            <CheckboxGroup
              {...field}
              onChange={(chosen) =>
                field.onChange(CONTENTS.filter((content) => chosen.includes(content)))
              }
              label={t('ui.support.fact.content')}
              isRequired
              options={CONTENTS.map((id) => ({ id, label: t.enum('SupportContent', id) }))}
            />
          )}
        </FormField>
        {TEXTS.map(([name, max]) => (
          <FormField key={name} control={form.control} name={name}>
            {(field) => (
              <TextField
                {...field}
                label={t(`ui.support.fact.${name}`)}
                description={name === 'hours' ? t('ui.support.hoursHelp') : undefined}
                type={name === 'mail' ? 'email' : 'text'}
                maxLength={max}
                isRequired
              />
            )}
          </FormField>
        ))}
      </FormDialog>
      {g && (
        <StaleDialog
          form={form}
          version={version}
          latest={{ version: g.version, values: latest }}
          describe={(values) => [
            { label: t('ui.support.name'), text: values.name.trim() },
            { label: t('ui.support.fact.content'), text: contentText(values.content) },
            ...TEXTS.map(([name]) => ({
              label: t(`ui.support.fact.${name}`),
              text: values[name].trim(),
            })),
          ]}
          onMine={() => void submit()}
          onTheirs={onClose}
        />
      )}
    </>
  );
}
