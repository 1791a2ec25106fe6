import { parseDate } from '@internationalized/date';
import { CalendarDays } from 'lucide-react';
import {
  DateRangePicker as AriaDateRangePicker,
  Button,
  Group,
  RangeCalendar,
} from 'react-aria-components';
import { cx } from '../cx.ts';
import { Icon } from '../display/Icon.tsx';
import { CalendarPopover, Month, rangeClass } from './Calendar.tsx';
import styles from './DatePicker.module.css';
import { DateSegments } from './DateSegments.tsx';
import { ariaField, boxClass, FieldFrame, type FieldProps, fieldClass } from './Field.tsx';

/** Both days included. */
export interface DateRange {
  start: string;
  end: string;
}

export interface DateRangePickerProps extends FieldProps {
  value: DateRange | null;
  onChange: (value: DateRange | null) => void;
}

export function DateRangePicker(props: DateRangePickerProps) {
  const { value } = props;
  return (
    <AriaDateRangePicker
      {...ariaField({ ...props, name: undefined })}
      value={value ? { start: parseDate(value.start), end: parseDate(value.end) } : null}
      onChange={(range) =>
        props.onChange(range ? { start: range.start.toString(), end: range.end.toString() } : null)
      }
      shouldForceLeadingZeros
      className={fieldClass(cx(styles.range, props.className))}
    >
      <FieldFrame {...props}>
        <Group className={boxClass}>
          <DateSegments slot="start" />
          <span className={styles.dash} aria-hidden="true">
            –
          </span>
          <DateSegments slot="end" />
          <Button className={styles.open}>
            <Icon of={CalendarDays} size={14} />
          </Button>
        </Group>
      </FieldFrame>
      <CalendarPopover>
        <RangeCalendar className={rangeClass} firstDayOfWeek="mon">
          <Month />
        </RangeCalendar>
      </CalendarPopover>
    </AriaDateRangePicker>
  );
}
