import { useBlocker } from '@tanstack/react-router';
import type { Draft } from '../lib/drafts.ts';
import { useText } from '../lib/i18n.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';

/** Asks before a page with unsent input is left. What was typed stays on this device. */
export function LeaveGuard({ draft }: { draft: Draft }) {
  const t = useText();
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => draft.isOpen() && current.pathname !== next.pathname,
    enableBeforeUnload: draft.isOpen,
    withResolver: true,
  });
  return (
    <ConfirmDialog
      isOpen={status === 'blocked'}
      onOpenChange={() => reset?.()}
      title={t('ui.leave.title')}
      confirmLabel={t('ui.leave.go')}
      cancelLabel={t('ui.leave.stay')}
      onConfirm={() => {
        proceed?.();
        return false;
      }}
    >
      {t('ui.leave.text')}
    </ConfirmDialog>
  );
}
