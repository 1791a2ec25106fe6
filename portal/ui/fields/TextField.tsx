import type { ReactNode, Ref } from 'react';
import { TextField as AriaTextField, Group, Input } from 'react-aria-components';
import {
  affixClass,
  ariaField,
  boxClass,
  FieldFrame,
  type FieldProps,
  fieldClass,
  inputClass,
} from './Field.tsx';

export interface TextFieldProps extends FieldProps {
  value?: string;
  onChange?: (value: string) => void;
  type?: 'text' | 'email' | 'password' | 'tel' | 'url' | 'datetime-local';
  placeholder?: string;
  maxLength?: number;
  inputMode?: 'text' | 'numeric' | 'decimal' | 'email' | 'tel' | 'url';
  autoComplete?: string;
  autoFocus?: boolean;
  prefix?: ReactNode;
  suffix?: ReactNode;
  inputRef?: Ref<HTMLInputElement>;
}

export function TextField(props: TextFieldProps) {
  const { value, onChange, type, placeholder, maxLength, inputMode, autoComplete, autoFocus } =
    props;
  return (
    <AriaTextField
      {...ariaField(props)}
      {...{ value, onChange, type, maxLength, inputMode, autoComplete, autoFocus }}
      className={fieldClass(props.className)}
    >
      <FieldFrame {...props}>
        <Group className={boxClass}>
          {props.prefix && <span className={affixClass}>{props.prefix}</span>}
          <Input ref={props.inputRef} className={inputClass} placeholder={placeholder} />
          {props.suffix && <span className={affixClass}>{props.suffix}</span>}
        </Group>
      </FieldFrame>
    </AriaTextField>
  );
}
