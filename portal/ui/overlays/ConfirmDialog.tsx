import { type ReactNode, useState } from 'react';
import { Button } from '../actions/Button.tsx';
import { Dialog } from './Dialog.tsx';

export interface ConfirmDialogProps {
  isOpen: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  children?: ReactNode;
  /** The verb, never "OK". */
  confirmLabel: string;
  cancelLabel: string;
  tone?: 'primary' | 'danger';
  /** The dialog stays open until the promise settles, and closes unless the result is false. */
  onConfirm: () => unknown;
}

/** Asks for confirmation before a step that is hard to undo. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const {
    isOpen,
    onOpenChange,
    title,
    children,
    confirmLabel,
    cancelLabel,
    tone = 'primary',
    onConfirm,
  } = props;
  const [pending, setPending] = useState(false);
  async function confirm() {
    if (pending) return;
    setPending(true);
    try {
      if ((await onConfirm()) !== false) close();
    } finally {
      setPending(false);
    }
  }
  const close = () => onOpenChange(false);
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={close}
      onSend={() => void confirm()}
      title={title}
      size="sm"
      role="alertdialog"
      closeLabel={cancelLabel}
      footer={
        <>
          <Button onPress={close}>{cancelLabel}</Button>
          <Button variant={tone} isPending={pending} onPress={confirm}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      {children && <div>{children}</div>}
    </Dialog>
  );
}
