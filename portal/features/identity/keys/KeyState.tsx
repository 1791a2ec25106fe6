import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useNow } from '../../../lib/clock.ts';
import { DAY, lastDay } from '../../../lib/dates.ts';
import { useText } from '../../../lib/i18n.tsx';
import { Badge } from '../../../ui/display/Badge.tsx';

const Key = graphql(`fragment KeyState_key on ApiKey { id expiresAt revokedAt }`);

const SOON_MS = 7 * DAY;

/** State of a key; expiry is derived from the time. */
export function KeyState({ apiKey }: { apiKey: FragmentType<typeof Key> }) {
  const t = useText();
  const now = useNow();
  const { expiresAt, revokedAt } = readFragment(Key, apiKey);
  if (revokedAt) return <Badge tone="idle">{t('ui.key.revoked')}</Badge>;
  const left = expiresAt ? Date.parse(expiresAt) - now : Number.POSITIVE_INFINITY;
  if (left <= 0) return <Badge tone="idle">{t('ui.key.expired')}</Badge>;
  if (left <= SOON_MS)
    return <Badge tone="waiting">{t('ui.key.ending', { day: lastDay(expiresAt!) })}</Badge>;
  return <Badge tone="good">{t('ui.key.active')}</Badge>;
}
