import type { Ref } from 'react';
import { TextArea as AriaTextArea, TextField as AriaTextField } from 'react-aria-components';
import { cx } from '../cx.ts';
import { ariaField, boxClass, FieldFrame, type FieldProps, fieldClass } from './Field.tsx';
import styles from './TextArea.module.css';

export interface TextAreaProps extends FieldProps {
  value?: string;
  onChange?: (value: string) => void;
  placeholder?: string;
  rows?: number;
  /** Also shows a character counter. */
  maxLength?: number;
  inputRef?: Ref<HTMLTextAreaElement>;
}

/** Multi-line text; grows with its content where the browser supports it. */
export function TextArea(props: TextAreaProps) {
  const { value = '', onChange, placeholder, rows = 3, maxLength } = props;
  return (
    <AriaTextField
      {...ariaField(props)}
      {...{ value, onChange, maxLength }}
      className={fieldClass(props.className)}
    >
      <FieldFrame {...props}>
        <AriaTextArea
          ref={props.inputRef}
          className={cx(boxClass, styles.area)}
          placeholder={placeholder}
          style={{ minHeight: rows * 20 + 14 }}
        />
        {maxLength && (
          <span className={styles.count} aria-hidden="true">
            {value.length} / {maxLength}
          </span>
        )}
      </FieldFrame>
    </AriaTextField>
  );
}
