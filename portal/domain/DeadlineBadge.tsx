import { Clock, Pause } from 'lucide-react';
import { useNow } from '../lib/clock.ts';
import { type DeadlineLike, useFormat } from '../lib/format.ts';
import { Badge } from '../ui/display/Badge.tsx';
import { ExactTime } from '../ui/display/ExactTime.tsx';

export interface DeadlineBadgeProps {
  deadline: DeadlineLike;
  told?: boolean;
}

/** A countdown in its largest useful units, amber in the last 24 hours, red in the last 6. */
export function DeadlineBadge({ deadline, told = false }: DeadlineBadgeProps) {
  const format = useFormat();
  const { text, tone } = format.deadline(deadline, useNow());
  const badge = (
    <Badge tone={tone} icon={deadline.pausedSince ? Pause : Clock}>
      {text}
    </Badge>
  );
  if (told) return badge;
  return (
    <ExactTime at={deadline.dueAt} exact={format.dateTime(deadline.dueAt)}>
      {badge}
    </ExactTime>
  );
}
