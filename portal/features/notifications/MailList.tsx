import type { DemoMail } from '../../lib/demo.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import styles from './Mailbox.module.css';
import { SmsBadge } from './SmsBadge.tsx';

export interface MailListProps {
  mails: readonly DemoMail[];
  openId: string | null;
  onOpen: (id: string) => void;
}

export function MailList({ mails, openId, onOpen }: MailListProps) {
  const t = useText();
  const format = useFormat();
  if (mails.length === 0) return <p className="muted">{t('ui.list.emptyFiltered')}</p>;
  return (
    <ul className={styles.list} aria-label={t('ui.mailbox.mails')}>
      {mails.map((mail) => (
        <li key={mail.id}>
          <button
            type="button"
            className={styles.mail}
            aria-current={mail.id === openId ? 'true' : undefined}
            onClick={() => onOpen(mail.id)}
          >
            <span className={styles.top}>
              <span className="cut note">{mail.to}</span>
              <span className="note">{format.dateTime(mail.sentAt)}</span>
            </span>
            {mail.channel === 'SMS' ? (
              <span className={styles.subject}>
                <SmsBadge /> {mail.text}
              </span>
            ) : (
              <strong className={styles.subject}>{mail.subject}</strong>
            )}
          </button>
        </li>
      ))}
    </ul>
  );
}
