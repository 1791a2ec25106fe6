import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { FilesField, filesShape } from '../../../domain/files/FilesField.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import type { AppealCategory } from '../../../gql/graphql.ts';
import { useCommand } from '../../../lib/command.ts';
import { FormField } from '../../../lib/FormField.tsx';
import { isAccepted } from '../../../lib/form.ts';
import { useText } from '../../../lib/i18n.tsx';
import { sideOf, useSession } from '../../../lib/session.ts';
import { FormDialog } from '../../../shell/FormDialog.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';
import { Select } from '../../../ui/fields/Select.tsx';
import { TextArea } from '../../../ui/fields/TextArea.tsx';
import { openAppeal } from './AppealCommands.ts';

const Supervision = graphql(`
  fragment AppealDialog_supervision on Supervision { id version status productName }
`);

/** Subjects that each side can raise. */
const CATEGORIES: Readonly<Record<'BUYER' | 'SELLER', readonly AppealCategory[]>> = {
  BUYER: ['LATE_DELIVERY', 'NOT_AS_AGREED', 'DAMAGED', 'NOT_RESPONDING', 'OTHER'],
  SELLER: ['NOT_ACCEPTING', 'NOT_RESPONDING', 'NOT_AS_AGREED', 'OTHER'],
};

const files = filesShape();
const schema = z.object({
  category: z.string().check(z.minLength(1, 'ui.form.required')),
  reason: z.string().check(z.trim(), z.minLength(1, 'ui.form.required')),
  proofFiles: files,
  commitmentFiles: files,
  supplementFiles: files,
});

export interface AppealDialogProps {
  supervision: FragmentType<typeof Supervision>;
  onClose: () => void;
}

/** 发起申诉: subject, reason and evidence. The flow is frozen for both sides until the decision. */
export function AppealDialog({ supervision, onClose }: AppealDialogProps) {
  const t = useText();
  const s = readFragment(Supervision, supervision);
  const side = sideOf(useSession()) === 'SELLER' ? 'SELLER' : 'BUYER';
  const { run } = useCommand(openAppeal);
  const form = useForm({
    resolver: zodResolver(schema),
    defaultValues: {
      category: '',
      reason: '',
      proofFiles: [],
      commitmentFiles: [],
      supplementFiles: [],
    },
  });
  const needsProof = form.watch('category') === 'NOT_ACCEPTING';
  const submit = form.handleSubmit(async ({ category, ...values }) => {
    const payload = await run({
      id: s.id,
      version: s.version,
      ...values,
      category: category as AppealCategory,
    });
    if (!isAccepted(form, payload, t)) return;
    toast.show({ tone: 'good', title: t('ui.appeal.opened') });
    onClose();
  });
  const kinds = [
    { name: 'proofFiles', isRequired: needsProof },
    ...(side === 'SELLER' ? [{ name: 'commitmentFiles', isRequired: needsProof } as const] : []),
    { name: 'supplementFiles', isRequired: false },
  ] as const;
  return (
    <FormDialog
      form={form}
      size="md"
      title={t('ui.appeal.open')}
      description={s.productName}
      confirmLabel={t('ui.appeal.submit')}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="muted">{t('ui.appeal.openText')}</p>
      <FormField control={form.control} name="category">
        {(field) => (
          <Select
            {...field}
            label={t('ui.appeal.category')}
            isRequired
            options={CATEGORIES[side].map((id) => ({ id, label: t.enum('AppealCategory', id) }))}
          />
        )}
      </FormField>
      <FormField control={form.control} name="reason">
        {(field) => <TextArea {...field} label={t('ui.reason')} maxLength={2_000} isRequired />}
      </FormField>
      {needsProof && <p className="note">{t('ui.appeal.proofNeeded')}</p>}
      {kinds.map(({ name, isRequired }) => (
        <FormField key={name} control={form.control} name={name}>
          {(field) => (
            <FilesField
              {...field}
              label={
                isRequired
                  ? t('ui.supervision.requiredFile', { label: t(`ui.appeal.field.${name}`) })
                  : t(`ui.appeal.field.${name}`)
              }
            />
          )}
        </FormField>
      ))}
    </FormDialog>
  );
}
