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
import { useText } from '../../lib/i18n.tsx';
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

/** Groups of thousands. Any other comma may be a decimal point: "1234,50". */
const GROUPED = /^-?\d{1,3}(,\d{3})*,?(\.\d*)?$/;

/** The number in a text as typed or pasted, without grouping, spaces and signs of units: "￥１,２３４．５元" → "1234.5". */
function plainOf(text: string): string {
  // Full-width characters become ASCII; an input method may write the point as the end of a sentence.
  const half = text.normalize('NFKC').replaceAll('。', '.').replace('−', '-');
  const bare = half.replace(/[\s¥$%元]/g, '');
  return GROUPED.test(bare) ? bare.replaceAll(',', '') : bare;
}

/** An exact decimal kept as a string; grouped and padded on blur. */
export function DecimalField(props: DecimalFieldProps) {
  const { value, onChange, onBlur, scale = 2, allowNegative = false, placeholder } = props;
  const [editing, setEditing] = useState(false);
  const [text, setText] = useState(value);
  const [refusal, setRefusal] = useState<{ text: string; isPasted: boolean } | null>(null);
  const t = useText();
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
    const plain = plainOf(next);
    if (!shape.test(plain)) {
      setRefusal({ text: plain, isPasted: next.length > text.length + 1 });
      return;
    }
    setRefusal(null);
    setText(plain);
    onChange(/\d/.test(plain) ? new Big(/\.$/.test(plain) ? `${plain}0` : plain).toFixed() : '');
  }
  // Padding changes only the display: a change event on blur would revalidate the field and drop
  // the server's error.
  function leave(event: FocusEvent<Element>) {
    setEditing(false);
    // One wrong key changed nothing, but a person may not notice that a pasted text is missing.
    setRefusal((last) => (last?.isPasted ? last : null));
    onBlur?.(event);
  }
  const isNegative = !allowNegative && refusal?.text.startsWith('-');
  const refused =
    refusal && (isNegative ? t('ui.number.negative') : t('ui.number.shape', { scale }));
  const field = { ...props, error: refused ?? props.error };

  return (
    <AriaTextField
      {...ariaField(field)}
      value={editing ? text : grouped(value && new Big(value).toFixed(scale))}
      onChange={change}
      onFocus={() => setEditing(true)}
      onBlur={leave}
      inputMode="decimal"
      autoFocus={props.autoFocus}
      autoComplete="off"
      className={fieldClass(props.className)}
    >
      <FieldFrame {...field}>
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
