import { showOutcome } from '../../domain/useStep.ts';
import { useText } from '../../lib/i18n.tsx';
import { ConfirmDialog } from '../../ui/overlays/ConfirmDialog.tsx';
import { useSetMobileNumber } from './mobile.ts';

/** Asks before the number is removed. */
export function RemoveMobileDialog({
  onClose,
  onDone,
}: {
  onClose: () => void;
  onDone: () => void;
}) {
  const t = useText();
  const set = useSetMobileNumber();
  async function remove() {
    const isRemoved = showOutcome(await set(), t);
    if (isRemoved) onDone();
    return isRemoved;
  }
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={onClose}
      title={t('ui.mobile.removeTitle')}
      confirmLabel={t('ui.mobile.remove')}
      cancelLabel={t('ui.cancel')}
      tone="danger"
      onConfirm={remove}
    >
      {t('ui.mobile.removeText')}
    </ConfirmDialog>
  );
}
