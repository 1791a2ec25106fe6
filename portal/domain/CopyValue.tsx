import { useText } from '../lib/i18n.tsx';
import { CopyField, type CopyFieldProps } from '../ui/fields/CopyField.tsx';

/** A value to copy, with the words of the button. */
export function CopyValue(props: Omit<CopyFieldProps, 'copyLabel' | 'copiedLabel'>) {
  const t = useText();
  return <CopyField {...props} copyLabel={t('ui.copy')} copiedLabel={t('ui.copied')} />;
}
