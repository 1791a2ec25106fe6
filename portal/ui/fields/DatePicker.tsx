import { parseDate } from '@internationalized/date';
import { CalendarDays } from 'lucide-react';
import { type FocusEvent, useRef, useState } from 'react';
import { Button, DateField } from 'react-aria-components';
import { type Text, useText } from '../../lib/i18n.tsx';
import { Icon } from '../display/Icon.tsx';
import styles from './DatePicker.module.css';
import { DateSegments } from './DateSegments.tsx';
import type { DayCalendar } from './DayCalendar.tsx';
import { ariaField, boxClass, FieldFrame, type FieldProps, fieldClass } from './Field.tsx';

const toDate = (value: string | null | undefined) => (value ? parseDate(value) : null);

export interface DatePickerProps extends FieldProps {
  /** "2026-11-24", or null when empty. */
  value: string | null;
  onChange: (value: string | null) => void;
  min?: string;
  max?: string;
}

/** A typed date outside the range; the calendar offers none. */
function outOfRange({ value, min, max }: DatePickerProps, t: Text): string | null {
  if (value && min && value < min) return t('ui.date.earliest', { date: min });
  return value && max && value > max ? t('ui.date.latest', { date: max }) : null;
}

/** A typed date with a calendar. The calendar loads when the field is focused or its button pointed at. */
export function DatePicker(props: DatePickerProps) {
  const { label, value, onChange, onBlur, min, max } = props;
  const t = useText();
  const box = useRef<HTMLDivElement>(null);
  const [isEntered, setEntered] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const [Calendar, setCalendar] = useState<typeof DayCalendar | null>(null);
  const isFixed = Boolean(props.isDisabled || props.isReadOnly);

  const load = () =>
    import('./DayCalendar.tsx').then(
      ({ DayCalendar: loaded }) => setCalendar(() => loaded),
      // Without the server, dates can still be typed.
      () => setOpen(false),
    );
  function open() {
    setOpen(true);
    void load();
  }
  function leave(event: FocusEvent<Element>) {
    if (box.current?.contains(event.relatedTarget)) return;
    setEntered(false);
    onBlur?.(event);
  }
  function enter() {
    setEntered(true);
    void load();
  }
  // Half a year that is being typed is no date yet.
  const field = { ...props, error: props.error ?? (isEntered ? null : outOfRange(props, t)) };
  return (
    <>
      <DateField
        {...ariaField({ ...field, onBlur: leave })}
        onFocus={enter}
        value={toDate(value)}
        onChange={(date) => onChange(date ? date.toString() : null)}
        minValue={toDate(min)}
        maxValue={toDate(max)}
        shouldForceLeadingZeros
        onKeyDown={({ altKey, key }) => {
          if (altKey && (key === 'ArrowDown' || key === 'ArrowUp') && !isFixed) open();
        }}
        className={fieldClass(props.className)}
      >
        <FieldFrame {...field}>
          <div ref={box} className={boxClass}>
            <DateSegments className={styles.typed} />
            <Button
              className={styles.open}
              aria-label={t('ui.openCalendar', { label })}
              aria-haspopup="dialog"
              aria-expanded={isOpen}
              isDisabled={isFixed}
              onHoverStart={load}
              onFocus={load}
              onBlur={leave}
              onPress={open}
            >
              <Icon of={CalendarDays} size={14} />
            </Button>
          </div>
        </FieldFrame>
      </DateField>
      {Calendar && (
        <Calendar
          label={label}
          value={value}
          onChange={onChange}
          min={min}
          max={max}
          isOpen={isOpen}
          onOpenChange={setOpen}
          triggerRef={box}
        />
      )}
    </>
  );
}
