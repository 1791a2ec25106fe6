import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { FilesField, filesShape } from '../../../domain/files/FilesField.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useCommand } from '../../../lib/command.ts';
import { FormField } from '../../../lib/FormField.tsx';
import { isAccepted } from '../../../lib/form.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { sideOf, useSession } from '../../../lib/session.ts';
import { FormDialog } from '../../../shell/FormDialog.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';
import { Select } from '../../../ui/fields/Select.tsx';
import { TextArea } from '../../../ui/fields/TextArea.tsx';
import { respondToAppeal } from './AppealCommands.ts';

const Appeal = graphql(`
  fragment RespondDialog_appeal on Appeal {
    id version number
    materials { id side what dueAt providedAt }
  }
`);

const files = filesShape();
const schema = z.object({
  text: z.string().check(z.trim(), z.minLength(1, 'ui.form.required')),
  materialId: z.string(),
  proofFiles: files,
  supplementFiles: files,
});

export interface RespondDialogProps {
  appeal: FragmentType<typeof Appeal>;
  onClose: () => void;
}

/** 答复: a statement of one's side with evidence, on its own or for material that was asked for. */
export function RespondDialog({ appeal, onClose }: RespondDialogProps) {
  const t = useText();
  const format = useFormat();
  const a = readFragment(Appeal, appeal);
  const side = sideOf(useSession()) === 'SELLER' ? 'SELLER' : 'CUSTOMER';
  const asked = a.materials.filter((one) => one.side === side && !one.providedAt);
  const { run } = useCommand(respondToAppeal);
  const form = useForm({
    resolver: zodResolver(schema),
    defaultValues: {
      text: '',
      materialId: asked[0]?.id ?? '',
      proofFiles: [],
      supplementFiles: [],
    },
  });
  const submit = form.handleSubmit(async ({ materialId, ...values }) => {
    const payload = await run({
      id: a.id,
      version: a.version,
      ...values,
      ...(materialId && { materialId }),
    });
    if (!isAccepted(form, payload, t)) return;
    toast.show({ tone: 'good', title: t('ui.appeal.responded') });
    onClose();
  });
  return (
    <FormDialog
      form={form}
      title={t('ui.appeal.respond')}
      description={a.number}
      confirmLabel={t('ui.appeal.respond')}
      onSubmit={submit}
      onClose={onClose}
    >
      {asked.length > 0 && (
        <FormField control={form.control} name="materialId">
          {(field) => (
            <Select
              {...field}
              label={t('ui.appeal.answers')}
              options={asked.map(({ id, what, dueAt }) => ({
                id,
                label: what,
                description: t('ui.appeal.asked', { time: format.dateTime(dueAt) }),
              }))}
            />
          )}
        </FormField>
      )}
      <FormField control={form.control} name="text">
        {(field) => (
          <TextArea {...field} label={t('ui.appeal.statement')} maxLength={2_000} isRequired />
        )}
      </FormField>
      {(['proofFiles', 'supplementFiles'] as const).map((name) => (
        <FormField key={name} control={form.control} name={name}>
          {(field) => <FilesField {...field} label={t(`ui.appeal.field.${name}`)} />}
        </FormField>
      ))}
    </FormDialog>
  );
}
