import { useNow } from '../lib/clock.ts';
import { useFormat } from '../lib/format.ts';
import { ExactTime } from '../ui/display/ExactTime.tsx';

/** How long ago something was, and when exactly. */
export function Ago({ at }: { at: string }) {
  const format = useFormat();
  // What has just been told may be a moment ahead of the clock of this page.
  const now = Math.max(useNow(), Date.parse(at));
  return (
    <ExactTime at={at} exact={format.dateTime(at)}>
      {format.ago(at, now)}
    </ExactTime>
  );
}
