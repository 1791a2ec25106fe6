import { useEffect } from 'react';
import { giveUp, slow } from '../lib/connection.ts';
import { useText } from '../lib/i18n.tsx';
import { useStore } from '../lib/store.ts';
import { ToastRegion, toast } from '../ui/feedback/Toast.tsx';

/** Messages over everything, dialogs included; among them the notice that loading takes long. */
export function Toasts() {
  const t = useText();
  const isSlow = useStore(slow);
  useEffect(() => {
    if (!isSlow) return;
    const key = toast.show(
      {
        title: t('ui.slow.title'),
        description: t('ui.slow.text'),
        action: { label: t('ui.slow.giveUp'), onAction: giveUp },
      },
      0,
    );
    return () => toast.close(key);
  }, [isSlow, t]);
  return <ToastRegion label={t('ui.shell.messages')} closeLabel={t('ui.close')} />;
}
