import { Mail } from 'lucide-react';
import { useText } from '../../lib/i18n.tsx';
import { useSession } from '../../lib/session.ts';
import { LinkButton } from '../../ui/Link.tsx';

/** Opens the demo's mailbox in a tab of its own, beside the page that sent the mail. */
export function MailboxButton() {
  const t = useText();
  const { demo } = useSession();
  if (!demo) return null;
  return (
    <LinkButton
      href="/mailbox"
      target="partnergraph-mailbox"
      variant="ghost"
      icon={Mail}
      title={t('ui.mailbox.title')}
      aria-label={t('ui.mailbox.title')}
    />
  );
}
