import type { BaseSyntheticEvent, ReactNode } from 'react';
import type { FieldValues, UseFormReturn } from 'react-hook-form';
import { useText } from '../lib/i18n.tsx';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog, type DialogProps } from '../ui/Dialog.tsx';

export interface FormDialogProps<V extends FieldValues>
  extends Pick<DialogProps, 'title' | 'description' | 'size' | 'role'> {
  form: UseFormReturn<V>;
  /** `form.handleSubmit(…)`. */
  onSubmit: (event?: BaseSyntheticEvent) => Promise<void>;
  onClose: () => void;
  confirmLabel: string;
  tone?: 'primary' | 'danger';
  children: ReactNode;
}

/** A form in a dialog: fields, what the server said about none of them, and the two buttons. */
export function FormDialog<V extends FieldValues>({
  form,
  onSubmit,
  onClose,
  confirmLabel,
  tone = 'primary',
  children,
  ...dialog
}: FormDialogProps<V>) {
  const t = useText();
  const loose = form.formState.errors.root?.server?.message;
  return (
    <Dialog
      size="sm"
      {...dialog}
      isOpen
      onOpenChange={onClose}
      closeLabel={t('ui.close')}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button
            variant={tone}
            isPending={form.formState.isSubmitting}
            onPress={() => void onSubmit()}
          >
            {confirmLabel}
          </Button>
        </>
      }
    >
      {loose && (
        <Banner tone="bad" live>
          {loose}
        </Banner>
      )}
      <form className="stack" onSubmit={onSubmit} noValidate>
        {children}
        {/* Lets Enter send a form whose buttons stand outside of it. */}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}
