import { useText } from '../../lib/i18n.tsx';
import { Button } from '../../ui/actions/Button.tsx';
import { Dialog } from '../../ui/overlays/Dialog.tsx';
import { NEWS } from './news.ts';

/** Changes for the people who use the portal. */
export function NewsDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  return (
    <Dialog
      isOpen
      size="sm"
      onOpenChange={onClose}
      title={t('ui.shell.news')}
      closeLabel={t('ui.close')}
      footer={<Button onPress={onClose}>{t('ui.close')}</Button>}
    >
      <ul className="stack">
        {NEWS.map((id) => (
          <li key={id}>
            <strong>{t(`ui.news.${id}`)}</strong>
            <br />
            {t(`ui.news.${id}.text`)}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
