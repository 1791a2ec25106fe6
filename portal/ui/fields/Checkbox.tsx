import { Check } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import {
  Checkbox as AriaCheckbox,
  CheckboxGroup as AriaCheckboxGroup,
} from 'react-aria-components';
import { Icon } from '../display/Icon.tsx';
import styles from './Checkbox.module.css';
import { ariaField, FieldFrame, type FieldProps, fieldClass } from './Field.tsx';
import type { Option } from './Options.tsx';

export interface CheckboxProps {
  isSelected: boolean;
  onChange: (selected: boolean) => void;
  /** Visible label; if absent, pass `label`. */
  children?: ReactNode;
  label?: string;
  isDisabled?: boolean;
  isInvalid?: boolean;
  name?: string;
  onBlur?: () => void;
  inputRef?: Ref<HTMLInputElement | null>;
}

export function Checkbox({ children, label, ...rest }: CheckboxProps) {
  return (
    <AriaCheckbox {...rest} aria-label={label} className={styles.checkbox}>
      {({ isSelected }) => (
        <>
          <span className={styles.box}>{isSelected && <Icon of={Check} size={12} />}</span>
          {children && <span>{children}</span>}
        </>
      )}
    </AriaCheckbox>
  );
}

export interface CheckboxGroupProps extends FieldProps {
  options: readonly Option[];
  value: readonly string[];
  onChange: (value: string[]) => void;
}

/** Several choices out of a few, all visible. */
export function CheckboxGroup(props: CheckboxGroupProps) {
  const { onBlur: _, ...aria } = ariaField(props);
  return (
    <AriaCheckboxGroup
      {...aria}
      value={[...props.value]}
      onChange={props.onChange}
      className={fieldClass(props.className)}
    >
      <FieldFrame {...props}>
        {props.options.map((option) => (
          <AriaCheckbox
            key={option.id}
            value={option.id}
            isDisabled={option.isDisabled}
            className={styles.checkbox}
          >
            {({ isSelected }) => (
              <>
                <span className={styles.box}>{isSelected && <Icon of={Check} size={12} />}</span>
                <span>
                  {option.label}
                  {option.description && (
                    <span className={styles.description}>{option.description}</span>
                  )}
                </span>
              </>
            )}
          </AriaCheckbox>
        ))}
      </FieldFrame>
    </AriaCheckboxGroup>
  );
}
