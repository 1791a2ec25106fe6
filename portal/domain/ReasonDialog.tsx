import { zodResolver } from '@hookform/resolvers/zod';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { FormField } from '../lib/FormField.tsx';
import { applyUserErrors, type UserErrorLike } from '../lib/form.ts';
import { useText } from '../lib/i18n.tsx';
import { FormDialog } from '../shell/FormDialog.tsx';
import { Button } from '../ui/Button.tsx';
import { TextArea } from '../ui/TextArea.tsx';

const REASON_MAX = 500;
const schema = z.object({
  reason: z.string().check(z.trim(), z.minLength(1, 'ui.form.required')),
});

export interface ReasonDialogProps {
  title: ReactNode;
  /** What follows from the step. */
  lead: ReactNode;
  label: string;
  help?: string;
  /** Sentences that fill the box at a press. */
  templates?: readonly string[];
  confirmLabel: string;
  tone?: 'primary' | 'danger';
  onClose: () => void;
  /** Gives the step's user errors, or null when the request failed; the dialog closes without any. */
  onConfirm: (reason: string) => Promise<readonly UserErrorLike[] | null>;
}

/** Asks before a step that needs a reason, which the other side or the audit will read. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { title, lead, label, help, templates = [], confirmLabel, tone = 'danger' } = props;
  const t = useText();
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { reason: '' } });
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
      <FormField control={form.control} name="reason">
        {(field) => (
          <TextArea
            {...field}
            label={label}
            description={help}
            isRequired
            maxLength={REASON_MAX}
            autoFocus
          />
        )}
      </FormField>
      {templates.length > 0 && (
        <div className="row" style={{ flexWrap: 'wrap' }}>
          {templates.map((text) => (
            <Button
              key={text}
              size="sm"
              onPress={() => form.setValue('reason', text, { shouldValidate: true })}
            >
              {text}
            </Button>
          ))}
        </div>
      )}
    </FormDialog>
  );
}
