import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Button,
  CalendarCell,
  CalendarGrid,
  Dialog,
  Heading,
  Popover,
  type PopoverProps,
} from 'react-aria-components';
import { Icon } from '../display/Icon.tsx';
import styles from './Calendar.module.css';

export const singleClass = styles.single;
export const rangeClass = styles.range;

/** The month of a calendar, with its days. */
export function Month() {
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

export interface CalendarPopoverProps extends Omit<PopoverProps, 'children'> {
  label?: string;
  children: ReactNode;
}

/** The popover of a date field, around its calendar. */
export function CalendarPopover({ label, children, ...popover }: CalendarPopoverProps) {
  return (
    <Popover className={styles.popover} placement="bottom start" offset={4} {...popover}>
      <Dialog aria-label={label}>{children}</Dialog>
    </Popover>
  );
}
