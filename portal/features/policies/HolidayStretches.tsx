import { Briefcase, Coffee } from 'lucide-react';
import { useText } from '../../lib/i18n.tsx';
import { Badge } from '../../ui/display/Badge.tsx';
import styles from './HolidayStretches.module.css';
import { type PlannedDay, type Stretch, stretchesOf } from './holiday-text.ts';

const short = (date: string): string => date.slice(5);
/** "10-01–07" within a month, "04-30–05-03" otherwise. */
function range({ from, until }: Stretch): string {
  if (from === until) return short(from);
  const isWithinMonth = from.slice(0, 7) === until.slice(0, 7);
  return `${short(from)}–${isWithinMonth ? until.slice(8) : short(until)}`;
}

/** The holidays of a plan, each with its days off and its make-up days. */
export function HolidayStretches({ days }: { days: readonly PlannedDay[] }) {
  const t = useText();
  const stretches = stretchesOf(days);
  const names = [...new Set(stretches.map(({ name }) => name))];
  return (
    <dl className={styles.list}>
      {names.map((name) => (
        <div key={name} className={styles.holiday}>
          <dt>{name}</dt>
          {stretches
            .filter((stretch) => stretch.name === name)
            .map((stretch) => (
              <dd key={stretch.from}>
                <Badge
                  tone={stretch.isWorkingDay ? 'waiting' : 'idle'}
                  icon={stretch.isWorkingDay ? Briefcase : Coffee}
                >
                  {t(stretch.isWorkingDay ? 'ui.holidays.work' : 'ui.holidays.off', {
                    days: range(stretch),
                  })}
                </Badge>
              </dd>
            ))}
        </div>
      ))}
    </dl>
  );
}
