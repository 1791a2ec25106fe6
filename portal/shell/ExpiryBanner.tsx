import { useEffect } from 'react';
import { useNow } from '../lib/clock.ts';
import { useText } from '../lib/i18n.tsx';
import { refreshSession, requestSignIn, useSession } from '../lib/session.ts';
import { Button } from '../ui/actions/Button.tsx';
import { Banner } from '../ui/feedback/Banner.tsx';

const NOTICE_MS = 2 * 60_000;
const EVERY_MS = 15_000;

/** A session goes by real time, wherever the demo's clock was moved to. */
const timeLeft = (expiresAt: string): number => Date.parse(expiresAt) - Date.now();

/** Goes on with the session: whoever is there needs no password unless its whole time is over. */
async function stay(): Promise<void> {
  const session = await refreshSession();
  if (!session || timeLeft(session.expiresAt) <= NOTICE_MS)
    await requestSignIn().catch(() => undefined);
}

/** Warns two minutes before the session ends, while there is still time to go on with it. */
export function ExpiryBanner() {
  const t = useText();
  const { expiresAt, link } = useSession();
  const now = useNow(EVERY_MS);
  const left = timeLeft(expiresAt);
  const isNear = left <= NOTICE_MS;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again as time goes on
  useEffect(() => {
    // It was used since, here or in another tab: the server knows.
    if (isNear) void refreshSession();
  }, [isNear, now]);
  if (!isNear || left <= 0) return null;
  return (
    <Banner
      tone="waiting"
      live
      action={
        !link && (
          <Button size="sm" onPress={() => void stay()}>
            {t('ui.session.stay')}
          </Button>
        )
      }
    >
      {t('ui.session.ending', { minutes: Math.ceil(left / 60_000) })}
    </Banner>
  );
}
