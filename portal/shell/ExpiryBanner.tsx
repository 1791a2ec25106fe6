import { useNow } from '../lib/clock.ts';
import { useText } from '../lib/i18n.tsx';
import { requestSignIn, useSession } from '../lib/session.ts';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';

const NOTICE_MS = 2 * 60_000;

/** Warns two minutes before the session ends, while there is still time to renew it in place. */
export function ExpiryBanner() {
  const t = useText();
  const { expiresAt, link } = useSession();
  useNow(15_000);
  // A session goes by real time, wherever the demo's clock was moved to.
  const left = Date.parse(expiresAt) - Date.now();
  if (left > NOTICE_MS || left <= 0) return null;
  return (
    <Banner
      tone="waiting"
      live
      action={
        !link && (
          <Button size="sm" onPress={() => void requestSignIn().catch(() => undefined)}>
            {t('ui.session.renew')}
          </Button>
        )
      }
    >
      {t('ui.session.ending', { minutes: Math.ceil(left / 60_000) })}
    </Banner>
  );
}
