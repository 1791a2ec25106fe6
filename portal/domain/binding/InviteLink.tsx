import { useText } from '../../lib/i18n.tsx';
import { QrCode } from '../../ui/display/QrCode.tsx';
import { CopyField } from '../../ui/fields/CopyField.tsx';
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
        <CopyField
          label={t('ui.binding.link.label')}
          value={url}
          copyLabel={t('ui.copy')}
          copiedLabel={t('ui.copied')}
        />
        <p className="note">{t('ui.binding.link.once')}</p>
      </div>
    </div>
  );
}
