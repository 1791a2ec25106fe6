import { zodResolver } from '@hookform/resolvers/zod';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { FormField } from '../lib/FormField.tsx';
import { applyUserErrors, type UserErrorLike } from '../lib/form.ts';
import { useText } from '../lib/i18n.tsx';
import { FormDialog } from '../shell/FormDialog.tsx';
import { TextField } from '../ui/fields/TextField.tsx';
import { ReasonField, reasonShape } from './ReasonField.tsx';
import { ReasonTemplates } from './ReasonTemplates.tsx';

const schemaOf = (expected = '') =>
  z.object({
    ...reasonShape,
    typed: z.string().check(z.refine((text) => text.trim() === expected, 'ui.form.typedDiffers')),
  });

export interface ReasonDialogProps {
  title: ReactNode;
  lead: ReactNode;
  children?: ReactNode;
  label: string;
  help?: string;
  templates?: readonly string[];
  /** For steps that cannot be undone: the person types this text first. */
  typed?: string;
  confirmLabel: string;
  tone?: 'primary' | 'danger';
  onClose: () => void;
  /** Returns user errors, or null when the request failed; the dialog closes without errors. */
  onConfirm: (reason: string) => Promise<readonly UserErrorLike[] | null>;
}

/** Asks for the reason of a step. The other side or the audit reads it. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { title, lead, label, help, templates = [], typed, confirmLabel, tone = 'danger' } = props;
  const t = useText();
  const form = useForm({
    resolver: zodResolver(schemaOf(typed)),
    defaultValues: { reason: '', typed: '' },
  });
  const submit = form.handleSubmit(async ({ reason }) => {
    const errors = await props.onConfirm(reason);
    if (!errors) return;
    if (errors.length > 0) applyUserErrors(form, errors, t);
    else props.onClose();
  });
  return (
    <FormDialog
      form={form}
      title={title}
      role="alertdialog"
      confirmLabel={confirmLabel}
      tone={tone}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <p>{lead}</p>
      {props.children}
      <ReasonField control={form.control} label={label} help={help} />
      {typed && (
        <FormField control={form.control} name="typed">
          {(field) => (
            <TextField
              {...field}
              label={t('ui.confirm.typed', { text: typed })}
              autoComplete="off"
            />
          )}
        </FormField>
      )}
      <ReasonTemplates
        templates={templates}
        onChoose={(text) =>
          form.setValue('reason', text, { shouldValidate: true, shouldDirty: true })
        }
      />
    </FormDialog>
  );
}
