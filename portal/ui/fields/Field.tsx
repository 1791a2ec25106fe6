import { CircleAlert } from 'lucide-react';
import type { FocusEvent, ReactNode } from 'react';
import { FieldError, Label, Text } from 'react-aria-components';
import { cx } from '../cx.ts';
import { Icon } from '../display/Icon.tsx';
import styles from './Field.module.css';

/** Props of every form control; the caller passes all texts. */
export interface FieldProps {
  label: string;
  /** Shows the label to assistive technology only. */
  hideLabel?: boolean;
  description?: ReactNode;
  error?: string | null;
  isRequired?: boolean;
  isDisabled?: boolean;
  isReadOnly?: boolean;
  name?: string;
  onBlur?: (event: FocusEvent<Element>) => void;
  className?: string;
}

export const fieldClass = (className?: string): string => cx(styles.field, className);
export const boxClass = cx(styles.box);
export const inputClass = cx(styles.input);
export const affixClass = cx(styles.affix);

/** A control marked invalid. */
export interface Refused {
  label: string;
  error: string;
  focus: () => void;
}

const FOCUSABLE =
  'input:not([type="hidden"], [tabindex="-1"]), textarea, [role="spinbutton"], button';

export function refusedIn(root: Element): Refused[] {
  return [...root.querySelectorAll(`.${styles.field}[data-invalid]`)].map((field) => {
    const control = field.querySelector<HTMLElement>(FOCUSABLE);
    const label = field.querySelector(`.${styles.label}`)?.firstChild?.textContent;
    return {
      label: label ?? control?.getAttribute('aria-label') ?? '',
      error: field.querySelector(`.${styles.error}`)?.textContent ?? '',
      focus: () => control?.focus(),
    };
  });
}

/** The React Aria props derived from `FieldProps`. */
export function ariaField({
  error,
  isRequired,
  isDisabled,
  isReadOnly,
  name,
  onBlur,
  label,
  hideLabel,
}: FieldProps) {
  return {
    isInvalid: Boolean(error),
    isRequired,
    isDisabled,
    isReadOnly,
    name,
    onBlur,
    'aria-label': hideLabel ? label : undefined,
    validationBehavior: 'aria' as const,
  };
}

/** Label, control, then help or error. Must be inside a React Aria field. */
export function FieldFrame({
  label,
  hideLabel,
  description,
  error,
  isRequired,
  children,
}: FieldProps & { children: ReactNode }) {
  return (
    <>
      {!hideLabel && (
        <Label className={styles.label}>
          {label}
          {isRequired && (
            <span className={styles.required} aria-hidden="true">
              *
            </span>
          )}
        </Label>
      )}
      {children}
      {description && !error && (
        <Text slot="description" className={styles.description}>
          {description}
        </Text>
      )}
      <FieldError className={styles.error}>
        {error && (
          <>
            <Icon of={CircleAlert} size={14} />
            <span>{error}</span>
          </>
        )}
      </FieldError>
    </>
  );
}
