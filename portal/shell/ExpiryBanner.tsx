import { useEffect } from 'react';
import { useNow } from '../lib/clock.ts';
import { MINUTE } from '../lib/dates.ts';
import { useText } from '../lib/i18n.tsx';
import { refreshSession, requestSignIn, useSession } from '../lib/session.ts';
import { Button } from '../ui/actions/Button.tsx';
import { Banner } from '../ui/feedback/Banner.tsx';

const NOTICE_MS = 2 * MINUTE;
const EVERY_MS = 15_000;

/** Sessions use real time, even if the demo's clock was moved. */
const timeLeft = (expiresAt: string): number => Date.parse(expiresAt) - Date.now();

/** Extends the session; no password is needed before its absolute end. */
async function stay(): Promise<void> {
  const session = await refreshSession();
  if (!session || timeLeft(session.expiresAt) <= NOTICE_MS)
    await requestSignIn().catch(() => undefined);
}

/** Warns two minutes before the session ends, while it can still be extended. */
export function ExpiryBanner() {
  const t = useText();
  const { expiresAt, link } = useSession();
  const now = useNow(EVERY_MS);
  const left = timeLeft(expiresAt);
  const isNear = left <= NOTICE_MS;
  // biome-ignore lint/correctness/useExhaustiveDependencies: checked again as time passes
  useEffect(() => {
    // The session may have been used here or in another tab: the server knows.
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
      {t('ui.session.ending', { minutes: Math.ceil(left / MINUTE) })}
    </Banner>
  );
}
