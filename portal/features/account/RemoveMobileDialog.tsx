import { errorText } from '../../lib/form.ts';
import { useText } from '../../lib/i18n.tsx';
import { toast } from '../../ui/feedback/Toast.tsx';
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
    const errors = await set();
    if (errors === null) return false;
    const [error] = errors;
    if (error) toast.show({ tone: 'bad', title: errorText(error, t) });
    else onDone();
    return !error;
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
