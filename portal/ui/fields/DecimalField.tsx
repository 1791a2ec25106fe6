import Big from 'big.js';
import {
  type FocusEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { TextField as AriaTextField, Group, Input } from 'react-aria-components';
import { cx } from '../cx.ts';
import styles from './DecimalField.module.css';
import {
  affixClass,
  ariaField,
  boxClass,
  FieldFrame,
  type FieldProps,
  fieldClass,
  inputClass,
} from './Field.tsx';

export interface DecimalFieldProps extends FieldProps {
  /** Decimal string such as "108800.00", or '' when empty. */
  value: string;
  onChange: (value: string) => void;
  /** Digits after the point; further digits are refused. */
  scale?: number;
  allowNegative?: boolean;
  prefix?: ReactNode;
  suffix?: ReactNode;
  placeholder?: string;
  autoFocus?: boolean;
  inputRef?: Ref<HTMLInputElement>;
}

/** Groups digits by thousands, for display only. */
function grouped(value: string): string {
  const [whole = '', fraction] = value.split('.');
  const digits = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return fraction === undefined ? digits : `${digits}.${fraction}`;
}

/** Removes grouping, full-width digits and spaces, as pasted from spreadsheets. */
function ungrouped(text: string): string {
  const half = text.replace(/[０-９．－]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));
  return half.replace(/[,，\s¥$]/g, '').replace('−', '-');
}

/** An exact decimal kept as a string; grouped and padded on blur. */
export function DecimalField(props: DecimalFieldProps) {
  const { value, onChange, onBlur, scale = 2, allowNegative = false, placeholder } = props;
  const [editing, setEditing] = useState(false);
  const [text, setText] = useState(value);
  const input = useRef<HTMLInputElement | null>(null);
  useEffect(() => {
    if (!editing) setText(value);
  }, [value, editing]);
  // Removing the grouping also drops the selection made by the Tab key, so it is restored.
  useLayoutEffect(() => {
    if (editing) input.current?.select();
  }, [editing]);

  const shape = new RegExp(`^${allowNegative ? '-?' : ''}\\d*(?:\\.\\d{0,${scale}})?$`);
  function change(next: string) {
    const plain = ungrouped(next);
    if (!shape.test(plain)) return;
    setText(plain);
    onChange(/\d/.test(plain) ? new Big(/\.$/.test(plain) ? `${plain}0` : plain).toString() : '');
  }
  // Padding changes only the display: a change event on blur would revalidate the field and drop
  // the server's error.
  function leave(event: FocusEvent<Element>) {
    setEditing(false);
    onBlur?.(event);
  }

  return (
    <AriaTextField
      {...ariaField(props)}
      value={editing ? text : grouped(value && new Big(value).toFixed(scale))}
      onChange={change}
      onFocus={() => setEditing(true)}
      onBlur={leave}
      inputMode="decimal"
      autoFocus={props.autoFocus}
      autoComplete="off"
      className={fieldClass(props.className)}
    >
      <FieldFrame {...props}>
        <Group className={boxClass}>
          {props.prefix && <span className={affixClass}>{props.prefix}</span>}
          <Input
            ref={(element) => {
              input.current = element;
              if (typeof props.inputRef === 'function') props.inputRef(element);
              else if (props.inputRef) props.inputRef.current = element;
            }}
            className={cx(inputClass, styles.figure)}
            placeholder={placeholder}
          />
          {props.suffix && <span className={affixClass}>{props.suffix}</span>}
        </Group>
      </FieldFrame>
    </AriaTextField>
  );
}
