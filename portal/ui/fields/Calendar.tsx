import { ChevronLeft, ChevronRight } from 'lucide-react';
import {
  Calendar as AriaCalendar,
  RangeCalendar as AriaRangeCalendar,
  Button,
  CalendarCell,
  CalendarGrid,
  Dialog,
  Heading,
  Popover,
} from 'react-aria-components';
import { Icon } from '../display/Icon.tsx';
import styles from './Calendar.module.css';

function Month() {
  return (
    <>
      <header className={styles.head}>
        <Button slot="previous" className={styles.nav}>
          <Icon of={ChevronLeft} />
        </Button>
        <Heading />
        <Button slot="next" className={styles.nav}>
          <Icon of={ChevronRight} />
        </Button>
      </header>
      <CalendarGrid className={styles.grid}>
        {(date) => <CalendarCell date={date} className={styles.cell} />}
      </CalendarGrid>
    </>
  );
}

/** The calendar of a date picker; takes its state from the surrounding picker. */
export function CalendarPopover({ range = false }: { range?: boolean }) {
  return (
    <Popover className={styles.popover} offset={4}>
      <Dialog>
        {range ? (
          <AriaRangeCalendar className={styles.range} firstDayOfWeek="mon">
            <Month />
          </AriaRangeCalendar>
        ) : (
          <AriaCalendar className={styles.single} firstDayOfWeek="mon">
            <Month />
          </AriaCalendar>
        )}
      </Dialog>
    </Popover>
  );
}
