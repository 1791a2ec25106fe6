import type { JobFacts } from '../../../domain/bulk/job.ts';
import { useNow } from '../../../lib/clock.ts';
import { useText } from '../../../lib/i18n.tsx';
import { Badge } from '../../../ui/display/Badge.tsx';

/** Text of a decision by the last word of its command; the others reject. */
const GRANTED = {
  Approve: 'ui.review.soonApproved',
  Grant: 'ui.review.soonApproved',
  Receive: 'ui.review.soonReceived',
} as const;
type Granted = keyof typeof GRANTED;

/** A pending decision: direction, person, and the seconds in which it can be undone. */
export function Countdown({ decision }: { decision: JobFacts }) {
  const t = useText();
  const seconds = Math.max(0, Math.ceil((Date.parse(decision.startsAt) - useNow(250)) / 1000));
  const verb = /[A-Z][a-z]+$/.exec(decision.action)?.[0] ?? '';
  const granted = GRANTED[verb as Granted];
  return (
    <Badge
      tone={granted ? 'good' : 'bad'}
      title={decision.isMine ? undefined : decision.requesterName}
    >
      {t(granted ?? 'ui.review.soonRejected', { seconds })}
    </Badge>
  );
}
