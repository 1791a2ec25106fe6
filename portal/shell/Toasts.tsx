import { useText } from '../lib/i18n.tsx';
import { ToastRegion } from '../ui/Toast.tsx';

export function Toasts() {
  const t = useText();
  return <ToastRegion label={t('ui.shell.messages')} closeLabel={t('ui.close')} />;
}
