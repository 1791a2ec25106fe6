import { parseDate } from '@internationalized/date';
import { CalendarDays } from 'lucide-react';
import {
  DatePicker as AriaDatePicker,
  DateRangePicker as AriaDateRangePicker,
  Button,
  DateInput,
  DateSegment,
  Group,
} from 'react-aria-components';
import { cx } from '../cx.ts';
import { Icon } from '../display/Icon.tsx';
import { CalendarPopover } from './Calendar.tsx';
import styles from './DatePicker.module.css';
import { ariaField, boxClass, FieldFrame, type FieldProps, fieldClass } from './Field.tsx';

const toDate = (value: string | null | undefined) => (value ? parseDate(value) : null);

/** Dates use hyphens in both languages: 2026-11-24. */
function Segments({ slot }: { slot?: 'start' | 'end' }) {
  return (
    <DateInput slot={slot} className={styles.input}>
      {(segment) => (
        <DateSegment segment={segment} className={styles.segment}>
          {segment.type === 'literal' ? segment.text.replace('/', '-') : undefined}
        </DateSegment>
      )}
    </DateInput>
  );
}

export interface DatePickerProps extends FieldProps {
  /** "2026-11-24", or null when empty. */
  value: string | null;
  onChange: (value: string | null) => void;
  min?: string;
  max?: string;
}

export function DatePicker(props: DatePickerProps) {
  return (
    <AriaDatePicker
      {...ariaField(props)}
      value={toDate(props.value)}
      onChange={(date) => props.onChange(date ? date.toString() : null)}
      minValue={toDate(props.min)}
      maxValue={toDate(props.max)}
      shouldForceLeadingZeros
      className={fieldClass(props.className)}
    >
      <FieldFrame {...props}>
        <Group className={boxClass}>
          <Segments />
          <Button className={styles.open}>
            <Icon of={CalendarDays} size={14} />
          </Button>
        </Group>
      </FieldFrame>
      <CalendarPopover />
    </AriaDatePicker>
  );
}

/** Both days included. */
export interface DateRange {
  start: string;
  end: string;
}

export interface DateRangePickerProps extends FieldProps {
  value: DateRange | null;
  onChange: (value: DateRange | null) => void;
  min?: string;
  max?: string;
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
      minValue={toDate(props.min)}
      maxValue={toDate(props.max)}
      shouldForceLeadingZeros
      className={fieldClass(cx(styles.range, props.className))}
    >
      <FieldFrame {...props}>
        <Group className={boxClass}>
          <Segments slot="start" />
          <span className={styles.dash} aria-hidden="true">
            –
          </span>
          <Segments slot="end" />
          <Button className={styles.open}>
            <Icon of={CalendarDays} size={14} />
          </Button>
        </Group>
      </FieldFrame>
      <CalendarPopover range />
    </AriaDateRangePicker>
  );
}
