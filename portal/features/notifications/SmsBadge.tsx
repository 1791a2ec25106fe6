import { MessageSquareText } from 'lucide-react';
import { useText } from '../../lib/i18n.tsx';
import { Badge } from '../../ui/display/Badge.tsx';

/** Marks an SMS among mails. */
export function SmsBadge() {
  const t = useText();
  return (
    <Badge tone="review" icon={MessageSquareText}>
      {t('ui.mailbox.sms')}
    </Badge>
  );
}
