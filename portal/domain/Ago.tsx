import { useNow } from '../lib/clock.ts';
import { useFormat } from '../lib/format.ts';
import { ExactTime } from '../ui/display/ExactTime.tsx';

export function Ago({ at }: { at: string }) {
  const format = useFormat();
  // A new event may be slightly ahead of this page's clock.
  const now = Math.max(useNow(), Date.parse(at));
  return (
    <ExactTime at={at} exact={format.dateTime(at)}>
      {format.ago(at, now)}
    </ExactTime>
  );
}
