import { Minus, Plus } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import { NumberField as AriaNumberField, Button, Group, Input } from 'react-aria-components';
import { Icon } from '../display/Icon.tsx';
import {
  affixClass,
  ariaField,
  boxClass,
  FieldFrame,
  type FieldProps,
  fieldClass,
  inputClass,
} from './Field.tsx';
import styles from './NumberField.module.css';

export interface NumberFieldProps extends FieldProps {
  value: number | null;
  onChange: (value: number | null) => void;
  min?: number;
  max?: number;
  step?: number;
  suffix?: ReactNode;
  inputRef?: Ref<HTMLInputElement>;
}

/** A whole number such as a quantity. Use MoneyField and PercentField for amounts and rates. */
export function NumberField(props: NumberFieldProps) {
  const { value, onChange, min, max, step = 1 } = props;
  return (
    <AriaNumberField
      {...ariaField(props)}
      value={value ?? Number.NaN}
      onChange={(next) => onChange(Number.isNaN(next) ? null : next)}
      minValue={min}
      maxValue={max}
      step={step}
      formatOptions={{ maximumFractionDigits: 0 }}
      className={fieldClass(props.className)}
    >
      <FieldFrame {...props}>
        <Group className={boxClass}>
          <Button slot="decrement" className={styles.step}>
            <Icon of={Minus} size={14} />
          </Button>
          <Input ref={props.inputRef} className={`${inputClass} ${styles.figure}`} />
          {props.suffix && <span className={affixClass}>{props.suffix}</span>}
          <Button slot="increment" className={styles.step}>
            <Icon of={Plus} size={14} />
          </Button>
        </Group>
      </FieldFrame>
    </AriaNumberField>
  );
}
