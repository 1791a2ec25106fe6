import type { LucideIcon } from 'lucide-react';
import type { AnchorHTMLAttributes, ReactNode, Ref } from 'react';
import { Button } from 'react-aria-components';
import { Icon } from '../ui/display/Icon.tsx';
import styles from './QuietButton.module.css';

interface QuietButtonProps {
  icon?: LucideIcon;
  endIcon?: LucideIcon;
  /** Accessible name; must contain the visible text. */
  label: string;
  onPress?: () => void;
  children?: ReactNode;
  ref?: Ref<HTMLButtonElement>;
}

export function QuietButton({ icon, endIcon, label, children, ...rest }: QuietButtonProps) {
  return (
    <Button {...rest} aria-label={label} className={styles.button}>
      {icon && <Icon of={icon} />}
      {children}
      {endIcon && <Icon of={endIcon} size={14} />}
    </Button>
  );
}

export function QuietLink({
  icon,
  label,
  href,
  ...rest
}: AnchorHTMLAttributes<HTMLAnchorElement> & { icon: LucideIcon; label: string; href: string }) {
  return (
    <a {...rest} href={href} aria-label={label} title={label} className={styles.button}>
      <Icon of={icon} />
    </a>
  );
}
