import { Search, X } from 'lucide-react';
import { type Ref, useEffect, useRef, useState } from 'react';
import { SearchField as AriaSearchField, Button, Group, Input } from 'react-aria-components';
import { cx } from '../cx.ts';
import { Icon } from '../display/Icon.tsx';
import { boxClass, inputClass } from './Field.tsx';
import styles from './SearchField.module.css';

interface Shown {
  label: string;
  placeholder?: string;
  autoFocus?: boolean;
  className?: string;
  inputRef?: Ref<HTMLInputElement>;
}

export interface SearchBoxProps extends Shown {
  value: string;
  /** `composing`: an input method is active, such as while pinyin becomes 汉字. */
  onChange: (text: string, composing: boolean) => void;
  onEnter?: (text: string) => void;
  onClear?: () => void;
}

/** A search input that reports every change. */
export function SearchBox(props: SearchBoxProps) {
  const { value, onChange, onEnter, onClear } = props;
  const composing = useRef(false);
  return (
    <AriaSearchField
      aria-label={props.label}
      value={value}
      onChange={(text) => onChange(text, composing.current)}
      onSubmit={(text) => {
        if (!composing.current) onEnter?.(text);
      }}
      onClear={onClear}
      autoFocus={props.autoFocus}
      className={cx(styles.search, props.className)}
    >
      <Group className={cx(boxClass, styles.box)}>
        <Icon of={Search} size={14} />
        <Input
          ref={props.inputRef}
          className={inputClass}
          placeholder={props.placeholder}
          onCompositionStart={() => {
            composing.current = true;
          }}
          onCompositionEnd={(event) => {
            composing.current = false;
            onChange(event.currentTarget.value, false);
          }}
        />
        <Button className={styles.clear}>
          <Icon of={X} size={14} />
        </Button>
      </Group>
    </AriaSearchField>
  );
}

export interface SearchFieldProps extends Shown {
  value: string;
  /** Called when typing pauses for a moment, and at once on Enter and on clear. */
  onChange: (value: string) => void;
}

const PAUSE_MS = 250;

/** A search input that reports after a pause in typing, and never during Chinese composition. */
export function SearchField({ value, onChange, ...shown }: SearchFieldProps) {
  const [text, setText] = useState(value);
  const [isComposing, setComposing] = useState(false);
  const sent = useRef(value);
  useEffect(() => {
    // Its own report comes back without spaces, while the person types on.
    if (value === sent.current.trim()) return;
    sent.current = value;
    setText(value);
  }, [value]);
  useEffect(() => {
    if (isComposing || text === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = text;
      onChange(text.trim());
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, isComposing, onChange]);
  return (
    <SearchBox
      {...shown}
      value={text}
      onChange={(next, composing) => {
        setText(next);
        setComposing(composing);
      }}
      onEnter={(next) => onChange(next.trim())}
      onClear={() => onChange('')}
    />
  );
}
