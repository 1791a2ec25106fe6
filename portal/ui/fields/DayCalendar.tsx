import { parseDate } from '@internationalized/date';
import type { RefObject } from 'react';
import { Calendar } from 'react-aria-components';
import { CalendarPopover, Month, singleClass } from './Calendar.tsx';

export interface DayCalendarProps {
  label: string;
  value: string | null;
  onChange: (value: string) => void;
  min?: string;
  max?: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  triggerRef: RefObject<HTMLElement | null>;
}

const toDate = (value: string | null | undefined) => (value ? parseDate(value) : null);

/** The calendar of a date field. The choice of a day closes it. */
export function DayCalendar({ label, value, onChange, min, max, ...popover }: DayCalendarProps) {
  return (
    <CalendarPopover label={label} {...popover}>
      <Calendar
        aria-label={label}
        autoFocus
        value={toDate(value)}
        onChange={(date) => {
          onChange(date.toString());
          popover.onOpenChange(false);
        }}
        minValue={toDate(min)}
        maxValue={toDate(max)}
        firstDayOfWeek="mon"
        className={singleClass}
      >
        <Month />
      </Calendar>
    </CalendarPopover>
  );
}
