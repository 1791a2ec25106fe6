import { ArrowLeft } from 'lucide-react';
import type { DemoMail } from '../../lib/demo.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { Button } from '../../ui/actions/Button.tsx';
import { Link } from '../../ui/actions/Link.tsx';
import { EmptyState } from '../../ui/feedback/EmptyState.tsx';
import { Card } from '../../ui/layout/Card.tsx';
import styles from './Mailbox.module.css';
import { SmsBadge } from './SmsBadge.tsx';

const LINK = /(https?:\/\/[^\s]+)/;

/** The text with clickable addresses; addresses of the portal open in this tab, as in a mail program. */
function Body({ text }: { text: string }) {
  return text.split(LINK).map((part, index) =>
    LINK.test(part) ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text keep their order
      <Link key={index} href={part} target="_blank" rel="noreferrer">
        {part}
      </Link>
    ) : (
      part
    ),
  );
}

export function MailView({ mail, onBack }: { mail: DemoMail | null; onBack: () => void }) {
  const t = useText();
  const format = useFormat();
  if (!mail)
    return (
      <div className={styles.view}>
        <EmptyState title={t('ui.mailbox.choose')} />
      </div>
    );
  return (
    <div className={styles.view}>
      <div className={styles.back}>
        <Button size="sm" icon={ArrowLeft} onPress={onBack}>
          {t('ui.back')}
        </Button>
      </div>
      <Card title={mail.channel === 'SMS' ? <SmsBadge /> : mail.subject}>
        <p className="note">
          {t('ui.mailbox.to', { mail: mail.to, time: format.dateTime(mail.sentAt) })}
        </p>
        <div className={styles.body}>
          <Body text={mail.text} />
        </div>
      </Card>
    </div>
  );
}
