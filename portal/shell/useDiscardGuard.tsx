import { useBlocker } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useText } from '../lib/i18n.tsx';
import { ConfirmDialog } from '../ui/overlays/ConfirmDialog.tsx';

/**
 * Protects the input of a dialog: `close` asks first if something was entered, and so does leaving
 * the page. Render `question` next to the dialog.
 */
export function useDiscardGuard(
  isChanged: () => boolean,
  onClose: () => void,
): { close: () => void; question: ReactNode } {
  const t = useText();
  const [isAsking, setAsking] = useState(false);
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: isChanged,
    enableBeforeUnload: isChanged,
    withResolver: true,
  });
  function stay() {
    setAsking(false);
    reset?.();
  }
  return {
    close: () => (isChanged() ? setAsking(true) : onClose()),
    question: (
      <ConfirmDialog
        isOpen={isAsking || status === 'blocked'}
        onOpenChange={stay}
        title={t('ui.discard.title')}
        confirmLabel={t('ui.discard.go')}
        cancelLabel={t('ui.discard.stay')}
        tone="danger"
        onConfirm={() => {
          if (proceed) proceed();
          else onClose();
          return false;
        }}
      >
        {t('ui.discard.text')}
      </ConfirmDialog>
    ),
  };
}
