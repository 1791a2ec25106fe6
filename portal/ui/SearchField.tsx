import { Search, X } from 'lucide-react';
import { type Ref, useEffect, useRef, useState } from 'react';
import { SearchField as AriaSearchField, Button, Group, Input } from 'react-aria-components';
import { cx } from './cx.ts';
import { boxClass, inputClass } from './Field.tsx';
import { Icon } from './Icon.tsx';
import styles from './SearchField.module.css';

export interface SearchFieldProps {
  label: string;
  placeholder?: string;
  value: string;
  /** Called once typing rests for `delay` ms, at once on Enter and on clear. */
  onChange: (value: string) => void;
  delay?: number;
  autoFocus?: boolean;
  className?: string;
  inputRef?: Ref<HTMLInputElement>;
}

/** A search box that waits for the end of typing, and never during Chinese composition. */
export function SearchField({
  label,
  placeholder,
  value,
  onChange,
  delay = 250,
  autoFocus,
  className,
  inputRef,
}: SearchFieldProps) {
  const [text, setText] = useState(value);
  const composing = useRef(false);
  const sent = useRef(value);
  useEffect(() => {
    sent.current = value;
    setText(value);
  }, [value]);
  useEffect(() => {
    if (text === sent.current) return;
    const timer = setTimeout(() => {
      if (composing.current) return;
      sent.current = text;
      onChange(text.trim());
    }, delay);
    return () => clearTimeout(timer);
  }, [text, delay, onChange]);

  return (
    <AriaSearchField
      aria-label={label}
      value={text}
      onChange={setText}
      onSubmit={(next) => onChange(next.trim())}
      onClear={() => onChange('')}
      autoFocus={autoFocus}
      className={cx(styles.search, className)}
    >
      <Group className={cx(boxClass, styles.box)}>
        <Icon of={Search} size={14} />
        <Input
          ref={inputRef}
          className={inputClass}
          placeholder={placeholder}
          onCompositionStart={() => {
            composing.current = true;
          }}
          onCompositionEnd={(event) => {
            composing.current = false;
            setText(`${event.currentTarget.value}`);
          }}
        />
        <Button className={styles.clear}>
          <Icon of={X} size={14} />
        </Button>
      </Group>
    </AriaSearchField>
  );
}
