import type { ReactNode } from 'react';
import { Switch as AriaSwitch } from 'react-aria-components';
import styles from './Switch.module.css';

export interface SwitchProps {
  isSelected: boolean;
  onChange: (selected: boolean) => void;
  children?: ReactNode;
  /** Accessible name without a visible label. */
  label?: string;
  isDisabled?: boolean;
}

/** A setting that takes effect at once. In a form use Checkbox. */
export function Switch({ children, label, ...rest }: SwitchProps) {
  return (
    <AriaSwitch {...rest} aria-label={label} className={styles.switch}>
      <span className={styles.track}>
        <span className={styles.thumb} />
      </span>
      {children && <span>{children}</span>}
    </AriaSwitch>
  );
}
