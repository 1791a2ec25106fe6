import { useText } from '../lib/i18n.tsx';
import { Button } from '../ui/actions/Button.tsx';
import { Banner } from '../ui/feedback/Banner.tsx';

/** Says that a refetch failed and the content on screen is older, with a button that tries again. */
export function StaleBanner({ onRetry }: { onRetry: () => void }) {
  const t = useText();
  return (
    <Banner
      tone="waiting"
      live
      action={
        <Button size="sm" onPress={onRetry}>
          {t('ui.retry')}
        </Button>
      }
    >
      {t('ui.staleData')}
    </Banner>
  );
}
