import type { JobFacts } from '../../../domain/bulk/job.ts';
import { useNow } from '../../../lib/clock.ts';
import { useText } from '../../../lib/i18n.tsx';
import { Badge } from '../../../ui/display/Badge.tsx';

const APPROVES = /(Approve|Grant)$/;

/** A pending decision: direction, person, and the seconds in which it can be undone. */
export function Countdown({ decision }: { decision: JobFacts }) {
  const t = useText();
  const seconds = Math.max(0, Math.ceil((Date.parse(decision.startsAt) - useNow(250)) / 1000));
  const approves = APPROVES.test(decision.action);
  return (
    <Badge
      tone={approves ? 'good' : 'bad'}
      title={decision.isMine ? undefined : decision.requesterName}
    >
      {t(approves ? 'ui.review.soonApproved' : 'ui.review.soonRejected', { seconds })}
    </Badge>
  );
}
