import { useBlocker } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { Draft } from '../lib/drafts.ts';
import { useText } from '../lib/i18n.tsx';
import { lazyComponent, preload } from '../lib/lazy.tsx';

/** Loaded with the first input, before which it asks nothing. */
const ConfirmDialog = lazyComponent(
  () => import('../ui/overlays/ConfirmDialog.tsx'),
  'ConfirmDialog',
);

/** Asks before a page with unsent input is left. The input stays on this device. */
export function LeaveGuard({ draft }: { draft: Draft }) {
  const t = useText();
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => draft.isOpen() && current.pathname !== next.pathname,
    enableBeforeUnload: draft.isOpen,
    withResolver: true,
  });
  useEffect(() => {
    const load = () => preload(ConfirmDialog);
    window.addEventListener('input', load, { once: true });
    return () => window.removeEventListener('input', load);
  }, []);
  if (status !== 'blocked') return null;
  return (
    <ConfirmDialog
      isOpen
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
