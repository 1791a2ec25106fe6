import { checkConnection, connected } from '../lib/connection.ts';
import { T, useText } from '../lib/i18n.tsx';
import { useStore } from '../lib/store.ts';
import { Button } from '../ui/actions/Button.tsx';
import { Banner } from '../ui/feedback/Banner.tsx';

/** Banner while the server is unreachable; the page stays readable. */
export function OfflineBanner() {
  const t = useText();
  if (useStore(connected)) return null;
  return (
    <Banner
      tone="waiting"
      live
      action={
        <Button size="sm" onPress={() => void checkConnection()}>
          {t('ui.retry')}
        </Button>
      }
    >
      <T id="ui.offline" />
    </Banner>
  );
}
