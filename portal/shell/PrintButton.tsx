import { Printer } from 'lucide-react';
import { serverNow } from '../lib/clock.ts';
import { isoMinute } from '../lib/dates.ts';
import { useText } from '../lib/i18n.tsx';
import { useSession } from '../lib/session.ts';
import { IconButton } from '../ui/actions/IconButton.tsx';

/** Prints the page; `onPress` prepares it first and calls `window.print()` itself. */
export function PrintButton({ onPress = () => window.print() }: { onPress?: () => void }) {
  const t = useText();
  return <IconButton icon={Printer} label={t('ui.print')} onPress={onPress} />;
}

/** On paper only: person, time and address of the page. */
export function PrintNote() {
  const t = useText();
  const { org, user } = useSession();
  return (
    <p data-print className="note">
      {t('ui.print.note', {
        org: org.name,
        name: user.name,
        time: isoMinute(serverNow()),
        address: window.location.href,
      })}
    </p>
  );
}
