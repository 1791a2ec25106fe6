import { Clock } from 'lucide-react';
import { Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { useNow } from '../lib/clock.ts';
import { isoMinute } from '../lib/dates.ts';
import { useText } from '../lib/i18n.tsx';
import { lazyComponent } from '../lib/lazy.tsx';
import { popoverClass } from '../ui/overlays/popover.ts';
import styles from './DemoClock.module.css';
import { QuietButton } from './QuietButton.tsx';

/** In its own chunk, because the calendar is large and rarely needed. */
const ClockMover = lazyComponent(() => import('./ClockMover.tsx'), 'ClockMover');

/** The demo's time, which an operator may move forward. The server first runs everything due by then. */
export function DemoClock() {
  const t = useText();
  const time = isoMinute(useNow(15_000));
  return (
    <DialogTrigger>
      <QuietButton icon={Clock} label={t('ui.clock.open', { time })}>
        <span className={styles.time}>{time}</span>
      </QuietButton>
      <Popover className={popoverClass} placement="bottom end" offset={4}>
        <Dialog aria-label={t('ui.clock.title')} className={styles.dialog}>
          <ClockMover />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
