import type { LucideIcon } from 'lucide-react';
import type { AnchorHTMLAttributes, ReactNode, Ref } from 'react';
import { cx } from '../cx.ts';
import { Icon } from '../display/Icon.tsx';
import { type ButtonVariant, buttonClass } from './Button.tsx';
import styles from './Link.module.css';

export interface LinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  /**
   * `inline` is blue text, `quiet` takes the color of its surroundings until hovered, `figure` is a figure that opens
   * its rows.
   */
  variant?: 'inline' | 'quiet' | 'figure';
  children?: ReactNode;
  ref?: Ref<HTMLAnchorElement>;
}

/** A text link. For a route of the portal use `RouteLink` of the shell, which takes the same props. */
export function Link({ variant = 'inline', className, ...rest }: LinkProps) {
  return <a {...rest} className={cx(styles.link, styles[variant], className)} />;
}

export interface LinkButtonProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  variant?: ButtonVariant;
  size?: 'sm' | 'md';
  icon?: LucideIcon;
  endIcon?: LucideIcon;
  wide?: boolean;
  children?: ReactNode;
  ref?: Ref<HTMLAnchorElement>;
}

/** A link that looks like a button: it navigates and changes nothing. */
export function LinkButton({
  variant,
  size,
  icon,
  endIcon,
  wide,
  children,
  className,
  ...rest
}: LinkButtonProps) {
  return (
    <a {...rest} className={cx(buttonClass(variant, size, wide), className)}>
      {icon && <Icon of={icon} size={size === 'sm' ? 14 : 16} />}
      {children}
      {endIcon && <Icon of={endIcon} size={14} />}
    </a>
  );
}
