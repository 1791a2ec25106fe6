import { Printer } from 'lucide-react';
import { useText } from '../lib/i18n.tsx';
import { IconButton } from '../ui/IconButton.tsx';

/** Prints the page as the print styles lay it out, or saves it as PDF. */
export function PrintButton() {
  const t = useText();
  return <IconButton icon={Printer} label={t('ui.print')} onPress={() => window.print()} />;
}
