import type { LucideIcon } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import { cx } from '../cx.ts';
import { Icon } from '../display/Icon.tsx';
import { Tooltip } from '../overlays/Tooltip.tsx';
import styles from './IconButton.module.css';

export interface IconButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  icon: LucideIcon;
  label: string;
  children?: ReactNode;
  size?: 'sm' | 'md';
  ref?: Ref<HTMLButtonElement>;
}

/** A quiet square button with only an icon; its label appears as a tooltip. */
export function IconButton({ icon, label, children, size = 'md', ...rest }: IconButtonProps) {
  // The accessible name must contain the visible text.
  const text = typeof children === 'string' || typeof children === 'number' ? children : '';
  return (
    <Tooltip content={label}>
      <AriaButton
        {...rest}
        aria-label={text ? `${label} ${text}` : label}
        className={cx(styles.button, size === 'sm' && styles.sm)}
      >
        <Icon of={icon} size={size === 'sm' ? 14 : 16} />
        {children}
      </AriaButton>
    </Tooltip>
  );
}
