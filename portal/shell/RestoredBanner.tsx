import { useText } from '../lib/i18n.tsx';
import { Button } from '../ui/actions/Button.tsx';
import { Banner } from '../ui/feedback/Banner.tsx';

/** Says that a form shows the input kept on this device, and offers to begin without it. */
export function RestoredBanner({ onStartOver }: { onStartOver: () => void }) {
  const t = useText();
  return (
    <Banner
      tone="info"
      action={
        <Button size="sm" onPress={onStartOver}>
          {t('ui.restored.startOver')}
        </Button>
      }
    >
      {t('ui.restored')}
    </Banner>
  );
}
