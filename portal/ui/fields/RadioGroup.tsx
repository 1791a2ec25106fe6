import { RadioGroup as AriaRadioGroup, Radio } from 'react-aria-components';
import { cx } from '../cx.ts';
import { ariaField, FieldFrame, type FieldProps, fieldClass } from './Field.tsx';
import type { Option } from './Options.tsx';
import styles from './RadioGroup.module.css';

export interface RadioGroupProps extends FieldProps {
  options: readonly Option[];
  value: string | null;
  onChange: (value: string) => void;
  /** `cards` frames each choice, for choices with a description. */
  variant?: 'list' | 'cards';
  orientation?: 'horizontal' | 'vertical';
}

export function RadioGroup(props: RadioGroupProps) {
  const { variant = 'list', orientation = 'vertical' } = props;
  const { onBlur: _, ...aria } = ariaField(props);
  return (
    <AriaRadioGroup
      {...aria}
      value={props.value}
      onChange={props.onChange}
      orientation={orientation}
      className={fieldClass(props.className)}
    >
      <FieldFrame {...props}>
        <div className={cx(styles.options, styles[orientation])}>
          {props.options.map((option) => (
            <Radio
              key={option.id}
              value={option.id}
              isDisabled={option.isDisabled}
              className={cx(styles.radio, variant === 'cards' && styles.card)}
            >
              <span className={styles.dot} />
              <span>
                {option.label}
                {option.description && (
                  <span className={styles.description}>{option.description}</span>
                )}
              </span>
            </Radio>
          ))}
        </div>
      </FieldFrame>
    </AriaRadioGroup>
  );
}
