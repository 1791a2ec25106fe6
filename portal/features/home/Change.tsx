import { growth, isTelling } from '../../lib/figures.ts';
import { CURRENCY, useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import type { Days } from './periods.ts';

export interface ChangeProps {
  now: string;
  before: string;
  /** The earlier days. */
  days: Days;
  /** Whether a rise is bad, as with margin that is given away. */
  isCost?: boolean;
}

/** Change against the same days of the period before, and what they were. */
export function Change({ now, before, days, isCost = false }: ChangeProps) {
  const t = useText();
  const format = useFormat();
  const than = t('ui.home.sameDays', { first: days.first, last: days.last.slice(5) });
  const money = format.money({ amount: before, currency: CURRENCY });
  const rate = growth(now, before);
  if (!isTelling(rate)) return <span title={than}>{t('ui.home.before', { money })}</span>;
  const change = Number(rate);
  const tone = change === 0 ? undefined : change > 0 === isCost ? 't-bad' : 't-good';
  return (
    <span title={`${than} ${money}`}>
      <span className={tone}>
        {change > 0 ? '↑' : change < 0 ? '↓' : '→'} {format.percent(rate.replace('-', ''), 1)}
      </span>{' '}
      {t('ui.home.than')}
    </span>
  );
}
