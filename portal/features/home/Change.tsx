import Big from 'big.js';
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
  const rate = new Big(before).lte(0) ? null : new Big(now).minus(before).div(before);
  // A rate against next to nothing says less than the amount.
  if (!rate || rate.abs().gte(10))
    return <span title={than}>{t('ui.home.before', { money })}</span>;
  const tone = rate.eq(0) ? undefined : rate.gt(0) === isCost ? 't-bad' : 't-good';
  return (
    <span title={`${than} ${money}`}>
      <span className={tone}>
        {rate.gt(0) ? '↑' : rate.lt(0) ? '↓' : '→'} {format.percent(rate.abs().toFixed(4), 1)}
      </span>{' '}
      {t('ui.home.than')}
    </span>
  );
}
