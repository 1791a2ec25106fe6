import { FastForward } from 'lucide-react';
import { useState } from 'react';
import { AuthError } from '../lib/auth.ts';
import { serverNow, useNow } from '../lib/clock.ts';
import { DAY, fromDay, isoDay, isoMinute, plusDays } from '../lib/dates.ts';
import { moveDemoClock } from '../lib/demo.ts';
import { useText } from '../lib/i18n.tsx';
import { Button } from '../ui/actions/Button.tsx';
import { Banner } from '../ui/feedback/Banner.tsx';
import { DatePicker } from '../ui/fields/DatePicker.tsx';
import styles from './DemoClock.module.css';

const STEPS = [1, 7] as const;

/** Popover of the demo clock: its time and buttons to move it. */
export function ClockMover() {
  const t = useText();
  const time = isoMinute(useNow(15_000));
  const [day, setDay] = useState<string | null>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  async function move(what: string, to: string) {
    setBusy(what);
    try {
      await moveDemoClock(to);
      // Deadlines, counts and badges on the page still use the old time.
      window.location.reload();
    } catch (error) {
      setBusy(null);
      setProblem(error instanceof AuthError ? error.code : 'INTERNAL');
    }
  }
  return (
    <div className="stack">
      <div>
        <h2>{t('ui.clock.title')}</h2>
        <p className="muted">{t('ui.clock.now', { time })}</p>
      </div>
      {problem && (
        <Banner tone="bad" live>
          {t.error(problem, undefined, t('ui.clock.failed'))}
        </Banner>
      )}
      <div className="row">
        {STEPS.map((days) => (
          <Button
            key={days}
            icon={FastForward}
            isPending={busy === String(days)}
            isDisabled={busy !== null}
            onPress={() => move(String(days), new Date(serverNow() + days * DAY).toISOString())}
          >
            {t('ui.clock.forward', { days })}
          </Button>
        ))}
      </div>
      <form
        className={styles.to}
        onSubmit={(event) => {
          event.preventDefault();
          if (day) void move('day', fromDay(day));
        }}
      >
        <DatePicker
          label={t('ui.clock.to')}
          value={day}
          onChange={setDay}
          min={plusDays(isoDay(serverNow()), 1)}
        />
        <Button type="submit" isPending={busy === 'day'} isDisabled={busy !== null || !day}>
          {t('ui.clock.move')}
        </Button>
      </form>
      <p className="note">{t('ui.clock.note')}</p>
    </div>
  );
}
