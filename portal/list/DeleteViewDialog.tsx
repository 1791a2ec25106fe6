import { useText } from '../lib/i18n.tsx';
import { toast } from '../ui/feedback/Toast.tsx';
import { ConfirmDialog } from '../ui/overlays/ConfirmDialog.tsx';
import type { SavedView } from './saved-views.ts';
import { useViewCommands } from './useViewCommands.ts';

export interface DeleteViewDialogProps {
  view: SavedView;
  onClose: () => void;
  onDeleted: () => void;
}

export function DeleteViewDialog({ view, onClose, onDeleted }: DeleteViewDialogProps) {
  const t = useText();
  const { remove } = useViewCommands();
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={onClose}
      title={t('ui.view.deleteTitle', { name: view.name })}
      confirmLabel={t('ui.view.delete')}
      cancelLabel={t('ui.cancel')}
      tone="danger"
      onConfirm={async () => {
        if (!(await remove(view))) return false;
        toast.show({ tone: 'good', title: t('ui.view.deleted') });
        onDeleted();
        return true;
      }}
    >
      {t(view.isShared ? 'ui.view.deleteShared' : 'ui.view.deleteText')}
    </ConfirmDialog>
  );
}
