import type { Count } from '../../../domain/bulk/selection.ts';
import { plusDays } from '../../../lib/dates.ts';
import { useText } from '../../../lib/i18n.tsx';
import { Figure } from '../../../ui/display/Figure.tsx';
import { Parts } from '../../../ui/display/Parts.tsx';
import { Details, exactly, Value } from '../figures.tsx';
import { type Lapsing, worthOf } from './lapses.ts';

/** Days before an end from which a renewal is due. */
export const LAPSE_DAYS = 30;

/** Rights and prices that end soon, by kind, and the sales of twelve months that depend on them. */
export function LapseFigure({ data, today }: { data: Lapsing; today: string }) {
  const t = useText();
  const endsWithin = `${today}~${plusDays(today, LAPSE_DAYS)}`;
  const kinds: readonly (readonly [keyof Lapsing, Count, to: string, view: string])[] = [
    ['csp', data.csp.count, '/authorizations', 'active'],
    ['joint', data.joint.count, '/authorizations/joint', 'active'],
    ...(data.discounts
      ? [['discounts', data.discounts.count, '/discounts', 'effective'] as const]
      : []),
  ];
  const worth = worthOf(data);
  const label = t('ui.home.lapses', { days: LAPSE_DAYS });
  const all = kinds.reduce((sum, [, { value }]) => sum + value, 0);
  return (
    <Figure
      label={label}
      value={worth === null ? <Value count={exactly(all)} /> : <Value amount={worth} />}
      note={
        <Parts
          of={{
            worth: worth !== null && t('ui.home.worth'),
            none: all === 0 && t('ui.home.lapsesNone'),
            ...Object.fromEntries(
              kinds.map(([id, count, to, view]) => [
                id,
                count.value > 0 && (
                  <Details of={label} to={to} search={{ view, endsWithin }}>
                    <Value count={count} /> {t(`ui.home.lapses.${id}`, { count: count.value })}
                  </Details>
                ),
              ]),
            ),
          }}
        />
      }
    />
  );
}
