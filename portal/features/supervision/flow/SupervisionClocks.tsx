import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { useNow } from '../../../lib/clock.ts';
import { type Format, useFormat } from '../../../lib/format.ts';
import { type Text, useText } from '../../../lib/i18n.tsx';
import { TimeScale } from '../../../ui/display/TimeScale.tsx';
import { type Clock, clocksOf, type S, SupervisionClocks as Shown, toneOf } from './clocks.ts';
import styles from './Flow.module.css';

/** Sentence about what happens at the end of a clock. */
function noteOf({ id }: Clock, s: S, t: Text): string {
  if (id === 'promise')
    return s.promisedDays ? t('ui.supervision.clock.promiseNote', { days: s.promisedDays }) : '';
  if (id === 'turn' && s.status === 'AWAIT_ACCEPTANCE')
    return t(
      s.template === 'HARDWARE'
        ? 'ui.supervision.clock.hardwareNote'
        : 'ui.supervision.clock.acceptNote',
    );
  return t(`ui.supervision.clock.${id}Note`);
}

function nowOf(clock: Clock, s: S, t: Text, format: Format): string {
  const elapsed = format.countdown(clock.shown - clock.from);
  if (clock.isPaused) return t('ui.supervision.clock.stopped', { time: elapsed });
  if (clock.id === 'promise' && s.deliveredAt)
    return t('ui.supervision.clock.took', { time: elapsed });
  const dueAt = new Date(clock.until).toISOString();
  return format.deadline({ dueAt }, clock.shown).text;
}

/** The clocks of a delivery on scales: promised time, automatic acceptance, the side's turn. */
export function SupervisionClocks({ supervision }: { supervision: FragmentType<typeof Shown> }) {
  const t = useText();
  const format = useFormat();
  const now = useNow();
  const s = readFragment(Shown, supervision);
  const clocks = clocksOf(s, now);
  if (clocks.length === 0) return null;
  const marksOf = ({ id, from, until }: Clock) => [
    {
      id: 'from',
      at: from,
      label: t(`ui.supervision.clock.${id}From`),
      note: format.dateTime(new Date(from).toISOString()),
    },
    {
      id: 'until',
      at: until,
      label: t(`ui.supervision.clock.${id}Until`),
      note: format.dateTime(new Date(until).toISOString()),
    },
  ];
  return (
    <div className={styles.clocks}>
      {clocks.map((clock) => (
        <div key={clock.id} className={styles.clock}>
          <h3>{t(`ui.supervision.clock.${clock.id}`)}</h3>
          <p className="note">{noteOf(clock, s, t)}</p>
          <TimeScale
            label={t(`ui.supervision.clock.${clock.id}`)}
            marks={marksOf(clock)}
            now={clock.shown}
            nowLabel={nowOf(clock, s, t, format)}
            tone={toneOf(clock, s)}
            isPaused={clock.isPaused}
          />
        </div>
      ))}
    </div>
  );
}
