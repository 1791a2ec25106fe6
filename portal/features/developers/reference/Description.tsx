import { useText } from '../../../lib/i18n.tsx';
import { Badge } from '../../../ui/display/Badge.tsx';

interface DescriptionProps {
  text: string;
  deprecated?: string | undefined;
}

/** A description of the SDL, with its code in a fixed-width font, after a deprecation. */
export function Description({ text, deprecated }: DescriptionProps) {
  const t = useText();
  const parts = text.split('`');
  return (
    <p>
      {deprecated && (
        <>
          <Badge tone="waiting">{t('ui.reference.deprecated')}</Badge> {deprecated}{' '}
        </>
      )}
      {parts.map((part, index) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other identity
        index % 2 === 1 ? <code key={index}>{part}</code> : part,
      )}
    </p>
  );
}
