import { useText } from '../../lib/i18n.tsx';
import { QrCode } from '../../ui/display/QrCode.tsx';
import { CopyValue } from '../CopyValue.tsx';
import styles from './InviteLink.module.css';

/** A link for the customer, to copy and to scan. It is shown once, because the server keeps only its hash. */
export function InviteLink({ url }: { url: string }) {
  const t = useText();
  return (
    <div className={styles.link}>
      <span className={styles.code}>
        <QrCode value={url} label={t('ui.binding.link.qr')} size={168} />
      </span>
      <div className="stack">
        <CopyValue label={t('ui.binding.link.label')} value={url} />
        <p className="note">{t('ui.binding.link.once')}</p>
      </div>
    </div>
  );
}
