import { type BaseSyntheticEvent, type FormEvent, type ReactNode, useRef } from 'react';
import type { FieldValues, UseFormReturn } from 'react-hook-form';
import { useText } from '../lib/i18n.tsx';
import { Button } from '../ui/actions/Button.tsx';
import { Dialog, type DialogProps } from '../ui/overlays/Dialog.tsx';
import { FormProblems } from './FormProblems.tsx';
import { useDiscardGuard } from './useDiscardGuard.tsx';

export interface FormDialogProps<V extends FieldValues>
  extends Pick<DialogProps, 'title' | 'description' | 'size' | 'role'> {
  form: UseFormReturn<V>;
  onSubmit: (event?: BaseSyntheticEvent) => Promise<void>;
  onClose: () => void;
  confirmLabel: string;
  tone?: 'primary' | 'danger';
  /** False: closing asks no question over changed fields, as for a password. */
  asksBeforeClosing?: boolean;
  children: ReactNode;
}

/** A form in a dialog: problems, fields and two buttons. It asks before closing over changed fields. */
export function FormDialog<V extends FieldValues>({
  form,
  onSubmit,
  onClose,
  confirmLabel,
  tone = 'primary',
  asksBeforeClosing = true,
  children,
  ...dialog
}: FormDialogProps<V>) {
  const t = useText();
  const fields = useRef<HTMLFormElement>(null);
  const { isDirty, isSubmitting: isSending } = form.formState;
  // After a successful submit, leaving the page loses nothing.
  const { close, question } = useDiscardGuard(
    () => asksBeforeClosing && isDirty && !isSending,
    onClose,
  );
  /** Closing waits for a running submit, so that its refusal is shown. */
  const leave = () => !isSending && close();
  /** Enter in a field submits, except while a submit is running. */
  function submit(event: FormEvent) {
    if (isSending) event.preventDefault();
    else void onSubmit(event);
  }
  return (
    <>
      <Dialog
        size="sm"
        {...dialog}
        isOpen
        onOpenChange={leave}
        onSend={() => !isSending && void onSubmit()}
        closeLabel={t('ui.close')}
        footer={
          <>
            <Button isDisabled={isSending} onPress={close}>
              {t('ui.cancel')}
            </Button>
            <Button variant={tone} isPending={isSending} onPress={() => void onSubmit()}>
              {confirmLabel}
            </Button>
          </>
        }
      >
        <FormProblems form={form} within={fields} />
        <form ref={fields} className="stack" onSubmit={submit} noValidate>
          {children}
          {/* Lets Enter submit a form whose buttons are outside of it. */}
          <button type="submit" hidden />
        </form>
      </Dialog>
      {question}
    </>
  );
}
