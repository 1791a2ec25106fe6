import { Clock } from 'lucide-react';
import { useNow } from '../lib/clock.ts';
import { type DeadlineLike, useFormat } from '../lib/format.ts';
import { Badge } from '../ui/Badge.tsx';

/** A countdown in its largest useful units, amber in the last 24 hours, red in the last 6; the exact time is its tooltip. */
export function DeadlineBadge({ deadline }: { deadline: DeadlineLike }) {
  const format = useFormat();
  const { text, tone } = format.deadline(deadline, useNow());
  return (
    <Badge tone={tone} icon={Clock} title={format.dateTime(deadline.dueAt)}>
      {text}
    </Badge>
  );
}
