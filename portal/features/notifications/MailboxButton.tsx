import { Mail } from 'lucide-react';
import { useText } from '../../lib/i18n.tsx';
import { useSession } from '../../lib/session.ts';
import { QuietLink } from '../../shell/QuietButton.tsx';

export function MailboxButton() {
  const t = useText();
  const { demo } = useSession();
  if (!demo) return null;
  return (
    <QuietLink
      href="/mailbox"
      target="partnergraph-mailbox"
      icon={Mail}
      label={t('ui.mailbox.title')}
    />
  );
}
