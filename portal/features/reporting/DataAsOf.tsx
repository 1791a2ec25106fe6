import { useQuery } from 'urql';
import { lastDay } from '../../lib/dates.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { CoveredDays } from './data-as-of.ts';

/** Last day that the figures cover, and the time of the next one. */
export function DataAsOf() {
  const t = useText();
  const format = useFormat();
  const [{ data }] = useQuery({ query: CoveredDays });
  if (!data) return null;
  const { until, nextAt } = data.dataAsOf;
  return (
    <span className="note">
      {t('ui.dataAsOf', { day: lastDay(until), next: format.dateTime(nextAt) })}
    </span>
  );
}
